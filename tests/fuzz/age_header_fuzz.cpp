// Headers of age files from strangers: refused, or written again byte for byte.
#include <cstddef>
#include <cstdint>

#include "age/header.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace age = entente::age;
    const entente::ByteView text(reinterpret_cast<const char*>(data), size);
    const auto end = age::find_header_end(text);
    const auto header = age::parse_header(text);
    if (!header) return 0;
    entente::check(age::to_text(*header) == text, "a header is written as it was read");
    entente::check(end && *end == size, "the end is found where it is");
    return 0;
}
