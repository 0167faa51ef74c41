// `entente evidence verify`: from the files alone. The files are those of tests/fuzz/corpus.
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/value.h"
#include "tests/cli/screen.h"
#include "tests/support/scratch.h"

namespace entente::cli::test {
namespace {

using ::testing::HasSubstr;

class EvidenceFiles : public ::testing::Test {
protected:
    static std::string corpus(const std::string& name) {
        return std::string(ENTENTE_SOURCE_DIR) + "/tests/fuzz/corpus/evidence/" + name;
    }

    entente::test::Scratch scratch_;
    Screen screen_;
};

TEST_F(EvidenceFiles, SayWhatTheyProveAndWhatNot) {
    ASSERT_TRUE(run(EvidenceVerify{.files = {corpus("fork"), corpus("one_size")}, .is_json = false},
                    screen_.terminal));
    EXPECT_THAT(screen_.out(), HasSubstr(corpus("fork") + ": proved: party "));
    EXPECT_THAT(screen_.out(), HasSubstr("signed size 4 root "));
    EXPECT_THAT(screen_.out(), HasSubstr("and size 6 root "));
    EXPECT_THAT(screen_.out(), HasSubstr("these cannot belong to one log"));
    EXPECT_THAT(screen_.out(), HasSubstr("Not proved: whose hand it was"));
}

TEST_F(EvidenceFiles, AreToldAsJson) {
    ASSERT_TRUE(run(EvidenceVerify{.files = {corpus("fork")}, .is_json = true}, screen_.terminal));
    const auto document = json::Document::parse(screen_.out()).value();
    const auto files = document.root().member("files")->elements();
    ASSERT_EQ(files.size(), 1U);
    EXPECT_TRUE((*files.begin()).member("proved")->as_bool().value());
    const auto evidence = (*files.begin()).member("evidence").value();
    EXPECT_EQ(evidence.member("kind")->as_string().value(), "fork");
    EXPECT_EQ(evidence.member("smaller")->member("size")->as_integer().value(), 4);
}

// The other files are looked at all the same; the exit code tells of the first that proves nothing.
TEST_F(EvidenceFiles, AreEachLookedAtAndTheFirstBadOneIsTheError) {
    auto damaged = read_input(corpus("fork"), limits::evidence_bytes_max).value();
    damaged[damaged.find("prefix_root") + 20] ^= 1;
    const auto path = scratch_ / "damaged.json";
    ASSERT_TRUE(write_output(path, damaged));
    const auto result =
        run(EvidenceVerify{.files = {path, corpus("fork")}, .is_json = false}, screen_.terminal);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::invalid);
    EXPECT_THAT(screen_.out(), HasSubstr(path + ": proves nothing: "));
    EXPECT_THAT(screen_.out(), HasSubstr(corpus("fork") + ": proved"));
    // A card that is not one: nothing binds the cosigner's key to a party.
    EXPECT_FALSE(run(EvidenceVerify{.files = {corpus("double_cosign")}, .is_json = false},
                     screen_.terminal));
}

}  // namespace
}  // namespace entente::cli::test
