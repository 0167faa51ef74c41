// A writer that tells two readers two histories, from outside: three processes, real links.
#include <filesystem>

#include "json/value.h"
#include "tests/e2e/trio.h"
#include "tests/support/independent.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// ALPHA will tell the others two histories.
class ForkingAlpha : public ::testing::Test, protected Trio {
protected:
    void SetUp() override { found(); }

    /// Puts what stands at `from` in the place of ALPHA's directory and fence.
    void copy_alpha(const std::string& from, const std::string& to) const {
        for (const auto* end : {"", ".fence"}) {
            fs::remove_all(to + end);
            fs::copy(from + end, to + end, fs::copy_options::recursive);
        }
    }

    /// ALPHA puts objects that only `reader` gets; then neither runs.
    void tell(TestNode& reader, const std::string& objects) {
        alpha_.start();
        reader.start();
        alpha_.must({"put", "-"}, objects);
        EXPECT_TRUE(comes_to_hold([&] { return agree(alpha_, reader); }))
            << alpha_.log() << reader.log();
        EXPECT_EQ(alpha_.stop(), 0);
        EXPECT_EQ(reader.stop(), 0);
    }

    void fork() {
        for (auto* node : all()) EXPECT_EQ(node->stop(), 0) << node->log();
        const auto copy = scratch_ / "copy";
        copy_alpha(alpha_.directory(), copy);
        tell(bravo_, bundle(3, 1));
        copy_alpha(copy, alpha_.directory());
        tell(charlie_, bundle(5, 2));
    }

    static std::vector<std::string> evidence_of(const TestNode& node) {
        std::vector<std::string> files;
        const auto folder = node.directory() + "/evidence";
        if (!fs::exists(folder)) return files;
        for (const auto& file : fs::directory_iterator(folder)) {
            if (file.path().extension() == ".json") files.push_back(file.path());
        }
        return files;
    }

    /// Invariant I25.
    void expect_independently_proved(const std::string& file) const {
        if (!IndependentVerifier::can_be_built()) return;  // tests/e2e/independent_test.cpp says so
        const IndependentVerifier verifier(scratch_);
        EXPECT_EQ(verifier.verdicts({file}), "good " + file + "\n");
        const auto content = content_of(file);
        std::vector<std::string> copies;
        for (std::size_t at = 0; at < content.size(); at += 7) {
            auto changed = content;
            changed[at] = changed[at] == 'x' ? 'y' : 'x';
            copies.push_back(scratch_ / ("changed-" + std::to_string(at) + ".json"));
            write_to(copies.back(), changed);
        }
        const auto verdicts = verifier.verdicts(copies);
        // Where the two agree is told beside what is proved, and checked by us alone.
        const auto common = content.find(R"("common":)");
        for (std::size_t i = 0; i < copies.size(); ++i) {
            const auto at = i * 7;
            if (at >= common && at < content.find(R"("kind":)")) continue;
            EXPECT_FALSE(verdicts.contains("good " + copies[i] + "\n")) << at;
        }
    }
};

// Design 02-log section 4.8; attack 3; invariants I7, I15 and I17.
TEST_F(ForkingAlpha, IsExposedByItsReadersWhoFreezeAndHoldTheProof) {
    fork();
    bravo_.start();
    charlie_.start();
    for (const auto* node : {&bravo_, &charlie_}) {
        ASSERT_TRUE(comes_to_hold([&] { return evidence_of(*node).size() == 1; }))
            << bravo_.log() << charlie_.log();
        ASSERT_TRUE(comes_to_hold([&] { return node->log().find("ALARM") != std::string::npos; }));
        const auto status = node->must({"status"});
        EXPECT_THAT(status, HasSubstr("ALARM  ALPHA has signed two different histories of lane"));
        EXPECT_THAT(status, HasSubstr("Not certain:"));
        EXPECT_THAT(status, HasSubstr("entente evidence verify evidence/"));
        EXPECT_THAT(node->must({"evidence", "list"}), HasSubstr("frozen"));
        const auto file = evidence_of(*node).front();
        const auto verified = test::run({entente_program(), "evidence", "verify", file});
        EXPECT_EQ(verified.exit_code, 0) << verified.error;
        EXPECT_THAT(verified.out, HasSubstr("proved"));
    }
    // Whoever dialled knows where the two part: the opening is entry 0, ALPHA's objects come next.
    EXPECT_TRUE(comes_to_hold([&] {
        return (bravo_.must({"status"}) + charlie_.must({"status"})).find("differ from entry") !=
               std::string::npos;
    }));
    // ALPHA, once more in the history that CHARLIE knows, hears of it and writes no more.
    alpha_.start();
    EXPECT_TRUE(comes_to_hold([&] { return !evidence_of(alpha_).empty(); })) << alpha_.log();
    EXPECT_NE(alpha_.run({"put", "-"}, bundle(1, 3)).exit_code, 0);
    expect_independently_proved(evidence_of(bravo_).front());
    // A crash does not thaw it; the offline audit tells it, too.
    bravo_.kill();
    const auto audit = bravo_.run({"verify"});
    EXPECT_EQ(audit.exit_code, 6) << audit.error;
    EXPECT_THAT(audit.out, HasSubstr("ALARM  ALPHA has signed two different histories"));
    bravo_.start();
    EXPECT_THAT(bravo_.must({"status"}), HasSubstr("ALARM  ALPHA"));
    // The operator decides.
    const auto list = bravo_.must({"evidence", "list", "--json"});
    const auto document = json::Document::parse(list);
    const auto disputes = document->root().member("disputes")->elements();
    const auto lane = std::string((*disputes.begin()).member("lane")->as_string().value());
    EXPECT_EQ(bravo_.run({"resolve", lane.substr(0, 7), "--reason", "why"}).exit_code, 4);
    bravo_.must({"resolve", lane.substr(0, 8), "--reason", "ALPHA's disk was restored"});
    const auto resolved = bravo_.must({"status"});
    EXPECT_THAT(resolved, HasSubstr("NOTE  ALPHA has signed two different histories"));
    EXPECT_THAT(resolved, HasSubstr("ALPHA's disk was restored"));
    EXPECT_EQ(bravo_.stop(), 0);
    EXPECT_EQ(bravo_.run({"verify"}).exit_code, 0);
}

TEST(EvidenceVerify, RefusesWhatProvesNothing) {
    const Scratch scratch;
    const auto verify = [](const std::string& file) {
        return test::run({entente_program(), "evidence", "verify", file});
    };
    EXPECT_EQ(verify(scratch / "none.json").exit_code, 4);
    const auto empty = test::run({entente_program(), "evidence", "verify", "-"}, "{}");
    EXPECT_EQ(empty.exit_code, 3);
    EXPECT_THAT(empty.out, HasSubstr("proves nothing"));
}

}  // namespace
}  // namespace entente::test
