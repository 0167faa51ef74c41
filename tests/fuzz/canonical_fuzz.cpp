// Canonical JSON: the checker, which builds no tree, and the canonicaliser, which does, must agree.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "json/canonical.h"
#include "json/find_error.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace json = entente::json;
    const entente::ByteView text(reinterpret_cast<const char*>(data), size);
    const bool is_canonical = json::check_canonical(text).has_value();
    const auto canonical = json::canonicalise(text);
    const bool is_left_alone = canonical && *canonical == text;
    entente::check(is_canonical == is_left_alone, "canonical is what canonicalising leaves alone");
    if (canonical) {
        entente::check(json::check_canonical(*canonical).has_value(), "the form is accepted");
    }
    const bool is_parsed = json::Document::parse(text).has_value();
    const bool has_error = !json::find_error(text, entente::limits::json_depth_max).has_value();
    entente::check(is_parsed != has_error, "both parsers know the same JSON");
    return 0;
}
