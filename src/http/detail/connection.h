#pragma once
// The bytes of one accepted connection, with or without TLS, in time or not at all. For coroutines.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "base/bytes.h"
#include "crypto/sha256.h"
#include "http/detail/server_parts.h"

namespace boost::asio {
class io_context;
}

namespace entente::http::detail {

template <class Value>
using Task = boost::asio::awaitable<Value>;

/// A connection. One coroutine may read while another writes; all on the network's thread, but for
/// waker's result.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// The TLS handshake, if there is TLS; false: the client is refused or gone.
    virtual Task<bool> shake_hands() = 0;

    /// The SPKI digest of the client's certificate, after the handshake.
    [[nodiscard]] virtual std::optional<crypto::Digest> client_key() const = 0;

    /// The next bytes, borrowed until the next read; none: closed.
    virtual Task<ByteView> read_some() = 0;

    /// Writes all of `bytes`, which live until then; false: the client is gone or too slow.
    virtual Task<bool> write_all(ByteView bytes) = 0;

    /// Closes when reading did not stop before `limit`; a new limit takes the old one's place.
    virtual void limit_reading(std::chrono::milliseconds limit) = 0;
    virtual void end_reading_limit() = 0;

    /// Sends the end and waits, not for long, until the client has stopped sending. Closing at once
    /// would reset the connection, and the reset can overtake what was written before.
    virtual Task<void> linger() = 0;

    /// As linger, for a connection that another coroutine reads: that one sees the end.
    virtual void begin_linger() = 0;

    /// Closes at once; what waits for the connection ends.
    virtual void close() = 0;

    /// Waits until the waker is called.
    virtual Task<void> wait_for_signal() = 0;

    /// Wakes all that wait for the signal. From any thread, as long as the server lives.
    [[nodiscard]] virtual std::function<void()> waker() = 0;
};

/// socket  a connected stream socket, owned from here on
std::shared_ptr<Connection> adopt_connection(boost::asio::io_context& network,
                                             std::shared_ptr<ServerParts> parts, int socket);

}  // namespace entente::http::detail
