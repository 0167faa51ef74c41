// A node that was restored from a backup: real processes, design 02-log section 4.6.
#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

namespace files = std::filesystem;

class Restored : public ::testing::Test {
protected:
    Restored() {
        pair_.found();
        pair_.alpha.must({"put", "-"}, bundle(10, 1));
        EXPECT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
        EXPECT_EQ(pair_.alpha.stop(), 0);
        files::copy(pair_.alpha.directory(), backup(), files::copy_options::recursive);
        pair_.alpha.start();
        pair_.alpha.must({"put", "-"}, bundle(10, 2));
        EXPECT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
        EXPECT_EQ(pair_.alpha.stop(), 0);
        files::remove_all(pair_.alpha.directory());
        files::rename(backup(), pair_.alpha.directory());
    }

    [[nodiscard]] files::path backup() const { return pair_.scratch / "backup"; }

    void expect_stopped() {
        const auto put = pair_.alpha.run({"put", "-"}, bundle(1, 3));
        EXPECT_EQ(put.exit_code, 5) << put.error;
        EXPECT_THAT(put.error, ::testing::HasSubstr("restored from a backup"));
        EXPECT_THAT(pair_.alpha.must({"status"}), ::testing::HasSubstr("WARNING"));
    }

    void expect_goes_on() {
        pair_.alpha.must({"put", "-"}, bundle(5, 4));
        EXPECT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
        pair_.alpha.must({"verify"});
        pair_.bravo.must({"verify"});
    }

    Pair pair_;
};

TEST_F(Restored, TakesItsEntriesBackFromItsPeer) {
    expect_stopped();
    EXPECT_EQ(pair_.alpha.run({"recover"}).exit_code, 7);
    pair_.alpha.start();
    EXPECT_TRUE(comes_to_hold([&] { return pair_.alpha.run({"recover"}).exit_code == 0; }));
    expect_goes_on();
}

TEST_F(Restored, WithItsFenceLostTooHearsItsPeerFirst) {
    files::remove_all(pair_.alpha.directory() + ".fence");
    expect_stopped();
    const auto refused = pair_.alpha.run({"recover"});
    EXPECT_EQ(refused.exit_code, 7);
    EXPECT_THAT(refused.error, ::testing::HasSubstr("BRAVO"));
    pair_.alpha.start();
    EXPECT_TRUE(comes_to_hold([&] { return pair_.alpha.run({"recover"}).exit_code == 0; }));
    expect_goes_on();
}

TEST_F(Restored, TakesItsEntriesBackByHand) {
    EXPECT_EQ(pair_.bravo.stop(), 0);
    const auto path = pair_.scratch / "whole.entente";
    pair_.bravo.must({"bundle", "export", "--to", "ALPHA", "--contents", "everything", "-o", path});
    pair_.alpha.must({"bundle", "import", path});
    pair_.alpha.must({"recover"});
    pair_.bravo.start();
    pair_.alpha.start();
    expect_goes_on();
}

}  // namespace
}  // namespace entente::test
