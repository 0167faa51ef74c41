// Patterns from strangers: what parses prints, and the print parses to the same tree.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "stix/pattern/equivalence.h"
#include "stix/pattern/explain.h"
#include "stix/pattern/mentions.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace pattern = entente::stix::pattern;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = pattern::parse(text);
    if (!parsed) {
        entente::check(!parsed.error().where.empty(), "an error has a place");
        entente::check(!parsed.error().remedy.empty(), "an error has a remedy");
        return 0;
    }
    const auto printed = pattern::print(*parsed);
    const auto again = pattern::parse(printed);
    entente::check(again.has_value(), "what is printed is a pattern");
    entente::check(*again == *parsed, "of the same tree");
    entente::check(pattern::print(*again) == printed, "and the print is stable");
    entente::check(pattern::are_equivalent(*again, *parsed), "a pattern is equivalent to itself");
    entente::check(!pattern::mentions(*parsed).empty(), "a pattern mentions a path");
    entente::check(pattern::explain(*parsed).ends_with('\n'), "an explanation ends its line");
    return 0;
}
