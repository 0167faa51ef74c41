#include "http/detail/tls.h"

#include <cerrno>
#include <cstdint>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <utility>

#include "base/check.h"

namespace entente::http::detail {
namespace {

template <auto Free>
struct Freer {
    template <class Thing>
    void operator()(Thing* thing) const {
        Free(thing);
    }
};

using Bio = std::unique_ptr<BIO, Freer<BIO_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;

Bio memory_bio(const std::string& text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// SHA-256 of the DER SubjectPublicKeyInfo.
std::optional<crypto::Digest> key_of(const X509* certificate) {
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size <= 0) return std::nullopt;
    const ByteView bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    const auto digest = crypto::sha256({bytes});
    OPENSSL_free(der);
    return digest;
}

/// In place of OpenSSL's check of the chain: there is none, the key itself is known or not.
/// That its owner is there is proved by the handshake's signature.
int verify_key(X509_STORE_CTX* store, void* accept) {
    const auto* certificate = X509_STORE_CTX_get0_cert(store);
    const auto key = certificate == nullptr ? std::nullopt : key_of(certificate);
    if (key && (*static_cast<const AcceptKey*>(accept))(*key)) return 1;
    X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
}

// OpenSSL's own socket BIO writes with write(), which kills the process by SIGPIPE when the other
// side is gone.
int socket_write(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const int socket = static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
    const auto count = ::send(socket, bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
    return static_cast<int>(count);
}

int socket_read(BIO* bio, char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const int socket = static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
    const auto count = ::recv(socket, bytes, static_cast<std::size_t>(size), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
    if (count == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return static_cast<int>(count);
}

long socket_control(BIO* bio, int command, long, void*) {
    if (command == BIO_CTRL_FLUSH) return 1;
    if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return 0;
}

std::unexpected<Error> openssl_failed() {
    return fail(ErrorKind::fatal, "OpenSSL could not make a TLS context", "TLS",
                "check memory and the installation of OpenSSL 3");
}

/// Whether `reason` is an alert by which a server says no to a client's certificate
/// (RFC 8446 section 6.2).
bool is_certificate_alert(int reason) {
    switch (reason - SSL_AD_REASON_OFFSET) {
        case SSL_AD_BAD_CERTIFICATE:
        case SSL_AD_UNSUPPORTED_CERTIFICATE:
        case SSL_AD_CERTIFICATE_REVOKED:
        case SSL_AD_CERTIFICATE_EXPIRED:
        case SSL_AD_CERTIFICATE_UNKNOWN:
        case SSL_AD_UNKNOWN_CA:
        case SSL_AD_ACCESS_DENIED:
        case SSL_AD_CERTIFICATE_REQUIRED:
            return true;
        default:
            return false;
    }
}

}  // namespace

TlsContext::TlsContext(Made, AcceptKey accept)
    : accept_(std::move(accept)),
      context_(SSL_CTX_new(TLS_method())),
      socket_method_(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "socket")) {}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
    BIO_meth_free(socket_method_);
}

Result<std::unique_ptr<TlsContext>> TlsContext::make(TlsRole role,
                                                     const crypto::TlsIdentity& identity,
                                                     AcceptKey accept) {
    auto context = std::make_unique<TlsContext>(Made{}, std::move(accept));
    if (context->context_ == nullptr || context->socket_method_ == nullptr) {
        return openssl_failed();
    }
    TRY_VOID(context->load(role, identity));
    return context;
}

Result<void> TlsContext::load(TlsRole role, const crypto::TlsIdentity& identity) {
    BIO_meth_set_write(socket_method_, socket_write);
    BIO_meth_set_read(socket_method_, socket_read);
    BIO_meth_set_ctrl(socket_method_, socket_control);

    // AES-128 first: 14 % faster than AES-256 here (design 04-performance section 3.1).
    constexpr auto* suites =
        "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
    if (SSL_CTX_set_min_proto_version(context_, TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_ciphersuites(context_, suites) != 1) {
        return openssl_failed();
    }
    SSL_CTX_set_options(context_, SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // No resumption: it would let a peer back in whose card was removed since.
    SSL_CTX_set_session_cache_mode(context_, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context_, 0);
    const bool is_server = role == TlsRole::server;
    SSL_CTX_set_verify(
        context_, SSL_VERIFY_PEER | (is_server ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
    SSL_CTX_set_cert_verify_callback(context_, verify_key, &accept_);

    const auto certificate_bio = memory_bio(identity.certificate_pem);
    const auto key_bio = memory_bio(identity.private_key_pem);
    const Certificate certificate(
        PEM_read_bio_X509(certificate_bio.get(), nullptr, nullptr, nullptr));
    const PrivateKey key(PEM_read_bio_PrivateKey(key_bio.get(), nullptr, nullptr, nullptr));
    const bool is_whole = certificate && key &&
                          SSL_CTX_use_certificate(context_, certificate.get()) == 1 &&
                          SSL_CTX_use_PrivateKey(context_, key.get()) == 1 &&
                          SSL_CTX_check_private_key(context_) == 1;
    ERR_clear_error();
    if (is_whole) return {};
    return fail(ErrorKind::invalid, "not a private key with its certificate", "TLS identity",
                "restore both PEM files from the backup, or make a new identity");
}

ssl_st* TlsContext::make_session() const {
    return SSL_new(context_);
}

ssl_st* TlsContext::make_client_session(int socket) const {
    auto* session = SSL_new(context_);
    auto* bio = BIO_new(socket_method_);
    check(session != nullptr && bio != nullptr, "memory for a TLS session");
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
    BIO_set_init(bio, 1);
    SSL_set_bio(session, bio, bio);
    SSL_set_connect_state(session);
    return session;
}

std::optional<crypto::Digest> peer_key(const ssl_st* session) {
    const auto* certificate = SSL_get0_peer_certificate(session);
    if (certificate == nullptr) return std::nullopt;
    return key_of(certificate);
}

Error take_tls_error(const std::string& where) {
    const auto code = ERR_peek_last_error();
    const int reason = ERR_GET_REASON(code);
    const bool is_ssl = ERR_GET_LIB(code) == ERR_LIB_SSL;
    const char* text = ERR_reason_error_string(code);
    ERR_clear_error();
    if (is_ssl && reason == SSL_R_CERTIFICATE_VERIFY_FAILED) {
        return {.kind = ErrorKind::refused,
                .what = "the peer's certificate is not the one in its card",
                .where = where,
                .remedy = "ask the peer for its newest card and compare the keys by another way"};
    }
    if (is_ssl && is_certificate_alert(reason)) {
        return {.kind = ErrorKind::refused,
                .what = "the peer refused our certificate: has it added our card?",
                .where = where,
                .remedy = "send the peer our newest card and ask it to add it"};
    }
    if (is_ssl && reason == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        return {.kind = ErrorKind::unavailable,
                .what = "the peer closed the connection early",
                .where = where,
                .remedy = "try again later"};
    }
    return {.kind = ErrorKind::unavailable,
            .what = std::string("the peer does not speak TLS 1.3 as we do") +
                    (text == nullptr ? "" : std::string(": ") + text),
            .where = where,
            .remedy = "check the address and the port"};
}

}  // namespace entente::http::detail
