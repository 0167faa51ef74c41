#pragma once
// One exchange with a peer, from the side that dialled: heads before data, then segments both ways
// until both hold the same. Plain functions over a client, so that a test can bring its own.

#include <functional>
#include <set>
#include <string>

#include "channel/context.h"
#include "http/client.h"
#include "lane/checkpoint.h"

namespace entente::peer {

/// What an exchange moved.
struct Exchanged {
    std::uint64_t entries_sent = 0;
    std::uint64_t entries_received = 0;
};

/// A connection to one peer. Belongs to one thread.
class Exchange {
public:
    Exchange(channel::Context& context, lane::PartyId peer, http::Client& client)
        : context_(context), peer_(peer), client_(client) {}

    /// Charters, heads, then data in both directions. Before the first data of a connection both
    /// sides have shown their heads.
    ///
    /// errors  of the link; of a lane that the peer or we refuse, after the other lanes were served
    Result<Exchanged> run();

    /// Whether the peer holds exactly what we hold of all that we share: one round trip. With
    /// `wait`, waits up to that long for a difference.
    Result<bool> is_equal(std::chrono::seconds wait);

    /// The last fingerprint of ours that was found equal.
    [[nodiscard]] const std::string& agreed() const { return agreed_; }

private:
    Result<http::Response> ask(http::OutgoingRequest request);
    Result<void> greet();
    Result<void> exchange_charters();
    Result<std::vector<lane::Checkpoint>> fetch_heads();
    Result<void> show_heads();
    Result<void> fetch_evidence();
    Result<void> send_evidence();
    Result<void> find_partings();
    Result<std::uint64_t> pull(const lane::Head& head);
    Result<std::uint64_t> push(const lane::Head& theirs);
    Result<void> send_receipt(const lane::Head& head, const lane::SignatureLine& receipt);

    channel::Context& context_;
    lane::PartyId peer_;
    http::Client& client_;
    bool is_greeted_ = false;
    std::string agreed_;
    std::set<lane::LaneId> compared_;  ///< frozen lanes of which the peer's version was looked at
};

}  // namespace entente::peer
