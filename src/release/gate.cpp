#include "release/gate.h"

#include "stix/tlp.h"

namespace entente::release {
namespace {

Result<void> check_marking(const stix::Reference& marking) {
    const auto known = stix::find_tlp(marking.id);
    if (known && known->level == stix::TlpLevel::red) {
        return fail(ErrorKind::refused,
                    "TLP:RED is for named persons, and no organisation on a channel is one",
                    marking.pointer,
                    "mark it TLP:AMBER+STRICT or below, or do not put it on a channel");
    }
    if (!known && stix::is_nearly_tlp(marking.id)) {
        return fail(ErrorKind::refused,
                    "this id is nearly that of a TLP marking, and is read as TLP:RED",
                    marking.pointer, "use the exact id of the marking that is meant");
    }
    return {};
}

Result<void> check_lane(const stix::Object& object) {
    for (const auto& marking : object.marking_refs()) TRY_VOID(check_marking(marking));
    return {};
}

}  // namespace

Result<Released<stix::Valid<stix::Object>>> Gate::admit(stix::Valid<stix::Object> object,
                                                        Audience audience, Surface surface) {
    switch (surface) {
        case Surface::lane:
            TRY_VOID(check_lane(object.thing()));
            break;
        case Surface::command_line:
            break;
    }
    return Released<stix::Valid<stix::Object>>(std::move(object), std::move(audience), surface);
}

}  // namespace entente::release
