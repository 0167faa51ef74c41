#pragma once
// Keeps one peer up to date: dials, exchanges, waits for news on either side, dials again.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "channel/context.h"
#include "http/client.h"
#include "peer/contacts.h"

namespace entente::peer {

/// Takes one line that an operator should read.
using Report = std::function<void(const std::string&)>;

struct LinkOptions {
    std::chrono::milliseconds retry_min{1'000};
    std::chrono::milliseconds retry_max{300'000};  ///< design 02-log section 4.9
    std::chrono::seconds poll{20};  ///< also how long a peer that went away may go unnoticed
};

/// What a link is doing, for `status`.
struct LinkState {
    bool is_connected = false;
    bool is_inbound = false;  ///< the peer dialled us; its connection serves both directions
    std::string last_error;   ///< empty: none since the last success
    std::uint64_t entries_sent = 0;
    std::uint64_t entries_received = 0;
    http::ByteCounts bytes;
};

/// A peer's link. Two threads: one exchanges, one holds the long poll. Ends with its owner.
class Link {
public:
    /// endpoint  where the peer's card says it listens
    Link(channel::Context& context, const Contacts& contacts, channel::SignedCard peer,
         std::string endpoint, LinkOptions options, Report report);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link();

    [[nodiscard]] const lane::PartyId& peer() const { return peer_.card.id; }

    [[nodiscard]] LinkState state() const;

    /// Ends both threads. context.announcer must be closed first, or a wait delays it.
    void stop();

private:
    struct Shared {
        LinkState state;
        std::string agreed;              ///< our fingerprint when the peer held the same
        http::Client* client = nullptr;  ///< what stop() has to cancel
        http::Client* poller = nullptr;
        bool is_stopped = false;
    };

    void exchange_until_stopped();
    void poll_until_stopped();
    Result<void> serve_connection(http::Client& client);
    [[nodiscard]] Result<std::unique_ptr<http::Client>> dial(http::Client* Shared::*slot);
    void hang_up(http::Client* Shared::*slot);
    [[nodiscard]] bool peer_is_dialling() const;
    [[nodiscard]] bool is_stopped() const;
    void fail_once(const Error& error);

    channel::Context& context_;
    const Contacts& contacts_;
    channel::SignedCard peer_;
    std::string endpoint_;
    LinkOptions options_;
    Report report_;
    host::Guarded<Shared> shared_;
    std::jthread exchanger_;
    std::jthread poller_;
};

}  // namespace entente::peer
