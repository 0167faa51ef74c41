#include "channel/keep.h"

namespace entente::channel {
namespace {

Result<store::Appended> told(Context& context, Result<store::Appended> appended) {
    if (appended) {
        // Lost here: the next heads-before-data exchange tells the peers.
        context.announcer.announce();
    } else if (appended.error().kind == ErrorKind::fatal) {
        context.failure.with([&](std::optional<Error>& failure) { failure = appended.error(); });
        context.announcer.close();
    }
    return appended;
}

}  // namespace

Result<store::Appended> keep(Context& context, const lane::SealedBatch& batch) {
    return told(context, context.store.append(batch));
}

Result<store::Appended> keep(Context& context, const lane::VerifiedSegment& segment,
                             const std::optional<lane::Receipt>& ours) {
    return told(context, context.store.append(segment, ours));
}

}  // namespace entente::channel
