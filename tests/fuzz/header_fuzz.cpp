// Headers: what is accepted is written back as the same bytes, and is canonical JSON.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "json/canonical.h"
#include "lane/header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto header = entente::lane::decode_header(bytes);
    if (!header) return 0;
    entente::check(entente::lane::encode_header(*header) == bytes, "a header has one text");
    entente::check(entente::json::check_canonical(bytes).has_value(), "a header is canonical");
    return 0;
}
