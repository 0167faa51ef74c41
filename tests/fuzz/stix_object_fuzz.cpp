// Objects from strangers: parsing ends, and what it gives is canonical, parses again, and stays.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "json/canonical.h"
#include "stix/id.h"
#include "stix/parse.h"
#include "stix/validate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace stix = entente::stix;
    const auto object = stix::parse(entente::ByteView(reinterpret_cast<const char*>(data), size));
    if (!object) return 0;
    const auto& canonical = object->canonical();
    entente::check(entente::json::check_canonical(canonical).has_value(), "canonical");
    const auto again = stix::parse(canonical);
    entente::check(again.has_value(), "the canonical form is an object");
    entente::check(again->canonical() == canonical, "the form is stable");
    entente::check(again->findings().size() == object->findings().size(), "order says nothing");
    for (const auto& reference : object->references()) {
        entente::check(stix::is_id(reference.id), "references are identifiers");
    }
    const bool has_error = std::ranges::any_of(object->findings(), [](const auto& finding) {
        return finding.level == stix::Level::error;
    });
    entente::check(stix::validated(*object).has_value() != has_error, "errors keep it out");
    return 0;
}
