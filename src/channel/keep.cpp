#include "channel/keep.h"

namespace entente::channel {
namespace {

template <class Done>
Result<Done> told(Context& context, Result<Done> done) {
    if (done) {
        // Lost here: the next heads-before-data exchange tells the peers.
        context.announcer.announce();
    } else if (done.error().kind == ErrorKind::fatal) {
        context.failure.with([&](std::optional<Error>& failure) { failure = done.error(); });
        context.announcer.close();
    }
    return done;
}

}  // namespace

Result<store::Appended> keep(Context& context, const lane::SealedBatch& batch) {
    return told(context, context.store.append(batch));
}

Result<store::Appended> keep(Context& context, const lane::VerifiedSegment& segment,
                             const std::optional<lane::Receipt>& ours) {
    return told(context, context.store.append(segment, ours));
}

Result<void> keep_erased(Context& context, const lane::LaneId& lane, lane::EntryIndex index) {
    return told(context, context.store.erase(lane, index));
}

}  // namespace entente::channel
