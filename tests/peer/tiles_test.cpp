// A lane's tree as static tiles (C2SP tlog-tiles; design 02-log section 3.11), fetched over TLS and
// verified by a program that has none of our code.
#include <filesystem>

#include "lane/policy.h"
#include "lane/tile_name.h"
#include "tests/peer/scene.h"
#include "tests/support/independent.h"

namespace entente::test {
namespace {

namespace files = std::filesystem;
using lane::TileName;

class Tiles : public LinkedPair {
protected:
    [[nodiscard]] std::string target_of(const std::string& name) const {
        return "/entente/v1/lane/" + lane::to_hex(bravo_lane_) + "/tile/" + name;
    }

    [[nodiscard]] static std::vector<TileName> edge_and_full(std::optional<unsigned> level,
                                                             std::uint64_t count) {
        std::vector<TileName> names;
        for (std::uint64_t number = 0; number < count / lane::tile_width_max; ++number) {
            names.push_back({.level = level, .number = number, .width = lane::tile_width_max});
        }
        const auto width = static_cast<unsigned>(count % lane::tile_width_max);
        if (width > 0) names.push_back({level, count / lane::tile_width_max, width});
        return names;
    }

    /// All tiles of a tree.
    static std::vector<TileName> tiles_of(std::uint64_t size) {
        auto names = edge_and_full(std::nullopt, size);
        for (unsigned level = 0; size > 0; ++level, size /= lane::tile_width_max) {
            const auto row = edge_and_full(level, size);
            names.insert(names.end(), row.begin(), row.end());
        }
        return names;
    }

    void fetch_into(const files::path& folder) const {
        const auto state = bravo_.lane_of(channel_, bravo_);
        files::create_directories(folder);
        write_to(folder / "policy", lane::write_policy({{.name = lane::lane_origin(bravo_lane_),
                                                         .type = lane::SignatureType::ed25519,
                                                         .key = bravo_.keys.log.public_key()}},
                                                       {}));
        write_to(folder / "checkpoint",
                 get(peer::lane_path(peer::checkpoint_path, bravo_lane_)).body);
        for (const auto& name : tiles_of(state.frontier.size().value())) {
            const auto answer = get(target_of(to_text(name)));
            EXPECT_EQ(answer.status, 200) << to_text(name) << answer.body;
            const auto file = folder / "tile" / to_text(name);
            files::create_directories(file.parent_path());
            write_to(file, answer.body);
        }
    }
};

std::vector<std::string> objects(int count) {
    std::vector<std::string> all;
    for (int i = 1; i <= count; ++i) all.push_back(object_text(i));
    return all;
}

TEST_F(Tiles, AreVerifiedByAnIndependentProgramAndNoneThatIsDamaged) {
    if (!IndependentVerifier::can_be_built()) GTEST_SKIP() << "golang.org/x/mod is not installed";
    bravo_.put(channel_, objects(600));
    const Scratch scratch;
    const files::path folder = scratch / "tree";
    fetch_into(folder);
    const IndependentVerifier verifier(scratch);
    EXPECT_EQ(verifier.verdicts({folder}), "good " + folder.string() + "\n");
    for (const auto* name : {"0/001", "1/000.p/2", "entries/000", "entries/002.p/89"}) {
        const auto file = folder / "tile" / name;
        const auto content = content_of(file);
        ASSERT_FALSE(content.empty()) << name;
        auto damaged = content;
        damaged.back() = static_cast<char>(damaged.back() ^ 1);
        write_to(file, damaged);
        EXPECT_TRUE(verifier.verdicts({folder}).starts_with("bad ")) << name;
        write_to(file, content);
    }
}

TEST_F(Tiles, MayBeKeptForEverButByNoSharedCache) {
    const auto answer = get(target_of("0/000.p/1"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body.size(), 32U);
    const auto cache = http::find_header(answer.headers, "Cache-Control");
    EXPECT_EQ(cache, "private, max-age=31536000, immutable");
}

TEST_F(Tiles, BeyondTheTreeAreNotThereAndOtherNamesAreRefused) {
    for (const auto* name :
         {"0/000", "0/001", "1/000", "1/000.p/1", "entries/000.p/2", "5/x999/x999/x999/x999/999"}) {
        EXPECT_EQ(get(target_of(name)).status, 404) << name;
    }
    for (const auto* name : {"0/1", "6/000", "0/000.p/0", "x", "0/000/", "..%2f..%2fkeys"}) {
        EXPECT_EQ(get(target_of(name)).status, 400) << name;
    }
}

TEST_F(Tiles, OfNoLaneAreAnsweredAlikeWhateverTheirName) {
    const lane::LaneId none(crypto::sha256({"no lane"}));
    const auto answer = get("/entente/v1/lane/" + lane::to_hex(none) + "/tile/0/000.p/1");
    EXPECT_EQ(answer.status, 404);
    const auto odd = get("/entente/v1/lane/" + lane::to_hex(none) + "/tile/nonsense");
    EXPECT_EQ(odd.status, 404);
    EXPECT_EQ(odd.body, answer.body);
}

}  // namespace
}  // namespace entente::test
