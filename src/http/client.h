#pragma once
// The HTTP/1.1 client: one kept connection to one server, over TLS 1.3 or a Unix socket.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/sha256.h"
#include "crypto/tls_identity.h"
#include "http/message.h"
#include "http/server.h"
#include "http/target.h"

namespace entente::http {

/// A server that is known by its keys.
struct TlsTarget {
    Endpoint endpoint;
    crypto::TlsIdentity identity;             ///< ours
    std::vector<crypto::Digest> server_keys;  ///< SPKI digests, any of which it may show
};

/// A server on this machine.
struct UnixTarget {
    std::string path;
};

struct ClientOptions {
    std::variant<TlsTarget, UnixTarget> target;
    std::chrono::milliseconds connect_timeout{10'000};
    std::size_t response_bytes_max = std::size_t{32} << 20;  ///< of what is kept in memory
};

struct OutgoingRequest {
    std::string method = "GET";
    std::string target;  ///< path and query, percent-encoded: "/entente/v1/changes?wait=55"
    Fields headers = {};
    std::string content_type = {};
    std::string body = {};
    std::chrono::milliseconds timeout{30'000};  ///< send: for all; send_streaming: for each step
    bool is_repeatable = true;  ///< may be sent again if a kept connection turns out closed
};

/// The next bytes of an upload; empty at the end.
using ChunkSource = std::function<Result<Bytes>()>;

/// Takes bytes of a response's body as they arrive.
using ChunkSink = std::function<void(ByteView)>;

/// Sends requests, one at a time. Belongs to one thread; only cancel() and bytes() are for others.
///
/// Errors of all requests: unavailable (cannot connect, timeout, closed early, cancelled), refused
/// (TLS: the wrong certificate on either side), invalid (the answer is not HTTP, or the request
/// has characters that HTTP does not allow), exhausted (the answer is too large). A status of 400
/// or more is a Response, not an Error: see error_of.
class Client {
public:
    /// Makes a client; connects at the first request.
    ///
    /// errors  invalid: an identity that is not a key with its certificate
    static Result<std::unique_ptr<Client>> make(ClientOptions options);

    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    virtual ~Client() = default;

    /// Sends a request and waits for the whole answer.
    [[nodiscard]] virtual Result<Response> send(const OutgoingRequest& request) = 0;

    /// Sends a request with its body from `next_chunk` (if set; else request.body) and gives the
    /// bytes of a 2xx answer to `on_response_chunk` as they come, also while uploading. The body
    /// of any other answer is in the Response. An answer before the end of the upload ends it.
    /// Never repeated by itself.
    ///
    /// errors  what `next_chunk` gives, which also cuts the connection
    [[nodiscard]] virtual Result<Response> send_streaming(const OutgoingRequest& request,
                                                          const ChunkSource& next_chunk,
                                                          const ChunkSink& on_response_chunk) = 0;

    /// Ends the client: the request that is running and all later ones give unavailable. From any
    /// thread.
    virtual void cancel() = 0;

    [[nodiscard]] virtual ByteCounts bytes() const = 0;

protected:
    Client() = default;
};

}  // namespace entente::http
