#include "stix/check_text.h"

#include "stix/vocabularies.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(const Property& property, std::string_view value) {
    const auto document = json::Document::parse(value);
    EXPECT_TRUE(document) << value;
    Report report;
    check_text(property, document->root(), "a rule", report);
    Lines lines;
    for (const auto& finding : report.take()) {
        lines.push_back(std::string(to_text(finding.level)) + " " + finding.message);
    }
    return lines;
}

TEST(Text, OutsideAnEnumerationIsRefused) {  // STIX 2.1 section 2.4
    const auto opinion = choice("opinion", opinion_enum);
    EXPECT_EQ(said(opinion, R"("agree")"), Lines{});
    EXPECT_EQ(said(opinion, R"("agre")"), Lines{"error \"agre\" is not one of its values"});
    EXPECT_EQ(said(opinion, R"("agree disagree")").size(), 1U);
    EXPECT_EQ(said(opinion, R"("")").size(), 1U);
    EXPECT_EQ(said(opinion, "1"), Lines{"error must be a string"});
}

TEST(Text, OutsideAnOpenVocabularyIsWarnedOf) {  // STIX 2.1 section 2.14
    const auto types = choice("tool_types", tool_type_ov);
    EXPECT_EQ(said(types, R"("exploitation")"), Lines{});
    EXPECT_EQ(said(types, R"("lamp")"), Lines{"warning \"lamp\" is not a word of tool-type-ov"});
    EXPECT_EQ(said(types, R"("Big_Lamp")").size(), 2U);
}

TEST(Text, OfBytesIsHexadecimalOrBase64) {  // STIX 2.1 sections 2.1 and 2.8
    EXPECT_EQ(said(hex("x_hex"), R"("00ff")"), Lines{});
    EXPECT_EQ(said(hex("x_hex"), R"("0FF0")"), Lines{"error must be hexadecimal in lower case"});
    EXPECT_EQ(said(property("x_bin", Type::binary), R"("aGk=")"), Lines{});
    EXPECT_EQ(said(property("x_bin", Type::binary), R"("aGk")"),
              Lines{"error must be base64 (RFC 4648)"});
}

TEST(Text, HasTheFormThatItsPropertyWants) {
    EXPECT_EQ(said(text("url").as(Form::url), R"("example.com")"),
              Lines{"error not a URL (RFC 3986)"});
    EXPECT_EQ(said(text("url").as(Form::url_reference), R"("example.com")"),
              Lines{"warning not a URL (RFC 3986)"});
    EXPECT_EQ(said(text("name_enc").as(Form::character_set), R"("Windows-1252")"), Lines{});
    EXPECT_EQ(said(text("name_enc").as(Form::character_set), R"("latin")"),
              Lines{"error not the name of a character set"});
    EXPECT_EQ(said(text("country").as(Form::country), R"("af")"), Lines{});
    EXPECT_EQ(said(text("country").as(Form::country), R"("xx")"),
              Lines{"warning not a country code"});
    EXPECT_EQ(said(text("mime_type").as(Form::mime_type), R"("bla/bla")"),
              Lines{"warning not a media type of the IANA registry"});
    EXPECT_EQ(said(text("phase_name").as(Form::lowercase_dashed), R"("Some thing")"),
              Lines{"warning should be in lower case, with hyphens between words"});
}

}  // namespace
}  // namespace entente::stix
