#include "crypto/tls_identity.h"

#include <memory>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "base/encoding.h"
#include "tests/support/precompiled.h"

namespace entente::crypto {
namespace {

const Instant now = parse_timestamp("2021-08-24T12:30:00Z").value().instant;

/// Made with `openssl req -x509 -newkey ec`; the digest with `openssl x509 -pubkey | openssl pkey
/// -pubin -outform DER | openssl dgst -sha256`.
constexpr std::string_view foreign_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBejCCAR+gAwIBAgIUX1U/BpF3rXOSjsybLSEwlqZN8W4wCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZm9yZWlnbjAeFw0yNjExMjMwMjI4NTRaFw0zNjExMjAwMjI4
NTRaMBIxEDAOBgNVBAMMB2ZvcmVpZ24wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AASQoujGE+/3o53C2d0zmDtzdl3jhs0sWDq+fZSaMN+2oi3nXdoAAxhLmbftHQq+
Nus8AV49RAxTkEQOk2V1Yz8ao1MwUTAdBgNVHQ4EFgQUJbJU4v1vTOdvTVO3BeS/
tyfgKgcwHwYDVR0jBBgwFoAUJbJU4v1vTOdvTVO3BeS/tyfgKgcwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA0Seay9FvTMP6pavGwPE1CUPGi5qQ
OH+4kaZNxiYmpfkCIQCoCegHO7U1bryemDng/Ld0hNsNR8Rgxvw78KqdpVYc9w==
-----END CERTIFICATE-----
)";
constexpr auto foreign_digest = "3e716ef4e8a2920cb7f8003c970b652035e06521e0ba04a6b4cd9e2965099ce2";

TEST(TlsIdentity, IsAKeyAndItsCertificateAsPem) {
    const auto identity = make_tls_identity("ALPHA", now).value();
    EXPECT_TRUE(identity.private_key_pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    EXPECT_TRUE(identity.certificate_pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
}

class Certificate : public testing::Test {
protected:
    template <class Thing>
    using Owned = std::unique_ptr<Thing, void (*)(Thing*)>;

    static Owned<BIO> reader(const std::string& pem) {
        return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all};
    }

    /// How a time in the certificate stands to `text`: -1, 0 or 1.
    static int compare(const ASN1_TIME* time, std::string_view text) {
        const auto instant = parse_timestamp(text).value().instant;
        return ASN1_TIME_cmp_time_t(time, instant.value() / 1'000'000);
    }

    const TlsIdentity identity = make_tls_identity("ALPHA", now).value();
    const Owned<X509> certificate{
        PEM_read_bio_X509(reader(identity.certificate_pem).get(), nullptr, nullptr, nullptr),
        X509_free};
};

TEST_F(Certificate, IsSignedByItsOwnKey) {
    const Owned<EVP_PKEY> key(
        PEM_read_bio_PrivateKey(reader(identity.private_key_pem).get(), nullptr, nullptr, nullptr),
        EVP_PKEY_free);
    EXPECT_EQ(X509_check_private_key(certificate.get(), key.get()), 1);
    EXPECT_EQ(X509_verify(certificate.get(), key.get()), 1);
    EXPECT_TRUE(EVP_PKEY_is_a(key.get(), "EC"));
    EXPECT_EQ(EVP_PKEY_get_bits(key.get()), 256);
}

TEST_F(Certificate, IsValidFromADayBeforeForTenYears) {
    EXPECT_EQ(compare(X509_get0_notBefore(certificate.get()), "2021-08-23T12:30:00Z"), 0);
    EXPECT_EQ(compare(X509_get0_notAfter(certificate.get()), "2031-08-23T12:30:00Z"), 0);
}

TEST_F(Certificate, IsOfVersion3ForThisMachine) {
    EXPECT_EQ(X509_get_version(certificate.get()), X509_VERSION_3);
    EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
    EXPECT_EQ(X509_check_host(certificate.get(), "example.org", 0, 0, nullptr), 0);
}

TEST_F(Certificate, HasItsNameAndASerialOfItsOwn) {
    std::array<char, 64> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    EXPECT_STREQ(name.data(), "ALPHA");
    const auto other = make_tls_identity("ALPHA", now).value();
    const Owned<X509> other_certificate(
        PEM_read_bio_X509(reader(other.certificate_pem).get(), nullptr, nullptr, nullptr),
        X509_free);
    EXPECT_NE(ASN1_INTEGER_cmp(X509_get0_serialNumber(certificate.get()),
                               X509_get0_serialNumber(other_certificate.get())),
              0);
}

TEST(TlsIdentity, IsAnotherEachTime) {
    const auto first = make_tls_identity("ALPHA", now).value();
    const auto second = make_tls_identity("ALPHA", now).value();
    EXPECT_NE(spki_digest(first.certificate_pem).value(),
              spki_digest(second.certificate_pem).value());
}

TEST(TlsIdentity, TakesAPartyIdAsName) {
    EXPECT_TRUE(make_tls_identity(std::string(64, 'a'), now).has_value());
}

// RFC 5280 appendix A.1: ub-common-name.
TEST(TlsIdentity, IsRefusedForANameThatCertificatesCannotHold) {
    EXPECT_EQ(make_tls_identity("", now).error().kind, ErrorKind::invalid);
    EXPECT_EQ(make_tls_identity(std::string(65, 'a'), now).error().kind, ErrorKind::invalid);
}

TEST(SpkiDigest, IsWhatOpensslSaysOfAForeignCertificate) {
    EXPECT_EQ(to_hex(view(spki_digest(foreign_certificate).value())), foreign_digest);
}

TEST(SpkiDigest, IsThatOfTheFirstCertificate) {
    const auto identity = make_tls_identity("ALPHA", now).value();
    const auto both = std::string(foreign_certificate) + identity.certificate_pem;
    EXPECT_EQ(to_hex(view(spki_digest(both).value())), foreign_digest);
}

TEST(SpkiDigest, IsRefusedForWhatIsNoCertificate) {
    const auto identity = make_tls_identity("ALPHA", now).value();
    EXPECT_EQ(spki_digest("").error().kind, ErrorKind::invalid);
    EXPECT_EQ(spki_digest("-----BEGIN CERTIFICATE-----\n").error().kind, ErrorKind::invalid);
    EXPECT_EQ(spki_digest(identity.private_key_pem).error().kind, ErrorKind::invalid);
    EXPECT_EQ(spki_digest(std::string(2 << 20, 'A')).error().kind, ErrorKind::invalid);
}

TEST(SpkiDigest, AsksNobodyForAPassword) {
    auto encrypted = std::string(foreign_certificate);
    encrypted.insert(encrypted.find('\n') + 1,
                     "Proc-Type: 4,ENCRYPTED\n"
                     "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n");
    EXPECT_EQ(spki_digest(encrypted).error().kind, ErrorKind::invalid);
}

RC_GTEST_PROP(SpkiDigest, IsTotal, (std::string text)) {
    RC_ASSERT(!spki_digest(text).has_value());
}

}  // namespace
}  // namespace entente::crypto
