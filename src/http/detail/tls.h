#pragma once
// TLS 1.3 between parties that know each other's keys: no authority, no other version.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/sha256.h"
#include "crypto/tls_identity.h"

struct bio_method_st;
struct ssl_ctx_st;
struct ssl_st;

namespace entente::http::detail {

/// Whether a key may be on the other side of a connection.
using AcceptKey = std::function<bool(const crypto::Digest&)>;

enum class TlsRole { client, server };

/// An OpenSSL context. Used by one thread.
class TlsContext {
    struct Made {};  // only make() can give one to the constructor

public:
    /// A context that shows `identity` and takes from the other side what `accept` takes, dates
    /// and names aside: what is pinned is the key (design 02-log section 3.3).
    ///
    /// errors  invalid: the identity is not a key with its certificate; fatal: OpenSSL could not
    static Result<std::unique_ptr<TlsContext>> make(TlsRole role,
                                                    const crypto::TlsIdentity& identity,
                                                    AcceptKey accept);

    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;
    ~TlsContext();

    /// A new session; the caller frees it.
    [[nodiscard]] ssl_st* make_session() const;

    /// A new client session over `socket`, which stays the caller's; the caller frees the session.
    [[nodiscard]] ssl_st* make_client_session(int socket) const;

    TlsContext(Made, AcceptKey accept);

private:
    Result<void> load(TlsRole role, const crypto::TlsIdentity& identity);

    AcceptKey accept_;
    ssl_ctx_st* context_;
    bio_method_st* socket_method_;
};

/// The SPKI digest of the certificate that the other side showed.
std::optional<crypto::Digest> peer_key(const ssl_st* session);

/// The error that OpenSSL left in this thread's queue, in words for people; the queue is empty
/// after.
///
/// where  the peer
Error take_tls_error(const std::string& where);

}  // namespace entente::http::detail
