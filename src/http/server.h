#pragma once
// The HTTP/1.1 server: one listener, its connections and the threads that answer.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "base/limits.h"
#include "base/result.h"
#include "crypto/sha256.h"
#include "crypto/tls_identity.h"
#include "http/router.h"

namespace entente::http {

/// Payload of a server or client since it started, before encryption.
struct ByteCounts {
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
};

/// TLS 1.3 with a certificate demanded of each client.
struct TlsListener {
    std::string address = "127.0.0.1";  ///< an IP address
    std::uint16_t port = 0;             ///< 0: the system chooses, see Server::port
    crypto::TlsIdentity identity;

    /// Whether a client with this SPKI digest may connect. Asked at each handshake, on the
    /// network's thread: must be quick and safe to call at any time.
    std::function<bool(const crypto::Digest&)> accept_client;
};

/// A socket that only the owner of this process may reach.
struct UnixListener {
    std::string path;  ///< made with mode 0600, removed at the end
};

/// What a client can make a server hold and wait for.
struct ServerLimits {
    std::size_t header_bytes_max = limits::http_header_bytes_max;  ///< beyond it: 431
    std::size_t connections_max = 256;                             ///< beyond it: closed at once
    std::size_t worker_threads_max = 64;               ///< made on demand; a long poll holds one
    std::chrono::milliseconds header_timeout{10'000};  ///< handshake; a whole request head
    std::chrono::milliseconds body_timeout{60'000};  ///< a whole small body; each read of a stream
    std::chrono::milliseconds idle_timeout{90'000};  ///< between requests: above a long poll's 55 s
    std::chrono::milliseconds write_timeout{30'000};  ///< until the client takes 64 KiB
    std::chrono::milliseconds stop_timeout{5'000};    ///< what stop() leaves running requests
};

struct ServerOptions {
    std::variant<TlsListener, UnixListener> listener;
    ServerLimits limits;
};

/// A running server. All methods may be called from any thread.
class Server {
public:
    /// Listens and answers from here on.
    ///
    /// errors  conflict: the port is taken, or a live server has the socket; invalid: a bad
    ///         address, path or identity; refused: no permission
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Router router);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    virtual ~Server() = default;

    /// The port that TLS listens at; 0 for a Unix socket.
    [[nodiscard]] virtual std::uint16_t port() const = 0;

    [[nodiscard]] virtual ByteCounts bytes() const = 0;

    /// Accepts no more, lets running requests finish until stop_timeout, then cuts them. Returns
    /// when the last handler has returned: whoever makes handlers wait wakes them first. A
    /// second call does nothing. The destructor stops, too.
    virtual void stop() = 0;

protected:
    Server() = default;
};

}  // namespace entente::http
