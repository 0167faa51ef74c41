#pragma once
// One connection of a server: requests in, responses out, one after the other.

#include <functional>
#include <memory>

#include "http/detail/server_parts.h"

namespace boost::asio {
class io_context;
}

namespace entente::http::detail {

/// A connection. All methods are for the network's thread.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// Closes after the request that is running, or at once.
    virtual void wind_down() = 0;

    /// Closes at once. The session ends when its handler has returned.
    virtual void cut() = 0;
};

/// Serves `socket`, which it owns from here on.
///
/// on_end  called on the network's thread after the connection is closed
std::shared_ptr<Session> start_session(boost::asio::io_context& network,
                                       std::shared_ptr<ServerParts> parts, int socket,
                                       std::function<void(const Session*)> on_end);

}  // namespace entente::http::detail
