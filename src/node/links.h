#pragma once
// The links to all peers: one for each party with an endpoint that is on a channel with us.

#include <memory>
#include <vector>

#include "channel/context.h"
#include "peer/contacts.h"
#include "peer/link.h"
#include "server/api/api.h"

namespace entente::node {

/// Safe to use from any thread.
class Links {
public:
    Links(channel::Context& context, const peer::Contacts& contacts, peer::Report report)
        : context_(context), contacts_(contacts), report_(std::move(report)) {}

    /// Starts the links that are missing. Call it at the start and when a card or a charter is new.
    void refresh();

    /// Ends all of them. context.announcer is closed before.
    void stop();

    [[nodiscard]] std::vector<server::api::LinkStatus> status() const;

private:
    channel::Context& context_;
    const peer::Contacts& contacts_;
    peer::Report report_;
    host::Guarded<std::vector<std::unique_ptr<peer::Link>>> links_;
};

}  // namespace entente::node
