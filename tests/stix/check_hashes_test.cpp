#include "stix/check_hashes.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string file_with(std::string_view hashes) {
    return observable_of("file", R"("hashes":{)" + std::string(hashes) + "}");
}

std::string hash(std::string_view name, std::size_t digits) {
    return "\"" + std::string(name) + "\":\"" + std::string(digits, 'a') + "\"";
}

TEST(Hashes, HaveTheDigitsOfTheirAlgorithm) {  // STIX 2.1 sections 2.7, 10.7
    const std::pair<const char*, std::size_t> algorithms[] = {
        {"MD5", 32},      {"SHA-1", 40},     {"SHA-256", 64}, {"SHA-512", 128},
        {"SHA3-256", 64}, {"SHA3-512", 128}, {"TLSH", 70}};
    for (const auto& [name, digits] : algorithms) {
        const auto pointer = "/hashes/" + std::string(name);
        EXPECT_EQ(errors(file_with(hash(name, digits))), Lines{}) << name;
        EXPECT_EQ(errors(file_with(hash(name, digits - 1))),
                  Lines{pointer + ": no value of this algorithm"});
        EXPECT_EQ(errors(file_with("\"" + std::string(name) + "\":1")),
                  Lines{pointer + ": a hash must be a string"});
    }
    EXPECT_EQ(errors(file_with(R"("MD5":"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")")),
              Lines{"/hashes/MD5: no value of this algorithm"});
}

TEST(Hashes, OfSsdeepHaveThreeParts) {  // STIX 2.1 sections 2.7, 10.7
    EXPECT_EQ(
        errors(file_with(R"("SSDEEP":"96:KQhaGCVZGhr83h3bc0ok3892m12wzgnH5w2pw:FIVkH4x73h")")),
        Lines{});
    for (const auto* value : {"", "96:abc", ":a:b", "x:a:b", "96:a-:b"}) {
        EXPECT_EQ(errors(file_with(R"("SSDEEP":")" + std::string(value) + "\"")),
                  Lines{"/hashes/SSDEEP: no value of this algorithm"});
    }
}

TEST(Hashes, HaveNamesOfThreeTo250Characters) {  // STIX 2.1 section 2.7
    EXPECT_EQ(errors(file_with(R"("x_acme-1":"any")")), Lines{});
    EXPECT_EQ(findings(file_with(R"("x_acme-1":"any")"), Level::warning)[0],
              "/hashes/x_acme-1: an algorithm that the vocabulary does not have");
    for (const auto& name : {std::string("ab"), std::string(251, 'a'), std::string("a b")}) {
        EXPECT_EQ(errors(file_with("\"" + name + "\":\"x\"")),
                  Lines{"/hashes/" + name + ": not the name of a hash algorithm"});
    }
}

TEST(Hashes, ShouldHaveSha256) {  // STIX 2.1 section 2.7: told to those who want to know it all
    EXPECT_EQ(findings(file_with(hash("SHA-256", 64)), Level::info), Lines{});
    const auto document = json::Document::parse(file_with(hash("MD5", 32)));
    ASSERT_TRUE(document);
    const auto all = validate(document->root(), Strictness::strict);
    EXPECT_TRUE(std::ranges::any_of(
        all, [](const Finding& finding) { return finding.message == "without SHA-256"; }));
}

}  // namespace
}  // namespace entente::stix
