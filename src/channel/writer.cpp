#include "channel/writer.h"

#include "channel/evidence.h"
#include "channel/keep.h"
#include "channel/lanes.h"
#include "channel/recovery.h"
#include "channel/seen.h"

namespace entente::channel {

Result<lane::LaneState> writable_lane(const Context& context, const ChannelId& channel) {
    if (const auto stopped = why_stopped(context)) return std::unexpected(*stopped);
    auto ours = TRY(lane_of(context, channel, context.self()));
    if (ours && context.directory.disputes().is_frozen(ours->id)) return frozen(ours->id);
    if (ours) return *std::move(ours);
    return fail(ErrorKind::refused, "the channel is not founded yet: not every party has signed",
                lane::to_hex(channel), "have the others run: entente channel join");
}

Result<BatchWriter> BatchWriter::begin(Context& context, const ChannelId& channel) {
    return BatchWriter(context, TRY(writable_lane(context, channel)));
}

Result<void> BatchWriter::write(std::vector<lane::Body> bodies) {
    const auto count = bodies.size();
    if (std::exchange(is_first_, false)) {
        if (auto seen = TRY(due_seen(*context_, state_.opening.channel))) {
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
