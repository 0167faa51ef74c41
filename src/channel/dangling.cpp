#include "channel/dangling.h"

#include "channel/describe.h"
#include "stix/tlp.h"
#include "store/store.h"

namespace entente::channel {

Result<Dangling> Dangling::begin(const Context& context, const ChannelId& channel,
                                 const Parties& audience) {
    Dangling dangling(context);
    const auto lanes = TRY(lanes_of(context, channel));
    for (const auto& lane : lanes) {
        auto& kind = covers(lane.opening.audience, audience) ? dangling.wide_ : dangling.narrow_;
        kind.insert(lane.id);
    }
    return dangling;
}

Result<bool> Dangling::is_readable(const std::string& id) {
    if (stix::find_tlp(id)) return true;  // everybody has them
    if (const auto known = readable_.find(id); known != readable_.end()) return known->second;
    bool is_elsewhere = false;
    bool is_here = false;
    const auto places = TRY(context_->store.find(id));
    for (const auto& place : places) {
        is_here = is_here || wide_.contains(place.lane);
        is_elsewhere = is_elsewhere || narrow_.contains(place.lane);
    }
    return readable_.emplace(id, is_here || !is_elsewhere).first->second;
}

Result<std::optional<Error>> Dangling::check(ByteView object) {
    const auto facts = describe(parser_, lane::BodyKind::stix, object);
    for (const auto& id : facts.references) {
        if (TRY(is_readable(id))) continue;
        return std::optional(
            Error{.kind = ErrorKind::refused,
                  .what = "it refers to what is here for other parties alone, and would tell of it",
                  .where = id,
                  .remedy = "put that to these parties as well, or use --allow-dangling"});
    }
    return std::optional<Error>();
}

}  // namespace entente::channel
