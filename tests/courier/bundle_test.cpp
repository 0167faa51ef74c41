// Bundles, end to end: design 02-log section 3.11, invariants I13 and I29.
#include <fstream>

#include "archive/ustar.h"
#include "courier/bundle_file.h"
#include "tests/courier/post.h"
#include "tests/support/process.h"

namespace entente::test {
namespace {

using Bundle = Pair;

std::vector<std::string> objects(int first, int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(object_text(first + i));
    return all;
}

TEST_F(Bundle, BringsWhatALinkWouldBring) {  // I29
    alpha_.put(channel_, objects(1, 20));
    const auto imported = must(unpack(bravo_, pack(alpha_, bravo_)));
    EXPECT_TRUE(imported.problems.empty());
    EXPECT_EQ(imported.new_entries, 21U);  // with the opening
    EXPECT_EQ(bravo_.lane_of(channel_, alpha_).frontier, alpha_.lane_of(channel_, alpha_).frontier);
    must(unpack(alpha_, pack(bravo_, alpha_)));
    EXPECT_EQ(heads_of(alpha_, channel_), heads_of(bravo_, channel_));
}

TEST_F(Bundle, BringsTheReceiptsBack) {
    alpha_.put(channel_, objects(1, 3));
    const auto size = alpha_.lane_of(channel_, alpha_).frontier.size();
    must(unpack(bravo_, pack(alpha_, bravo_)));
    EXPECT_EQ(alpha_.store->receipted(lane_, bravo_.id()), lane::TreeSize(0));
    must(unpack(alpha_, pack(bravo_, alpha_)));
    EXPECT_EQ(alpha_.store->receipted(lane_, bravo_.id()), size);
    // So the next one holds no entry again.
    const auto next = must(courier::export_bundle(*alpha_.context, bravo_.id(),
                                                  courier::Contents::unreceipted, no_progress));
    EXPECT_EQ(next->entries(), 0U);
}

TEST_F(Bundle, MayComeAnyNumberOfTimesInAnyOrder) {  // I13
    std::vector<Bytes> files;
    for (int i = 0; i < 3; ++i) {
        alpha_.put(channel_, objects(1 + 10 * i, 10));
        files.push_back(pack(alpha_, bravo_, courier::Contents::unsent));
    }
    const auto gap = must(unpack(bravo_, files[2]));
    ASSERT_EQ(gap.problems.size(), 1U);
    EXPECT_EQ(gap.problems.front().error.what,
              "entries before these are missing: of this lane 0 are here");
    for (const auto i : {1, 0, 0, 2, 1, 2, 0})
        must(unpack(bravo_, files[static_cast<std::size_t>(i)]));
    EXPECT_EQ(bravo_.lane_of(channel_, alpha_).frontier, alpha_.lane_of(channel_, alpha_).frontier);
    EXPECT_EQ(must(unpack(bravo_, files[1])).new_entries, 0U);
}

TEST_F(Bundle, CountsPerRecipient) {  // I30
    const auto number_of = [&](Party& from, Party& to) {
        const auto bundle = must(courier::export_bundle(
            *from.context, to.id(), courier::Contents::unreceipted, no_progress));
        return bundle->manifest().sequence;
    };
    Party charlie("CHARLIE");
    found({&alpha_, &charlie}, "Another");
    EXPECT_EQ(number_of(alpha_, bravo_), 1U);
    EXPECT_EQ(number_of(alpha_, bravo_), 2U);
    EXPECT_EQ(number_of(alpha_, charlie), 1U);
    alpha_.open("node", "fence");
    EXPECT_EQ(number_of(alpha_, bravo_), 3U);
}

TEST_F(Bundle, FoundsAChannelWithoutALink) {
    Party charlie("CHARLIE");
    ASSERT_TRUE(alpha_.directory->add_card(charlie.card));
    ASSERT_TRUE(charlie.directory->add_card(alpha_.card));
    const auto charter = must(channel::propose_channel(*alpha_.context, "By hand", {charlie.card}));
    must(unpack(charlie, pack(alpha_, charlie)));
    must(channel::join_channel(*charlie.context,
                               must(charlie.directory->charter(charter.channel()))));
    must(unpack(alpha_, pack(charlie, alpha_)));
    alpha_.put(charter.channel(), objects(1, 2));
    must(unpack(charlie, pack(alpha_, charlie)));
    EXPECT_EQ(heads_of(alpha_, charter.channel()), heads_of(charlie, charter.channel()));
}

TEST_F(Bundle, GivesAPartyBackWhatItLost) {
    bravo_.put(channel_, objects(1, 5));
    must(unpack(alpha_, pack(bravo_, alpha_)));
    const auto usual = must(courier::export_bundle(*alpha_.context, bravo_.id(),
                                                   courier::Contents::unsent, no_progress));
    const auto whole = must(courier::export_bundle(*alpha_.context, bravo_.id(),
                                                   courier::Contents::everything, no_progress));
    EXPECT_EQ(whole->entries(), usual->entries() + 6);
}

TEST_F(Bundle, IsRefusedByAnybodyElse) {
    Party charlie("CHARLIE");
    found({&alpha_, &charlie}, "Another");
    const auto refusal = unpack(charlie, pack(alpha_, bravo_));
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().what, "the bundle is for another party");
}

TEST_F(Bundle, IsRefusedOfAStranger) {
    Party stranger("STRANGER");
    ASSERT_TRUE(stranger.directory->add_card(bravo_.card));
    const auto refusal = unpack(bravo_, must(try_pack(stranger, bravo_.id())));
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().kind, ErrorKind::not_found);
}

/// The two parts of a bundle's file.
struct Parts {
    lane::SignedManifest manifest;
    Bytes payload;
};

Parts parts_of(ByteView file) {
    std::optional<lane::SignedManifest> manifest;
    Bytes payload;
    EXPECT_TRUE(
        courier::read_bundle(in_pieces(file), {.manifest = [&](const auto& read) -> Result<void> {
                                                   manifest = read;
                                                   return {};
                                               },
                                               .payload = [&](ByteView piece) -> Result<void> {
                                                   payload += piece;
                                                   return {};
                                               }}));
    return {.manifest = manifest.value(), .payload = payload};
}

Bytes file_of(const Parts& parts) {
    return courier::bundle_start(parts.manifest) + parts.payload +
           courier::bundle_end(parts.manifest.manifest);
}

// Attack 15 of design 02-log section 5: the payload is another's, the envelope is one's own.
TEST_F(Bundle, IsRefusedInAnothersEnvelope) {
    Party charlie("CHARLIE");
    ASSERT_TRUE(bravo_.directory->add_card(charlie.card));
    auto parts = parts_of(pack(alpha_, bravo_));
    parts.manifest.manifest.from = charlie.id();
    parts.manifest = lane::sign_manifest(parts.manifest.manifest, charlie.keys.bundle);
    const auto refusal = unpack(bravo_, file_of(parts));
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().what, "the envelope is around another bundle's payload");
}

TEST_F(Bundle, IsRefusedUnderAnotherKeyThanItsSenders) {
    auto parts = parts_of(pack(alpha_, bravo_));
    parts.manifest = lane::sign_manifest(parts.manifest.manifest, alpha_.keys.log);
    const auto refusal = unpack(bravo_, file_of(parts));
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().what, "the manifest is not signed by its sender");
}

TEST_F(Bundle, IsRefusedForAKeyThatWeDoNotHave) {
    bravo_.keys.age = age::Identity::generate(bravo_.random);
    const auto refusal = unpack(bravo_, pack(alpha_, bravo_));
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().what, "the bundle is sealed for another age key than ours");
}

TEST_F(Bundle, IsNotSealedForAKeyPastItsTime) {
    alpha_.clock.step(91 * 86'400);
    const auto refusal = try_pack(alpha_, bravo_.id());
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().what, "the party's age keys are past their time");
}

// Attack 16 of design 02-log section 5.
TEST_F(Bundle, IsRefusedWholeAfterAnyChange) {
    alpha_.put(channel_, objects(1, 2));
    const auto file = pack(alpha_, bravo_);
    for (std::size_t at = 0; at < file.size(); at += 41) {
        auto damaged = file;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        EXPECT_FALSE(unpack(bravo_, damaged)) << "byte " << at;
    }
    for (std::size_t size = 0; size < file.size(); size += 97) {
        EXPECT_FALSE(unpack(bravo_, ByteView(file).substr(0, size))) << size << " bytes";
    }
    EXPECT_EQ(channel::held_size(*bravo_.context, lane_), lane::TreeSize(0));
    EXPECT_TRUE(unpack(bravo_, file));
}

TEST_F(Bundle, LeavesNothingInTheSpoolDirectory) {
    alpha_.put(channel_, objects(1, 2));
    const auto file = pack(alpha_, bravo_);
    must(unpack(bravo_, file));
    EXPECT_FALSE(unpack(bravo_, file + "x"));
    EXPECT_TRUE(std::filesystem::is_empty(alpha_.scratch / "spool"));
    EXPECT_TRUE(std::filesystem::is_empty(bravo_.scratch / "spool"));
}

// Whoever looks at the envelope sees parties, a number and a size rounded up; never content.
TEST_F(Bundle, ShowsNothingOfItsContent) {
    alpha_.put(channel_, {object_text(1, "CANARY-9431")});
    const auto file = pack(alpha_, bravo_);
    EXPECT_EQ(file.find("CANARY-9431"), Bytes::npos);
    EXPECT_EQ(file.find(lane::to_hex(lane_)), Bytes::npos);
    EXPECT_EQ(file.find(lane::to_hex(channel_)), Bytes::npos);
}

// What a guard, and a party without Entente, can do with a bundle by common tools.
TEST_F(Bundle, OpensByTheCommandsOfOthers) {
    if (run({"age", "--version"}).exit_code != 0) GTEST_SKIP() << "no age command";
    alpha_.put(channel_, objects(1, 3));
    const auto directory = bravo_.scratch / "by-hand";
    std::filesystem::create_directories(directory);
    std::ofstream(directory + "/bundle", std::ios::binary) << pack(alpha_, bravo_);
    std::ofstream(directory + "/key") << age::to_secret_text(bravo_.keys.age) << "\n";
    EXPECT_EQ(run({"tar", "-C", directory, "-xf", directory + "/bundle"}).exit_code, 0);
    const auto sum = run({"sha256sum", directory + "/payload.age"}).out.substr(0, 64);
    const auto manifest = run({"cat", directory + "/manifest"}).out;
    EXPECT_THAT(manifest, ::testing::HasSubstr("sha256 " + sum + "\n"));
    ASSERT_EQ(run({"age", "-d", "-i", directory + "/key", "-o", directory + "/content.tar",
                   directory + "/payload.age"})
                  .exit_code,
              0);
    const auto listed = run({"tar", "-tf", directory + "/content.tar"});
    EXPECT_EQ(listed.exit_code, 0) << listed.error;
    EXPECT_THAT(listed.out, ::testing::HasSubstr("lane/" + lane::to_hex(lane_) +
                                                 "/segment-00000000000000000000\n"));
}

}  // namespace
}  // namespace entente::test
