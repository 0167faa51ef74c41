// What we export, checked by a program that has none of our code: tests/independent/verify.go, on
// golang.org/x/mod/sumdb (design 02-log section 8, invariant I25).
#include "tests/support/independent.h"

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

namespace files = std::filesystem;

/// Copies of the folder, each with one bit of one of its files flipped. Not of the policy: that is
/// what the verifier brings along and compares with the party cards.
std::vector<std::string> flipped_copies(const files::path& folder, int count) {
    std::mt19937 engine(7);
    std::vector<files::path> names;
    for (const auto& entry : files::directory_iterator(folder)) {
        if (entry.path().filename() != "policy") names.push_back(entry.path());
    }
    std::ranges::sort(names);
    std::vector<std::string> copies;
    for (int i = 0; i < count; ++i) {
        const auto copy = folder.string() + "-" + std::to_string(i);
        files::copy(folder, copy);
        const auto& name = names[static_cast<std::size_t>(i) % names.size()];
        auto content = content_of(name);
        const auto bit = engine() % (content.size() * 8);
        content[bit / 8] = static_cast<char>(content[bit / 8] ^ (1 << (bit % 8)));
        write_to(files::path(copy) / name.filename(), content);
        copies.push_back(copy);
    }
    return copies;
}

TEST(ExportedProof, IsAcceptedByAnIndependentProgramAndNoFlippedBitOfItIs) {
    if (!IndependentVerifier::can_be_built()) GTEST_SKIP() << "golang.org/x/mod is not installed";
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, bundle(300, 1));
    pair.alpha.must({"put", "-"}, note(R"(a man with a <pen> & a \"plan\", in 1999)"));
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    const files::path folder = pair.scratch / "proof";
    ASSERT_TRUE(comes_to_hold([&] {
        files::remove_all(folder);
        return pair.alpha.run({"prove", note_id, "-o", folder.string()}).exit_code == 0;
    }));
    const auto ours = [](const std::string& path) {
        return run({entente_program(), "proof", "verify", path});
    };
    EXPECT_THAT(ours(folder.string()).out, ::testing::HasSubstr("proved: entry"));
    const IndependentVerifier verifier(pair.scratch);
    EXPECT_EQ(verifier.verdicts({folder.string()}), "good " + folder.string() + "\n");

    const auto copies = flipped_copies(folder, 400);
    const auto verdicts = verifier.verdicts(copies);
    for (const auto& copy : copies) {
        EXPECT_FALSE(verdicts.contains("good " + copy + "\n")) << copy;
        EXPECT_NE(ours(copy).exit_code, 0) << copy;
    }
}

}  // namespace
}  // namespace entente::test
