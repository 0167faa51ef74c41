// The names of tiles: C2SP tlog-tiles, Merkle Tree and Log Entries.
#include "lane/tile_name.h"

#include <rapidcheck/gtest.h>

#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

TEST(TileName, IsReadAsTheSpecificationWritesIt) {
    EXPECT_EQ(parse_tile_name("0/x001/x234/067").value(),
              (TileName{.level = 0, .number = 1'234'067, .width = 256}));
    EXPECT_EQ(parse_tile_name("1/000.p/7").value(),
              (TileName{.level = 1, .number = 0, .width = 7}));
    EXPECT_EQ(parse_tile_name("entries/x123/045.p/255").value(),
              (TileName{.level = std::nullopt, .number = 123'045, .width = 255}));
}

TEST(TileName, IsWrittenInOneWayOnly) {
    for (const auto* text : {"",
                             "0",
                             "0/",
                             "/000",
                             "0/0",
                             "0/00",
                             "0/0000",
                             "0/001/234",
                             "0/x000/001",
                             "0/x01/234",
                             "0/000.p/0",
                             "0/000.p/256",
                             "0/000.p/",
                             "0/000.p/01",
                             "0/000.p/-1",
                             "00/000",
                             "6/000",
                             "-1/000",
                             "data/000",
                             "entries",
                             "entries/",
                             "0/000/",
                             "0/ 00",
                             "0/x/x/x",
                             "0/x1x/000",
                             "0/x999/x999/x999/x999/x999/999",
                             "0/999999999999999999999"}) {
        EXPECT_FALSE(parse_tile_name(text).has_value()) << text;
    }
}

RC_GTEST_PROP(TileName, ComesBackAsItWas, ()) {
    const auto is_hashes = *rc::gen::arbitrary<bool>();
    const TileName name{.level = is_hashes
                                     ? std::optional(*rc::gen::inRange(0U, tile_level_max + 1))
                                     : std::nullopt,
                        .number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000'000'000'000),
                        .width = *rc::gen::inRange(1U, tile_width_max + 1)};
    RC_ASSERT(parse_tile_name(to_text(name)).value() == name);
}

}  // namespace
}  // namespace entente::lane
