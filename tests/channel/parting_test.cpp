#include "channel/parting.h"

#include "tests/channel/forked.h"

namespace entente::test {
namespace {

class Parting : public Forked {
protected:
    /// What `holder` answers when `asker` asks for pieces of the lane; counts the questions.
    channel::FetchSegment from(const Party& holder, const Party& asker) {
        return [&](lane::EntryIndex index) -> Result<std::optional<Bytes>> {
            ++questions_;
            return channel::serve_segment(*holder.context, asker.id(), lane_, index);
        };
    }

    /// Both hold `common` objects more, and then 40 of their own.
    void split_after(int common) {
        std::vector<std::string> objects;
        for (int i = 0; i < common; ++i) objects.push_back(object_text(100 + i));
        if (common > 0) {
            alpha_.put(channel_, objects);
            carry(alpha_, bravo_, lane_);
            carry(alpha_, charlie_, lane_);
        }
        const auto own = [](int first) {
            std::vector<std::string> made;
            for (int i = 0; i < 40; ++i) made.push_back(object_text(first + i));
            return made;
        };
        first_ = alpha_.lane_of(channel_, alpha_).frontier.size().value();
        fork();
        tell("node", bravo_, own(1'000));
        tell("other", charlie_, own(2'000));
        show_heads(bravo_, charlie_);
    }

    int questions_ = 0;
    std::uint64_t first_ = 0;  ///< the first entry that differs
};

TEST_F(Parting, IsFoundByWhoeverAsksTheHolderOfTheOtherVersion) {
    split_after(30);
    ASSERT_TRUE(
        channel::find_parting(*charlie_.context, dispute_of(charlie_), from(bravo_, charlie_)));
    EXPECT_EQ(dispute_of(charlie_).differs_from, lane::EntryIndex(first_));
    EXPECT_LE(questions_, 8);
    // The file now says so, too; there is still one.
    ASSERT_EQ(dispute_of(charlie_).evidence.size(), 1U);
    EXPECT_EQ(proof_of(charlie_).evidence().common->size, lane::TreeSize(first_));
    EXPECT_TRUE(std::filesystem::exists(
        charlie_.scratch /
        ("evidence/" + channel::evidence_name(proof_of(charlie_)) + ".segment")));
    charlie_.open("node", "fence");
    EXPECT_EQ(dispute_of(charlie_).differs_from, lane::EntryIndex(first_));
}

TEST_F(Parting, IsNotFoundInOurOwnVersion) {
    split_after(3);
    ASSERT_TRUE(
        channel::find_parting(*charlie_.context, dispute_of(charlie_), from(charlie_, bravo_)));
    EXPECT_EQ(dispute_of(charlie_).differs_from, std::nullopt);
}

TEST_F(Parting, IsNotBelievedOfWhatTheWriterDidNotSign) {
    split_after(3);
    const auto honest = from(bravo_, charlie_);
    const auto damaged = [&](lane::EntryIndex index) -> Result<std::optional<Bytes>> {
        auto segment = must(honest(index));
        if (segment) segment->back() = static_cast<char>(segment->back() ^ 1);
        return segment;
    };
    ASSERT_TRUE(channel::find_parting(*charlie_.context, dispute_of(charlie_), damaged));
    EXPECT_EQ(dispute_of(charlie_).differs_from, std::nullopt);
    const auto nothing = [](lane::EntryIndex) -> Result<std::optional<Bytes>> {
        return std::optional<Bytes>();
    };
    ASSERT_TRUE(channel::find_parting(*charlie_.context, dispute_of(charlie_), nothing));
    const auto garbage = [](lane::EntryIndex) -> Result<std::optional<Bytes>> {
        return std::optional<Bytes>("no segment");
    };
    ASSERT_TRUE(channel::find_parting(*charlie_.context, dispute_of(charlie_), garbage));
    EXPECT_EQ(dispute_of(charlie_).differs_from, std::nullopt);
}

}  // namespace
}  // namespace entente::test
