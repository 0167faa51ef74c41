#include "node/audit.h"

#include <algorithm>
#include <filesystem>

#include "tests/node/made_node.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;
namespace files = std::filesystem;

/// A whole node with two lanes, receipts and a fence, closed.
class Audited : public MadeNode {
protected:
    Audited() {
        const auto node = must(open());
        const auto channel = fill(node->context(), card_, bravo_);
        fingerprint_ = must(channel::transcript_fingerprint(node->context(), channel));
        for (const auto& lane : must(channel::lanes_of(node->context(), channel))) {
            lanes_.push_back(lane::to_hex(lane.id));
        }
    }

    [[nodiscard]] auto audit() const {
        const auto disk = host::make_system_disk();
        return node::audit(*disk, directory_, [](std::uint64_t) {});
    }

    [[nodiscard]] std::string file_of(const std::string& lane) const {
        return directory_ + "/record/" + lane;
    }

    /// What an audit says with `bytes` in the place of a file; the file is put back.
    [[nodiscard]] std::vector<std::string> problems_with(const std::string& path,
                                                         const std::string& bytes) const {
        const auto whole = read_file(path);
        write_file(path, bytes);
        const auto found = audit();
        write_file(path, whole);
        if (!found) return {to_line(found.error())};
        return found->problems;
    }

    Party bravo_{"BRAVO"};
    std::string fingerprint_;
    std::vector<std::string> lanes_;
};

std::string flipped(std::string bytes, std::size_t at, int bit) {
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    return bytes;
}

bool is_named(const std::vector<std::string>& problems, const std::string& name) {
    return std::ranges::any_of(
        problems, [&](const auto& problem) { return problem.find(name) != std::string::npos; });
}

TEST_F(Audited, IsFoundWhole) {
    const auto found = must(audit());
    EXPECT_TRUE(found.problems.empty()) << found.problems.front();
    EXPECT_EQ(found.name, "ALPHA");
    EXPECT_EQ(found.self, card_.card.id);
    EXPECT_EQ(found.cards, 2U);
    EXPECT_TRUE(found.has_fence);
    ASSERT_EQ(found.channels.size(), 1U);
    EXPECT_TRUE(found.channels.front().is_founded);
    EXPECT_EQ(found.channels.front().signatures, 2U);
    EXPECT_EQ(found.channels.front().fingerprint, fingerprint_);
    EXPECT_EQ(found.lanes.size(), 2U);
    EXPECT_GE(found.entries(), 6U);  // two openings and four objects
}

TEST_F(Audited, CountsTheReceiptsOfTheOthers) {
    const auto found = must(audit());
    const auto ours = std::ranges::find(found.lanes, "ALPHA", &node::LaneAudit::writer);
    ASSERT_NE(ours, found.lanes.end());
    EXPECT_GE(ours->receipts.at("BRAVO"), 1U);
    EXPECT_GE(ours->checkpoints, 1U);
}

TEST_F(Audited, MayBeAtWorkMeanwhile) {
    const auto node = must(open());
    EXPECT_TRUE(must(audit()).problems.empty());
}

TEST_F(Audited, IsFoundWholeWithoutItsIndex) {
    files::remove_all(directory_ + "/derived");
    EXPECT_TRUE(must(audit()).problems.empty());
}

TEST_F(Audited, IsWholeAsACopyWithoutAFenceWhichIsSaid) {
    files::remove_all(node::Layout{directory_}.default_fence());
    const auto found = must(audit());
    EXPECT_FALSE(found.has_fence);
    EXPECT_TRUE(found.problems.empty());
}

RC_GTEST_FIXTURE_PROP(Audited, NamesTheLaneInWhichAnyBitFlips, ()) {
    const auto lane = *rc::gen::elementOf(lanes_);
    const auto whole = read_file(file_of(lane));
    const auto at = *rc::gen::inRange<std::size_t>(0, whole.size());
    const auto bit = *rc::gen::inRange(0, 8);
    RC_ASSERT(is_named(problems_with(file_of(lane), flipped(whole, at, bit)), lane));
}

RC_GTEST_FIXTURE_PROP(Audited, NamesTheLaneThatWasCutShortAnywhere, ()) {
    const auto lane = *rc::gen::elementOf(lanes_);
    const auto whole = read_file(file_of(lane));
    const auto size = *rc::gen::inRange<std::size_t>(0, whole.size());
    RC_ASSERT(is_named(problems_with(file_of(lane), whole.substr(0, size)), lane));
}

TEST_F(Audited, NamesTheLaneThatHasMoreAtItsEnd) {
    for (const auto& lane : lanes_) {
        const auto whole = read_file(file_of(lane));
        EXPECT_TRUE(is_named(problems_with(file_of(lane), whole + "more"), lane));
        EXPECT_TRUE(is_named(problems_with(file_of(lane), whole + whole), lane));
    }
}

TEST_F(Audited, NamesTheLaneThatStandsInAnothersPlace) {
    const auto other = read_file(file_of(lanes_[1]));
    EXPECT_TRUE(is_named(problems_with(file_of(lanes_[0]), other), lanes_[0]));
}

TEST_F(Audited, NamesTheLaneThatIsGone) {
    for (const auto& lane : lanes_) {
        files::rename(file_of(lane), scratch_ / "gone");
        EXPECT_TRUE(is_named(must(audit()).problems, lane));
        files::rename(scratch_ / "gone", file_of(lane));
    }
}

// Each thing is there twice, so one flipped bit is survived; what is damaged twice is told.
TEST_F(Audited, NamesTheFenceOnceBothRecordsOfAPairAreDamaged) {
    const auto path = node::Layout{directory_}.default_fence() + "/fence";
    const auto whole = read_file(path);
    constexpr std::size_t record_bytes = 512;
    for (std::size_t pair = 0; pair + 2 * record_bytes <= whole.size(); pair += 2 * record_bytes) {
        auto bytes = flipped(whole, pair + 20, 3);
        bytes = flipped(bytes, pair + record_bytes + 20, 3);
        EXPECT_TRUE(is_named(problems_with(path, bytes), path)) << pair;
    }
}

TEST_F(Audited, NamesADamagedKeyConfigurationOrOwnMatters) {
    for (const auto* name : {"keys/root", "keys/log", "node.db"}) {
        const auto path = directory_ + "/" + name;
        const auto problems = problems_with(path, flipped(read_file(path), 3, 0));
        EXPECT_TRUE(is_named(problems, path)) << name;
    }
    const auto config = directory_ + "/node.toml";
    EXPECT_TRUE(is_named(problems_with(config, "listen ="), "node.toml"));
}

TEST_F(Audited, ChangesNothing) {
    const auto before = read_file(file_of(lanes_[0])) + read_file(file_of(lanes_[1]));
    ASSERT_FALSE(problems_with(file_of(lanes_[0]), "").empty());
    ASSERT_TRUE(audit());
    EXPECT_EQ(read_file(file_of(lanes_[0])) + read_file(file_of(lanes_[1])), before);
}

TEST(Audit, OfADirectoryThatIsNoNodeIsAnError) {
    const Scratch scratch;
    const auto disk = host::make_system_disk();
    const auto found = node::audit(*disk, scratch.path(), [](std::uint64_t) {});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::not_found);
    EXPECT_EQ(disk->list(scratch.path()).value().size(), 0U);
}

}  // namespace
}  // namespace entente::test
