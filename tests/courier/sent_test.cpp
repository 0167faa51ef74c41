#include "courier/sent.h"

#include "store/embedded/sqlite_matters.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::courier {
namespace {

TEST(Sent, ComesBackAsItWasKept) {
    const test::Scratch scratch;
    const auto matters = store::open_sqlite_matters(scratch / "node.db").value();
    const lane::PartyId bravo(crypto::sha256({"BRAVO"}));
    EXPECT_EQ(load_sent(*matters, bravo).value(), Sent{});
    const Sent sent{.sequence = 7,
                    .lanes = {{lane::LaneId(crypto::sha256({"one"})), lane::TreeSize(3)},
                              {lane::LaneId(crypto::sha256({"two"})), lane::TreeSize(5)}}};
    ASSERT_TRUE(keep_sent(*matters, bravo, sent));
    EXPECT_EQ(load_sent(*matters, bravo).value(), sent);
    EXPECT_EQ(load_sent(*matters, lane::PartyId(crypto::sha256({"CHARLIE"}))).value(), Sent{});
}

TEST(Sent, IsRefusedWhereItIsDamaged) {
    const test::Scratch scratch;
    const auto matters = store::open_sqlite_matters(scratch / "node.db").value();
    const lane::PartyId bravo(crypto::sha256({"BRAVO"}));
    for (const auto* text : {"", "{}", R"({"lanes":{},"seq":-1})", R"({"lanes":{"x":1},"seq":1})",
                             R"({"lanes":{}})"}) {
        ASSERT_TRUE(matters->put("bundles_sent", lane::to_hex(bravo), text));
        const auto sent = load_sent(*matters, bravo);
        ASSERT_FALSE(sent) << text;
        EXPECT_EQ(sent.error().kind, ErrorKind::corrupt);
    }
}

}  // namespace
}  // namespace entente::courier
