// The main job, from outside: two processes, one channel, real input.
#include "json/value.h"
#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

TEST(TwoNodes, EndWithEqualFingerprintsThatVerifyOffline) {
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, bundle(40, 1));
    pair.bravo.must({"put", "-"}, bundle(30, 2));
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); })) << pair.alpha.log();
    EXPECT_EQ(pair.alpha.stop(), 0);
    EXPECT_EQ(pair.bravo.stop(), 0);
    const auto alpha = pair.alpha.must({"verify"});
    const auto bravo = pair.bravo.must({"verify"});
    const auto fingerprint_of = [](const std::string& text) {
        const auto at = text.find("fingerprint");
        return text.substr(at, text.find('\n', at) - at);
    };
    EXPECT_EQ(fingerprint_of(alpha), fingerprint_of(bravo));
}

TEST(TwoNodes, CanBothPutAsSoonAsTheLastHasJoined) {
    Pair pair;
    pair.alpha.start();
    pair.bravo.start();
    pair.alpha.must({"channel", "new", "Test", "--with", "BRAVO"});
    pair.bravo.must({"channel", "join", "Test"});
    pair.alpha.must({"put", "-"}, bundle(1, 1));
    pair.bravo.must({"put", "-"}, bundle(1, 2));
}

TEST(TwoNodes, ShowEachOthersObjectsAsTheyWereSigned) {
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, bundle(3, 1));
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    const std::string id = "identity--00000001-0000-4000-8000-000000000002";
    const auto at_alpha = pair.alpha.must({"show", id, "--json"});
    const auto at_bravo = pair.bravo.must({"show", id, "--json"});
    const auto entry_of = [](const std::string& text) {
        const auto document = json::Document::parse(text);
        const auto versions = document->root().member("versions")->elements();
        return std::string((*versions.begin()).member("entry")->as_string().value());
    };
    EXPECT_EQ(entry_of(at_alpha), entry_of(at_bravo));
}

TEST(TwoNodes, ShareWhatWasStix20AsStix21AndTellEachChange) {
    Pair pair;
    pair.found();
    const std::string id = "identity--00000009-0000-4000-8000-000000000002";
    const auto old = R"({"type":"bundle","id":"bundle--00000009-0000-4000-8000-000000000003",)"
                     R"("spec_version":"2.0","objects":[{"type":"identity","id":")" +
                     id +
                     R"(","created":"2021-09-08T00:00:00.000Z",)"
                     R"("modified":"2021-09-08T00:00:00.000Z","name":"Old",)"
                     R"("identity_class":"organization"}]})";
    const auto put = pair.alpha.run({"put", "-"}, old);
    EXPECT_EQ(put.exit_code, 0) << put.error;
    EXPECT_NE(put.out.find("1 objects sealed"), std::string::npos) << put.out;
    EXPECT_NE(put.error.find(id), std::string::npos) << put.error;
    EXPECT_NE(put.error.find("/spec_version"), std::string::npos) << put.error;
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    EXPECT_NE(pair.bravo.must({"show", id, "--json"}).find("spec_version"), std::string::npos);
    EXPECT_NE(pair.alpha.must({"put", "-"}, old).find("0 objects sealed, 1 unchanged"),
              std::string::npos);
}

TEST(TwoNodes, GiveReceiptsForWhatTheyHold) {
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, bundle(5, 1));
    EXPECT_TRUE(comes_to_hold([&] {
        const auto log = pair.alpha.run({"log", "--party", "ALPHA", "--from", "5"}).out;
        return log.find("receipted by BRAVO") != std::string::npos ||
               log.find("entangled with BRAVO") != std::string::npos;
    })) << pair.alpha.log();
}

TEST(TwoNodes, EndCleanlyWheneverTheyAreToldTo) {
    Pair pair;
    pair.found();
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(pair.alpha.stop(), 0) << pair.alpha.log();
        pair.alpha.start();
    }
}

TEST(TwoNodes, CatchUpAfterOneOfThemWasAway) {
    Pair pair;
    pair.found();
    ASSERT_EQ(pair.bravo.stop(), 0);
    pair.alpha.must({"put", "-"}, bundle(2'500, 1));
    pair.bravo.start();
    EXPECT_TRUE(comes_to_hold([&] { return pair.are_equal(); })) << pair.alpha.log();
}

}  // namespace
}  // namespace entente::test
