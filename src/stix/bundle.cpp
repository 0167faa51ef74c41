#include "stix/bundle.h"

#include "json/value.h"
#include "stix/check_property.h"
#include "stix/id.h"

namespace entente::stix {

Result<void> check_bundle(ByteView text) {
    const auto document = TRY(json::Document::parse(text));
    const auto type = text_of(document.root(), "type");
    if (type != "bundle") {
        return fail(ErrorKind::invalid, "an object with a list \"objects\" must be a bundle",
                    "/type", "set type to \"bundle\" (STIX 2.1 section 8)");
    }
    const auto id = text_of(document.root(), "id");
    if (!is_id(id) || type_of(id) != "bundle") {
        return fail(ErrorKind::invalid, "a bundle without the id of one", "/id",
                    "give an id \"bundle--\" and a UUID (STIX 2.1 section 8)");
    }
    return {};
}

}  // namespace entente::stix
