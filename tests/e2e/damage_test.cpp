// What happens to a disk behind our back: each flipped bit is found offline, with its place.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::test {
namespace {

constexpr int corrupt_code = 8;
constexpr int random_positions = 60;

void flip(const std::string& path, std::uint64_t at, int bit = 0) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<unsigned char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ (1U << static_cast<unsigned>(bit))));
    ASSERT_TRUE(file.flush()) << path;
}

// The form of a lane's file: store/embedded/lane_file.h and frame.h.
constexpr std::uint64_t magic_bytes = 16;
constexpr std::uint64_t length_bytes = 4;
constexpr std::uint64_t head_bytes = 12;

std::vector<std::uint64_t> frame_starts(const std::string& lane) {
    const auto text = read_file(lane);
    std::vector<std::uint64_t> starts;
    for (auto at = magic_bytes; at + head_bytes <= text.size();) {
        starts.push_back(at);
        std::uint64_t length = 0;
        for (const char byte : text.substr(at, length_bytes)) {
            length = length << 8U | static_cast<unsigned char>(byte);
        }
        at += head_bytes + length;
    }
    return starts;
}

/// A founded pair with objects of both, stopped; one copy of BRAVO's store is damaged.
class DamagedStore : public ::testing::Test {
protected:
    void SetUp() override {
        pair_.found();
        pair_.alpha.must({"put", "-"}, bundle(60, 1));
        pair_.bravo.must({"put", "-"}, bundle(40, 2));
        ASSERT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
        ASSERT_EQ(pair_.alpha.stop(), 0);
        ASSERT_EQ(pair_.bravo.stop(), 0);
        std::filesystem::copy(pair_.bravo.directory(), copy_,
                              std::filesystem::copy_options::recursive);
        for (const auto& file : std::filesystem::directory_iterator(copy_ + "/record")) {
            if (file.path().filename().string().size() == 64) lanes_.push_back(file.path());
        }
        std::ranges::sort(lanes_);
        ASSERT_EQ(lanes_.size(), 2U);
        ASSERT_EQ(verify().exit_code, 0) << verify().error;
    }

    [[nodiscard]] Finished verify() const {
        return run({entente_program(), "verify", "--node", copy_});
    }

    /// Flips one bit, looks, and flips it back.
    void expect_found(const std::string& lane, std::uint64_t at, int bit = 0) {
        flip(lane, at, bit);
        const auto found = verify();
        flip(lane, at, bit);
        const auto where = lane + ", byte " + std::to_string(at) + ", bit " + std::to_string(bit);
        EXPECT_EQ(found.exit_code, corrupt_code) << where << '\n' << found.out << found.error;
        const auto& text = found.error;  // the one line that says what is wrong
        const auto name = std::filesystem::path(lane).filename().string();
        EXPECT_NE(text.find(name), std::string::npos) << where << '\n' << text;
        const bool names_place = std::ranges::any_of(
            std::vector<std::string>{"entry ", "entries ", "checkpoint of size ",
                                     "receipt on size "},
            [&](const auto& word) {
                const auto start = text.find(word);
                return start != std::string::npos && std::isdigit(text[start + word.size()]) != 0;
            });
        EXPECT_TRUE(names_place) << where << '\n' << text;
    }

    Pair pair_;
    std::string copy_ = pair_.scratch / "copy";
    std::vector<std::string> lanes_;
};

TEST_F(DamagedStore, IsFoundByVerifyWhereverABitFlips) {
    std::mt19937 random(1'974);
    for (int i = 0; i < random_positions; ++i) {
        const auto& lane = lanes_[random() % lanes_.size()];
        const auto at = random() % std::filesystem::file_size(lane);
        expect_found(lane, at, static_cast<int>(random() % 8));
    }
}

TEST_F(DamagedStore, IsFoundByVerifyAtTheFirstAndTheLastByte) {
    for (const auto& lane : lanes_) {
        expect_found(lane, 0);
        expect_found(lane, std::filesystem::file_size(lane) - 1);
    }
}

TEST_F(DamagedStore, IsFoundByVerifyInAHeaderABodyAndANote) {
    for (const auto& lane : lanes_) {
        const auto text = read_file(lane);
        const auto note = text.find("entente", 16);  // after the file's first line
        expect_found(lane, note);
        const auto body = text.rfind("Organisation ");
        ASSERT_NE(body, std::string::npos);
        expect_found(lane, body + 3);
        expect_found(lane, text.rfind("\"spec_version\"") - 200);  // before the body: the header
    }
}

// The last frame's length too: cut short or grown it looks like a torn tail, but the fence knows
// more.
TEST_F(DamagedStore, IsFoundByVerifyInTheHeadOfEveryFrame) {
    for (const auto& lane : lanes_) {
        const auto starts = frame_starts(lane);
        ASSERT_GE(starts.size(), 2U);
        for (const auto start : starts) {
            for (auto byte = start; byte < start + head_bytes; ++byte) expect_found(lane, byte);
        }
    }
}

TEST_F(DamagedStore, IsFoundByVerifyWhenItIsCutShort) {
    for (const auto& lane : lanes_) {
        const auto whole = read_file(lane);
        const auto starts = frame_starts(lane);
        // Within the last frame, and so far that the last entries are gone whatever frame came
        // last.
        for (const auto end : {std::uint64_t{whole.size() - 1}, starts[1]}) {
            std::filesystem::resize_file(lane, end);
            const auto found = verify();
            EXPECT_EQ(found.exit_code, corrupt_code) << found.out;
            EXPECT_NE(found.error.find("entry "), std::string::npos) << found.error;
            std::ofstream(lane, std::ios::binary) << whole;
        }
    }
}

TEST_F(DamagedStore, IsNotOpenedWithTheKeysOfAnotherNode) {
    std::filesystem::copy(pair_.alpha.directory() + "/keys", copy_ + "/keys",
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    const auto status = run({entente_program(), "status", "--node", copy_});
    EXPECT_NE(status.exit_code, 0) << status.out;
    EXPECT_TRUE(status.error.starts_with("entente: ")) << status.error;
}

TEST_F(DamagedStore, GetsItsIndexBackFromTheRecord) {
    const auto list = [&] {
        return run({entente_program(), "list", "--node", pair_.bravo.directory(), "--limit",
                    "1000"})
            .out;
    };
    const auto before = list();
    const auto rebuilt = run({entente_program(), "rebuild", "--node", pair_.bravo.directory()});
    EXPECT_EQ(rebuilt.exit_code, 0) << rebuilt.error;
    EXPECT_EQ(list(), before);
    EXPECT_NE(before.find("identity--"), std::string::npos);
}

}  // namespace
}  // namespace entente::test
