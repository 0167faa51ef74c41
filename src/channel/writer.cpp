#include "channel/writer.h"

#include "channel/evidence.h"
#include "channel/keep.h"
#include "channel/recovery.h"
#include "channel/seen.h"
#include "store/store.h"

namespace entente::channel {

Result<void> check_writable(const Context& context, const lane::LaneState& ours) {
    if (const auto stopped = why_stopped(context)) return std::unexpected(*stopped);
    if (context.directory.disputes().is_frozen(ours.id)) return frozen(ours.id);
    return {};
}

Result<BatchWriter> BatchWriter::begin(Context& context, const lane::LaneState& ours) {
    TRY_VOID(check_writable(context, ours));
    return BatchWriter(context, TRY(context.store.state(ours.id)));
}

Result<void> BatchWriter::write(std::vector<lane::Body> bodies) {
    const auto count = bodies.size();
    if (std::exchange(is_first_, false)) {
        if (auto seen = TRY(due_seen(*context_, state_))) {
            bodies.insert(bodies.begin(), lane::Body{.kind = lane::BodyKind::operation,
                                                     .bytes = lane::encode_operation(*seen)});
        }
    }
    if (bodies.empty()) return {};
    if (context_->directory.disputes().is_frozen(state_.id)) return frozen(state_.id);
    const lane::Sealer sealer(context_->keys.log, context_->clock, context_->random);
    auto batch = TRY(sealer.seal(state_, std::move(bodies)));
    TRY_VOID(finish());
    state_ = batch.after();
    keeping_bodies_ = count;
    keeping_ = std::async(std::launch::async,
                          [context = context_, batch = std::move(batch)]() -> Result<void> {
                              TRY_VOID(keep(*context, batch));
                              return {};
                          });
    return {};
}

Result<void> BatchWriter::finish() {
    if (!keeping_.valid()) return {};
    TRY_VOID(keeping_.get());
    kept_bodies_ += keeping_bodies_;
    return {};
}

}  // namespace entente::channel
