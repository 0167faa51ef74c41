#include "peer/link.h"

#include <algorithm>

#include "base/encoding.h"
#include "channel/lanes.h"
#include "peer/exchange.h"

namespace entente::peer {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds poll_slack{5};  // beyond a long poll, until the next is here
constexpr milliseconds recheck{5'000};  // how long a wait may miss that the other side hung up

/// Between half and all of `delay`, so that many nodes do not come back at the same moment.
milliseconds jittered(milliseconds delay, Random& random) {
    const auto byte = std::to_integer<int>(random.bytes<1>().front());
    return delay / 2 + delay / 2 * byte / 255;
}

}  // namespace

Link::Link(channel::Context& context, const Contacts& contacts, channel::SignedCard peer,
           std::string endpoint, LinkOptions options, Report report)
    : context_(context),
      contacts_(contacts),
      peer_(std::move(peer)),
      endpoint_(std::move(endpoint)),
      options_(options),
      report_(std::move(report)),
      exchanger_([this] { exchange_until_stopped(); }),
      poller_([this] { poll_until_stopped(); }) {}

Link::~Link() {
    stop();
}

void Link::stop() {
    shared_.with([](Shared& shared) {
        shared.is_stopped = true;
        if (shared.client != nullptr) shared.client->cancel();
        if (shared.poller != nullptr) shared.poller->cancel();
    });
    context_.announcer.announce();
    if (exchanger_.joinable()) exchanger_.join();
    if (poller_.joinable()) poller_.join();
}

LinkState Link::state() const {
    auto state = shared_.with([](const Shared& shared) {
        auto now = shared.state;
        if (shared.client != nullptr) now.bytes = shared.client->bytes();
        return now;
    });
    state.is_inbound = peer_is_dialling();
    return state;
}

bool Link::is_stopped() const {
    return context_.announcer.is_closed() ||
           shared_.with([](const Shared& shared) { return shared.is_stopped; });
}

/// If both sides dial, the connection of the smaller party id stays: the other side rests as long
/// as it is being asked.
bool Link::peer_is_dialling() const {
    if (peer_.card.id > context_.self()) return false;
    const auto age = contacts_.age(peer_.card.id, std::chrono::steady_clock::now());
    return age && *age < options_.poll + poll_slack;
}

Result<std::unique_ptr<http::Client>> Link::dial(http::Client* Shared::*slot) {
    auto endpoint = TRY(http::parse_endpoint(endpoint_));
    auto client =
        TRY(http::Client::make({.target = http::TlsTarget{.endpoint = std::move(endpoint),
                                                          .identity = context_.keys.tls,
                                                          .server_keys = peer_.card.tls}}));
    shared_.with([&](Shared& shared) {
        shared.*slot = client.get();
        if (shared.is_stopped) client->cancel();
    });
    return client;
}

void Link::hang_up(http::Client* Shared::*slot) {
    shared_.with([&](Shared& shared) {
        shared.*slot = nullptr;
        if (slot == &Shared::client) shared.state.is_connected = false;
        shared.agreed.clear();
    });
}

/// Says an error to the operator, but not again and again.
void Link::fail_once(const Error& error) {
    const auto line = to_line(error);
    const bool is_new = shared_.with([&](Shared& shared) {
        const bool differs = shared.state.last_error != line;
        shared.state.last_error = line;
        return differs;
    });
    if (is_new) report_("link to " + peer_.card.name + " (" + endpoint_ + "): " + line);
}

/// Exchanges over one connection for as long as it lasts.
Result<void> Link::serve_connection(http::Client& client) {
    Exchange exchange(context_, peer_.card.id, client);
    while (!is_stopped()) {
        const auto count = context_.announcer.count();
        const auto ours = TRY(channel::shared_fingerprint(context_, peer_.card.id));
        const auto agreed = shared_.with([](const Shared& shared) { return shared.agreed; });
        if (ours == agreed) {
            context_.announcer.wait_beyond(count, recheck);
            continue;
        }
        const auto moved = TRY(exchange.run());
        const bool is_equal = TRY(exchange.is_equal(std::chrono::seconds(0)));
        const bool was_connected = shared_.with([&](Shared& shared) {
            if (is_equal) shared.agreed = exchange.agreed();
            shared.state.last_error.clear();
            shared.state.entries_sent += moved.entries_sent;
            shared.state.entries_received += moved.entries_received;
            return std::exchange(shared.state.is_connected, true);
        });
        if (!was_connected) report_("link to " + peer_.card.name + ": connected");
        // Wakes the poller; and if they are not equal, something moved meanwhile: once more.
        if (is_equal) context_.announcer.announce();
        const bool is_idle = moved.entries_sent + moved.entries_received == 0;
        if (!is_equal && is_idle) context_.announcer.wait_beyond(count, options_.retry_min);
    }
    return {};
}

void Link::exchange_until_stopped() {
    auto delay = options_.retry_min;
    while (!is_stopped()) {
        if (peer_is_dialling()) {
            context_.announcer.wait_beyond(context_.announcer.count(), recheck);
            continue;
        }
        const auto client = dial(&Shared::client);
        const auto served =
            client ? serve_connection(**client) : Result<void>(std::unexpected(client.error()));
        const bool was_connected =
            shared_.with([](const Shared& shared) { return shared.state.is_connected; });
        hang_up(&Shared::client);  // before the client goes: stop() may be cancelling it
        if (served || is_stopped()) continue;
        fail_once(served.error());
        if (was_connected) delay = options_.retry_min;
        const auto end = std::chrono::steady_clock::now() + jittered(delay, context_.random);
        while (!is_stopped() && std::chrono::steady_clock::now() < end) {
            context_.announcer.wait_beyond(
                context_.announcer.count(),
                std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now()));
        }
        delay = std::min(delay * 2, options_.retry_max);
    }
}

/// Holds a long poll whenever both sides agree, so that the peer's news arrives at once.
void Link::poll_until_stopped() {
    std::unique_ptr<http::Client> client;
    while (!is_stopped()) {
        const auto count = context_.announcer.count();
        const auto agreed = shared_.with([](const Shared& shared) { return shared.agreed; });
        if (agreed.empty()) {
            context_.announcer.wait_beyond(count, recheck);
            continue;
        }
        if (!client) {
            auto dialled = dial(&Shared::poller);
            if (!dialled) {
                fail_once(dialled.error());
                context_.announcer.wait_beyond(count, options_.retry_min);
                continue;
            }
            client = *std::move(dialled);
        }
        Exchange exchange(context_, peer_.card.id, *client);
        const auto is_equal = exchange.is_equal(options_.poll);
        if (is_equal && *is_equal) continue;
        if (!is_equal) {
            hang_up(&Shared::poller);
            client.reset();
        }
        shared_.with([&](Shared& shared) { shared.agreed.clear(); });
        context_.announcer.announce();
    }
    hang_up(&Shared::poller);
}

}  // namespace entente::peer
