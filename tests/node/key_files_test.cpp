#include "node/key_files.h"

#include <filesystem>
#include <fstream>

#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

namespace entente::node {
namespace {

class KeyFiles : public ::testing::Test {
protected:
    void SetUp() override {
        auto created = create_keys(*disk, directory, Instant(0), random);
        ASSERT_TRUE(created.has_value()) << to_line(created.error());
        public_root = created->root.public_key();
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(directory + "/" + name, std::ios::binary) << text;
    }

    entente::test::Scratch scratch;
    std::string directory = scratch / "keys";
    std::unique_ptr<host::Disk> disk = host::make_system_disk();
    host::SystemRandom random;
    crypto::PublicKey public_root{};
};

TEST_F(KeyFiles, AreReadBackAsTheyWereMade) {
    const auto loaded = load_keys(*disk, directory);
    ASSERT_TRUE(loaded.has_value()) << to_line(loaded.error());
    EXPECT_EQ(loaded->root.public_key(), public_root);
}

TEST_F(KeyFiles, AreForTheirOwnerAlone) {
    for (const auto& file : std::filesystem::directory_iterator(directory)) {
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        EXPECT_EQ(file.status().permissions() & others, std::filesystem::perms::none)
            << file.path();
    }
}

TEST_F(KeyFiles, AreNotMadeAnewOverOthers) {
    const auto again = create_keys(*disk, directory, Instant(0), random);
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_EQ(load_keys(*disk, directory)->root.public_key(), public_root);
}

TEST_F(KeyFiles, ThatAreMissingAreNamed) {
    std::filesystem::remove(directory + "/log");
    const auto loaded = load_keys(*disk, directory);
    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().kind, ErrorKind::not_found);
    EXPECT_NE(loaded.error().where.find("keys/log"), std::string::npos);
}

TEST_F(KeyFiles, ThatAreDamagedAreNamedWithoutWhatTheyHold) {
    const auto whole = entente::test::read_file(directory + "/root");
    const auto secret = whole.substr(whole.find('\n') + 1, 8);
    for (const auto& damaged : {std::string(), whole.substr(0, whole.size() - 2), whole + "x",
                                "entente/v1 key log" + whole.substr(whole.find('\n'))}) {
        write("root", damaged);
        const auto loaded = load_keys(*disk, directory);
        ASSERT_FALSE(loaded.has_value()) << damaged.size();
        EXPECT_EQ(loaded.error().kind, ErrorKind::corrupt);
        const auto line = to_line(loaded.error());
        EXPECT_NE(line.find("keys/root"), std::string::npos) << line;
        EXPECT_EQ(line.find(secret), std::string::npos) << line;
    }
}

}  // namespace
}  // namespace entente::node
