#include "channel/writer.h"

#include "channel/keep.h"
#include "channel/lanes.h"
#include "channel/seen.h"

namespace entente::channel {

Result<lane::LaneState> writable_lane(const Context& context, const ChannelId& channel) {
    const auto stopped =
        context.writing_stopped.with([](const std::optional<Error>& error) { return error; });
    if (stopped) return std::unexpected(*stopped);
    auto ours = TRY(lane_of(context, channel, context.self()));
    if (ours) return *std::move(ours);
    return fail(ErrorKind::refused, "the channel is not founded yet: not every party has signed",
                lane::to_hex(channel), "have the others run: entente channel join");
}

Result<lane::TreeSize> write(Context& context, const ChannelId& channel,
                             std::vector<lane::Body> bodies) {
    const auto ours = TRY(writable_lane(context, channel));
    auto seen = TRY(due_seen(context, channel));
    if (seen) {
        bodies.insert(bodies.begin(), lane::Body{.kind = lane::BodyKind::operation,
                                                 .bytes = lane::encode_operation(*seen)});
    }
    if (bodies.empty()) return ours.frontier.size();
    const lane::Sealer sealer(context.keys.log, context.clock, context.random);
    const auto batch = TRY(sealer.seal(ours, std::move(bodies)));
    const auto appended = TRY(keep(context, batch));
    return appended.size();
}

}  // namespace entente::channel
