#pragma once
// Seals bodies into our lane: the one caller of lane::Sealer for content.

#include <future>
#include <vector>

#include "channel/context.h"
#include "lane/seal.h"
#include "lane/state.h"

namespace entente::channel {

/// Whether anything may be written to a lane of ours.
///
/// errors  refused: writing is stopped; conflict: the lane is frozen
Result<void> check_writable(const Context& context, const lane::LaneState& ours);

/// Seals batch after batch into our lane: the next is sealed while the last goes to disk. What is
/// on disk and told to anyone is always whole: a sealed batch that does not get there goes with its
/// signature. Belongs to one thread, which holds context.writing for all its life.
class BatchWriter {
public:
    /// ours    any state of the lane: it goes on from the newest
    /// errors  as check_writable, Store::state
    static Result<BatchWriter> begin(Context& context, const lane::LaneState& ours);

    /// Seals `bodies` as one batch, in the first of all batches after a due `seen`, once the batch
    /// before is on disk. With no bodies, only a due `seen`, or nothing.
    ///
    /// bodies  canonical, let out by the gate, at most limits::batch_entries_max - 1
    /// errors  as Sealer::seal, and of the batch before as Store::append
    Result<void> write(std::vector<lane::Body> bodies);

    /// Waits until all is on disk.
    ///
    /// errors  as Store::append
    Result<void> finish();

    /// How many of the bodies are on disk for certain.
    [[nodiscard]] std::uint64_t kept_bodies() const { return kept_bodies_; }

    /// Of our lane, as far as it is sealed.
    [[nodiscard]] lane::TreeSize lane_size() const { return state_.frontier.size(); }

private:
    BatchWriter(Context& context, lane::LaneState state)
        : context_(&context), state_(std::move(state)) {}

    Context* context_;
    lane::LaneState state_;
    bool is_first_ = true;
    std::uint64_t kept_bodies_ = 0;
    std::uint64_t keeping_bodies_ = 0;
    std::future<Result<void>> keeping_;
};

}  // namespace entente::channel
