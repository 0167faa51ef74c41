#include "node/links.h"

#include <algorithm>

namespace entente::node {
namespace {

std::string word_of(const peer::LinkState& state) {
    if (state.is_connected) return "connected";
    return state.is_inbound ? "inbound" : "not connected";
}

}  // namespace

void Links::refresh() {
    links_.with([&](auto& links) {
        for (const auto& card : context_.directory.parties()) {
            if (card.card.id == context_.self() || card.card.endpoints.empty()) continue;
            const bool is_there = std::ranges::any_of(
                links, [&](const auto& link) { return link->peer() == card.card.id; });
            if (is_there) continue;
            links.push_back(std::make_unique<peer::Link>(context_, contacts_, card,
                                                         card.card.endpoints.front(),
                                                         peer::LinkOptions{}, report_));
        }
    });
}

void Links::stop() {
    links_.with([](auto& links) {
        for (const auto& link : links) link->stop();
        links.clear();
    });
}

std::vector<server::api::LinkStatus> Links::status() const {
    return links_.with([&](const auto& links) {
        std::vector<server::api::LinkStatus> all;
        for (const auto& link : links) {
            const auto card = context_.directory.card(link->peer());
            const auto state = link->state();
            all.push_back({.peer = card ? card->card.name : lane::to_hex(link->peer()),
                           .endpoint = card ? card->card.endpoints.front() : "",
                           .state = word_of(state),
                           .last_error = state.last_error,
                           .entries_sent = state.entries_sent,
                           .entries_received = state.entries_received,
                           .bytes_sent = state.bytes.sent,
                           .bytes_received = state.bytes.received});
        }
        return all;
    });
}

}  // namespace entente::node
