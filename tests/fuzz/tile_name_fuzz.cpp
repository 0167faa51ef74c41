// Names of tiles: what is read is written again as it was.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/tile_name.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto name = lane::parse_tile_name(text);
    if (!name) return 0;
    entente::check(lane::to_text(*name) == text, "a tile has one name");
    entente::check(name->width >= 1 && name->width <= lane::tile_width_max, "a row has 256");
    return 0;
}
