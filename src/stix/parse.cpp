#include "stix/parse.h"

#include "json/canonical.h"
#include "stix/examine.h"

namespace entente::stix {

Result<Object> parse(json::Parser& parser, ByteView text) {
    const auto root = TRY(parser.parse(text));
    auto examined = examine(root);
    if (examined.common.type.empty() || examined.common.id.empty()) {
        return fail(ErrorKind::invalid, "not a STIX object: it has no type or no id", "",
                    "give both (STIX 2.1 section 3.2)");
    }
    auto canonical = TRY(json::canonical(root));
    return Object(std::move(examined.common), std::move(examined.references),
                  std::move(examined.findings), std::move(canonical));
}

Result<Object> parse(ByteView text) {
    json::Parser parser;
    return parse(parser, text);
}

}  // namespace entente::stix
