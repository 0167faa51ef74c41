// What is put for some of the parties, between real processes: design 02-log sections 1 and 2.4,
// rules L3 and L4.
#include "json/value.h"
#include "tests/e2e/trio.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto canary = "the canary sings for BRAVO";

class PutForSome : public ::testing::Test, protected Trio {
protected:
    void SetUp() override { found(); }

    /// Until everybody has what is for all, and `reader` shows the note.
    void await_note_at(const TestNode& reader) {
        ASSERT_TRUE(comes_to_hold([&] {
            return all_agree() && reader.run({"show", note_id}).exit_code == 0;
        })) << alpha_.log()
            << reader.log();
    }

    /// How many lanes a node knows of.
    static std::size_t lanes_of(const TestNode& node) {
        const auto document = json::Document::parse(node.must({"status", "--json"}));
        std::size_t count = 0;
        for (const auto& channel : document->root().member("channels")->elements()) {
            for ([[maybe_unused]] const auto& lane : channel.member("lanes")->elements()) ++count;
        }
        return count;
    }
};

TEST_F(PutForSome, ReachesThemAndTheOthersHaveNoTraceOfIt) {
    alpha_.must({"put", "--to", "BRAVO", "-"}, note(canary));
    await_note_at(bravo_);
    // What goes to all afterwards must not carry a word of it either.
    alpha_.must({"put", "-"}, bundle(3, 1));
    ASSERT_TRUE(comes_to_hold([&] { return all_agree(); }));
    EXPECT_TRUE(bravo_.has_on_disk(canary));
    EXPECT_FALSE(charlie_.has_on_disk(canary));
    EXPECT_FALSE(charlie_.has_on_disk(note_id));
    EXPECT_EQ(charlie_.run({"show", note_id}).exit_code, 4);
    EXPECT_EQ(lanes_of(charlie_), 3U);
    EXPECT_GT(lanes_of(bravo_), 3U);
    for (auto* node : all()) {
        EXPECT_EQ(node->stop(), 0);
        EXPECT_EQ(node->run({"verify"}).exit_code, 0);
    }
}

TEST_F(PutForSome, MayGoToAllLaterAndItsFirstReadersAreTold) {
    alpha_.must({"put", "--to", "BRAVO", "-"}, note(canary));
    await_note_at(bravo_);
    alpha_.must({"put", "-"}, note(canary));
    await_note_at(charlie_);
    EXPECT_THAT(bravo_.must({"log"}), HasSubstr("released"));
    EXPECT_THAT(charlie_.must({"log"}), Not(HasSubstr("released")));
}

TEST_F(PutForSome, IsRefusedWithWhoIsNoPartyAndNothingIsPut) {
    const auto refused = alpha_.run({"put", "--to", "DELTA", "-"}, note(canary));
    EXPECT_NE(refused.exit_code, 0);
    EXPECT_THAT(refused.error, HasSubstr("DELTA"));
    EXPECT_FALSE(alpha_.has_on_disk(canary));
}

}  // namespace
}  // namespace entente::test
