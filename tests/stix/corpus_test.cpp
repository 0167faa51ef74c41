// Real and published STIX, whole: what others write must pass, and what passes must stay the same.
#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "json/canonical.h"
#include "json/stream.h"
#include "stix/bundle.h"
#include "stix/parse.h"
#include "stix/validate.h"
#include "tests/stix/unpack.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix {
namespace {

/// What a corpus holds, and the errors in it by rule and message.
struct Tally {
    std::uint64_t objects = 0;
    std::uint64_t with_errors = 0;
    std::uint64_t bundles = 0;
    std::map<std::string, int> errors = {};
    json::Parser parser = {};

    Result<void> take(const json::Piece& piece) {
        if (piece.kind == json::Piece::Kind::bundle) {
            ++bundles;
            return check_bundle(piece.text);
        }
        const auto object = TRY(parse(parser, piece.text));
        ++objects;
        const auto has_error = std::ranges::count(object.findings(), Level::error, &Finding::level);
        if (has_error != 0) ++with_errors;
        for (const auto& finding : object.findings()) {
            if (finding.level != Level::error) continue;
            ++errors[object.type() + " " + finding.pointer + ": " + finding.message];
        }
        EXPECT_TRUE(json::check_canonical(object.canonical()));
        return {};
    }

    [[nodiscard]] std::string text() const {
        std::ostringstream out;
        out << with_errors << " of " << objects << " objects with errors\n";
        for (const auto& [error, count] : errors) out << count << " x " << error << '\n';
        return out.str();
    }
};

void read_packed(const std::string& path, Tally& tally) {
    json::ObjectStream stream;
    unpack(path, [&](ByteView chunk) {
        const auto fed =
            stream.feed(chunk, [&](const json::Piece& piece) { return tally.take(piece); });
        ASSERT_TRUE(fed) << to_line(fed.error());
    });
    EXPECT_TRUE(stream.finish());
}

TEST(Corpus, AllOfEnterpriseAttackIsValid) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/mitre-attack/enterprise-attack-18.1-stix21.json.gz");
    Tally tally;
    read_packed(path, tally);
    EXPECT_EQ(tally.objects, 24'771U);
    EXPECT_EQ(tally.bundles, 1U);
    EXPECT_EQ(tally.with_errors, 0U) << tally.text();
}

TEST(Corpus, AllOfMobileAttackIsValid) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/mitre-attack/mobile-attack-17.1.json.gz");
    Tally tally;
    read_packed(path, tally);
    EXPECT_EQ(tally.objects, 2'148U);
    EXPECT_EQ(tally.with_errors, 0U) << tally.text();
}

TEST(Corpus, CapecIsValidButForOneObjectWithEmptyLists) {  // STIX 2.1 section 2.12
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/capec/capec-stix21.json.gz");
    Tally tally;
    read_packed(path, tally);
    EXPECT_EQ(tally.objects, 2'683U);
    EXPECT_EQ(tally.with_errors, 1U) << tally.text();
}

TEST(Corpus, ThePublishedExamplesAreValid) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/oasis-stix2-json-schemas/examples");
    Tally tally;
    for (const auto& file : std::filesystem::recursive_directory_iterator(path)) {
        if (file.path().extension() != ".json") continue;
        json::ObjectStream stream;
        const auto text = test::read_file(file.path().string());
        const auto fed = stream.feed(text, [&](const auto& piece) { return tally.take(piece); });
        ASSERT_TRUE(fed) << file.path() << ": " << to_line(fed.error());
    }
    EXPECT_EQ(tally.objects, 260U);  // as the OASIS validator counts them
    EXPECT_EQ(tally.with_errors, 0U) << tally.text();
}

TEST(Corpus, TheExamplesInTheStandardAreValid) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/stix21-spec-examples/spec-json-blocks.jsonl");
    Tally tally;
    std::istringstream lines(test::read_file(path));
    for (std::string line; std::getline(lines, line);) {
        const auto block = json::Document::parse(line);
        ASSERT_TRUE(block);
        const auto text = json::canonical(*block->root().member("json"));
        if (!text || (!text->starts_with('{') && !text->starts_with('['))) continue;
        json::ObjectStream stream;
        // Some blocks are parts of objects, without type or id: those are no objects to count.
        static_cast<void>(
            stream.feed(*text, [&](const auto& piece) { return tally.take(piece); }).has_value());
    }
    // The nine are slips of the document: "file-1389...", two indicators without pattern_type, an
    // observed-data and a custom object as STIX 2.0 had them, a "property_extension", and three
    // times a payload_bin that ends in "...".
    EXPECT_EQ(tally.objects, 170U);
    EXPECT_EQ(tally.with_errors, 9U) << tally.text();
}

}  // namespace
}  // namespace entente::stix
