#pragma once
// The interface for the node's own people and programs: everything that the command line does, as
// JSON over HTTP. One route, one verb of channel/ or one view; this folder only translates.

#include <functional>
#include <string>
#include <vector>

#include "channel/context.h"
#include "courier/outbox.h"
#include "http/router.h"

namespace entente::server::api {

/// How a peer's link is doing, as the part that holds the links tells it.
struct LinkStatus {
    std::string peer;
    std::string endpoint;
    std::string state;  ///< "connected", "inbound", "not connected", "not running"
    std::string last_error;
    std::uint64_t entries_sent = 0;
    std::uint64_t entries_received = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
};

/// What the routes work with. Outlives the server.
struct Parts {
    channel::Context& context;
    std::function<std::vector<LinkStatus>()> links;  ///< of each known peer
    std::function<void()> peers_changed;             ///< a card or a charter is new
    courier::Outbox outbox{};                        ///< bundles that were made, not yet fetched
};

/// Adds every route. `parts` is borrowed by the handlers.
void add_routes(http::Router& router, Parts& parts);

}  // namespace entente::server::api
