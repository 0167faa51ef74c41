#include "channel/version_lookup.h"

#include "channel/lanes.h"

namespace entente::channel {
namespace {

constexpr std::size_t asked_at_once = 4'096;

Result<std::uint64_t> written(const Context& context, const ChannelId& channel) {
    std::uint64_t entries = 0;
    const auto lanes = TRY(own_lanes(context, channel));
    for (const auto& lane : lanes) entries += lane.frontier.size().value();
    return entries;
}

}  // namespace

Result<VersionLookup> VersionLookup::begin(const Context& context, const ChannelId& channel) {
    const auto entries = TRY(written(context, channel));
    TRY_VOID(context.store.wait_indexed());
    return VersionLookup(context, channel, entries);
}

void VersionLookup::add(ObjectVersion version) {
    all_.push_back(std::move(version));
    if (all_.size() - asked_ == asked_at_once) ask();
}

void VersionLookup::ask() {
    std::vector<ObjectVersion> part(all_.begin() + static_cast<std::ptrdiff_t>(asked_), all_.end());
    asked_ = all_.size();
    parts_.push_back(std::async(
        std::launch::async, [context = context_, channel = channel_, part = std::move(part)] {
            return context->store.find_versions(channel, context->self(), part);
        }));
}

VersionLookup::Answers VersionLookup::ask_again() const {
    TRY_VOID(context_->store.wait_indexed());
    return context_->store.find_versions(channel_, context_->self(), all_);
}

VersionLookup::Answers VersionLookup::answers() {
    if (asked_ < all_.size()) ask();
    std::vector<std::optional<store::Position>> all;
    for (auto& part : parts_) {
        auto answers = TRY(part.get());
        all.insert(all.end(), answers.begin(), answers.end());
    }
    parts_.clear();
    // Somebody else has put something meanwhile: what was found absent may be there by now.
    if (TRY(written(*context_, channel_)) != written_) return ask_again();
    return all;
}

}  // namespace entente::channel
