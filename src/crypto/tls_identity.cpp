#include "crypto/tls_identity.h"

#include <ctime>
#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/limits.h"

namespace entente::crypto {
namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t validity_s = 3'652 * day_s;  // ten years
constexpr std::size_t common_name_bytes_max = 64;   // RFC 5280 appendix A.1: ub-common-name
constexpr int serial_bits = 127;                    // RFC 5280 section 4.1.2.2: positive, <= 20 B
constexpr long x509_version_3 = 2;                  // RFC 5280 section 4.1.2.1

struct Free {
    void operator()(BIO* bio) const { BIO_free_all(bio); }

    void operator()(BIGNUM* number) const { BN_free(number); }

    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

    void operator()(X509* certificate) const { X509_free(certificate); }

    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};

template <class Thing>
using Owned = std::unique_ptr<Thing, Free>;

/// What OpenSSL said, as an Error. Empties its queue: what is left there would be taken for the
/// error of the next TLS call of this thread.
std::unexpected<Error> openssl_failed(ErrorKind kind, const char* what) {
    const auto code = ERR_get_error();
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return fail(kind, what, reason != nullptr ? reason : "OpenSSL");
}

Owned<EVP_PKEY> make_key() {
    std::string curve = "P-256";  // the call reads it as char*
    return Owned<EVP_PKEY>(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve.data()));
}

bool write_key(BIO* bio, const EVP_PKEY* key) {
    return PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
}

bool set_serial(X509* certificate) {
    const Owned<BIGNUM> serial(BN_new());
    // The top bit is set, so that the number is never zero and always equally long.
    return serial && BN_rand(serial.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_names(X509* certificate, std::string_view common_name) {
    auto* name = X509_get_subject_name(certificate);
    const auto* text = reinterpret_cast<const unsigned char*>(common_name.data());
    return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, text,
                                      static_cast<int>(common_name.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

bool set_validity(X509* certificate, Instant now) {
    const std::time_t start_s = now.value() / 1'000'000 - day_s;
    return ASN1_TIME_set(X509_getm_notBefore(certificate), start_s) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), start_s + validity_s) != nullptr;
}

bool add_extension(X509* certificate, int kind, const char* value) {
    const Owned<X509_EXTENSION> made(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
    return made && X509_add_ext(certificate, made.get(), -1) == 1;
}

bool add_extensions(X509* certificate) {
    return add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth,clientAuth") &&
           add_extension(certificate, NID_subject_alt_name,
                         "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1");
}

/// Nothing where OpenSSL could not.
Owned<X509> make_certificate(EVP_PKEY* key, std::string_view common_name, Instant now) {
    Owned<X509> certificate(X509_new());
    const bool is_made =
        certificate && X509_set_version(certificate.get(), x509_version_3) == 1 &&
        set_serial(certificate.get()) && set_names(certificate.get(), common_name) &&
        set_validity(certificate.get(), now) && X509_set_pubkey(certificate.get(), key) == 1 &&
        add_extensions(certificate.get()) && X509_sign(certificate.get(), key, EVP_sha256()) != 0;
    return is_made ? std::move(certificate) : nullptr;
}

/// What was written to `bio`, which is in memory.
std::string written(BIO* bio) {
    char* start = nullptr;
    const long size = BIO_get_mem_data(bio, &start);
    return {start, static_cast<std::size_t>(size)};
}

/// Without this, OpenSSL asks the terminal for a password when a PEM header claims encryption.
int no_password(char*, int, int, void*) {
    return -1;
}

}  // namespace

Result<TlsIdentity> make_tls_identity(std::string_view common_name, Instant now) {
    if (common_name.empty() || common_name.size() > common_name_bytes_max) {
        return fail(ErrorKind::invalid, "a certificate's common name has 1 to 64 bytes",
                    std::string(common_name.substr(0, common_name_bytes_max)),
                    "give a shorter name (RFC 5280 appendix A.1)");
    }
    const auto key = make_key();
    const auto certificate = key ? make_certificate(key.get(), common_name, now) : nullptr;
    const Owned<BIO> key_pem(BIO_new(BIO_s_secmem()));  // wiped when it goes
    const Owned<BIO> certificate_pem(BIO_new(BIO_s_mem()));
    const bool is_made = certificate && key_pem && certificate_pem &&
                         write_key(key_pem.get(), key.get()) &&
                         PEM_write_bio_X509(certificate_pem.get(), certificate.get()) == 1;
    if (!is_made) {
        return openssl_failed(ErrorKind::fatal, "OpenSSL could not make a TLS identity");
    }
    return TlsIdentity{.private_key_pem = written(key_pem.get()),
                       .certificate_pem = written(certificate_pem.get())};
}

Result<Digest> spki_digest(std::string_view certificate_pem) {
    if (certificate_pem.size() > limits::http_small_body_bytes_max) {
        return fail(ErrorKind::invalid, "too long for a certificate", "certificate");
    }
    const Owned<BIO> bio(
        BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
    if (!bio) return openssl_failed(ErrorKind::fatal, "OpenSSL has no memory");
    const Owned<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr));
    if (!certificate) return openssl_failed(ErrorKind::invalid, "not a PEM certificate");
    unsigned char* encoded = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &encoded);
    if (size <= 0) return openssl_failed(ErrorKind::invalid, "the certificate has no key");
    const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owned(
        encoded, [](unsigned char* bytes) { OPENSSL_free(bytes); });
    return sha256(
        {ByteView(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size))});
}

}  // namespace entente::crypto
