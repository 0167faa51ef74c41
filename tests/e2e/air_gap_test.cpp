// Two nodes that never meet: no server runs, files are carried by hand (design 02-log
// section 3.11).
#include <fstream>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

class AirGap : public ::testing::Test {
protected:
    /// A bundle made by one, its path.
    std::string made(const TestNode& from, const std::string& to,
                     const std::vector<std::string>& more = {}) {
        const auto path = pair_.scratch / ("bundle-" + std::to_string(++bundles_));
        std::vector<std::string> command = {"bundle", "export", "--to", to, "-o", path};
        command.insert(command.end(), more.begin(), more.end());
        from.must(command);
        return path;
    }

    void carry(const TestNode& from, const TestNode& to) {
        to.must({"bundle", "import", made(from, to.name())});
    }

    void found() {
        pair_.alpha.must({"channel", "new", "By hand", "--with", "BRAVO"});
        carry(pair_.alpha, pair_.bravo);
        pair_.bravo.must({"channel", "join", "By hand"});
        carry(pair_.bravo, pair_.alpha);
    }

    Pair pair_;
    int bundles_ = 0;
};

TEST_F(AirGap, IsCrossedByBundlesAlone) {
    found();
    pair_.alpha.must({"put", "-"}, bundle(30, 1));
    pair_.bravo.must({"put", "-"}, bundle(20, 2));
    carry(pair_.alpha, pair_.bravo);
    carry(pair_.bravo, pair_.alpha);  // with the receipts for what came
    carry(pair_.alpha, pair_.bravo);
    EXPECT_TRUE(pair_.are_equal());
    for (const auto* node : {&pair_.alpha, &pair_.bravo}) {
        const auto said = node->must({"verify"});
        EXPECT_THAT(said, ::testing::HasSubstr("receipts by ALPHA"));
        EXPECT_THAT(said, ::testing::HasSubstr("receipts by BRAVO"));
    }
}

TEST_F(AirGap, AndALinkMayBothBeUsed) {
    found();
    pair_.alpha.must({"put", "-"}, bundle(10, 1));
    const auto late = made(pair_.alpha, "BRAVO");
    pair_.alpha.start();
    pair_.bravo.start();
    ASSERT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
    const auto said = pair_.bravo.must({"bundle", "import", late});  // by the running node
    EXPECT_THAT(said, ::testing::HasSubstr("0 new entries from ALPHA"));
    EXPECT_EQ(pair_.alpha.stop(), 0);
    EXPECT_EQ(pair_.bravo.stop(), 0);
}

TEST_F(AirGap, InspectNeedsNoNode) {
    const auto path = made(pair_.alpha, "BRAVO");
    const auto card = pair_.scratch / "sender.card";
    pair_.alpha.must({"peer", "card", "-o", card});
    const auto elsewhere = pair_.scratch / "nowhere";
    const auto said =
        run({ENTENTE_PROGRAM, "bundle", "inspect", path, "--card", card, "--node", elsewhere});
    EXPECT_EQ(said.exit_code, 0) << said.error;
    EXPECT_THAT(said.out, ::testing::HasSubstr("signed by its sender's bundle key"));
    const auto unsigned_ = run({ENTENTE_PROGRAM, "bundle", "inspect", path, "--node", elsewhere});
    EXPECT_THAT(unsigned_.out, ::testing::HasSubstr("signature NOT checked"));
}

TEST_F(AirGap, TellsABadBundlePlainly) {
    const auto import = [&](const std::string& path) {
        const auto said = pair_.bravo.run({"bundle", "import", path});
        EXPECT_NE(said.exit_code, 0);
        return said.error;
    };
    const auto path = made(pair_.alpha, "BRAVO");
    EXPECT_THAT(import(ENTENTE_SOURCE_DIR "/README.md"),
                ::testing::HasSubstr("not a member of an archive in our form"));
    EXPECT_THAT(import(pair_.scratch / "nothing"), ::testing::HasSubstr("there is no such file"));
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 2'000);
    EXPECT_THAT(import(path), ::testing::HasSubstr("the archive is cut short"));
    EXPECT_NE(pair_.alpha.run({"bundle", "export", "--to", "ALPHA"}).exit_code, 0);
    EXPECT_NE(pair_.alpha.run({"bundle", "export", "--to", "NOBODY"}).exit_code, 0);
    EXPECT_EQ(pair_.bravo.run({"status"}).exit_code, 0);
}

}  // namespace
}  // namespace entente::test
