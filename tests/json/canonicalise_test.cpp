#include <filesystem>

#include "json/canonical.h"
#include "json/value.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::json {
namespace {

std::string arbitrary_string() {
    const auto piece = rc::gen::element<std::string>(
        "a", "b", "\\n", "\\u0000", "\\\"", "\\/", "\\u00e9", "\xC3\xA9", "\\ud83d\\ude02",
        "\xF0\x9F\x98\x82", "\xEF\xAC\xB3", "\\ufb33", "longer than eight bytes");
    std::string text;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
    return "\"" + text + "\"";
}

std::string arbitrary_space() {
    return *rc::gen::element<std::string>("", "", " ", "\n\t", "\r\n  ");
}

std::string arbitrary_scalar() {
    const auto word =
        rc::gen::element<std::string>("true", "false", "null", "0", "-0", "1.50", "1e3", "-12E-2",
                                      "9007199254740991", "1e30", "0.1e-8");
    return *rc::gen::inRange(0, 2) == 0 ? *word : arbitrary_string();
}

/// JSON text in no particular form; its names may repeat.
std::string arbitrary_json(int depth_max) {
    if (depth_max == 0) return arbitrary_scalar();
    const bool is_object = *rc::gen::arbitrary<bool>();
    const int count = *rc::gen::inRange(0, 5);
    std::string text = is_object ? "{" : "[";
    for (int i = 0; i < count; ++i) {
        if (i > 0) text += ",";
        text += arbitrary_space();
        if (is_object) text += arbitrary_string() + arbitrary_space() + ":" + arbitrary_space();
        text += arbitrary_json(*rc::gen::inRange(0, depth_max)) + arbitrary_space();
    }
    return text + (is_object ? "}" : "]");
}

RC_GTEST_PROP(Canonicalise, GivesWhatTheCheckerAccepts, ()) {
    const auto canonical = canonicalise(arbitrary_json(3));
    RC_PRE(canonical.has_value());  // a name may have come twice
    RC_ASSERT(check_canonical(canonical.value()).has_value());
    RC_ASSERT(canonicalise(canonical.value()).value() == canonical.value());
}

RC_GTEST_PROP(Canonicalise, LeavesAloneExactlyWhatTheCheckerAccepts, ()) {
    auto text = arbitrary_json(2);
    if (!text.empty() && *rc::gen::arbitrary<bool>()) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text[at] = *rc::gen::element('{', '}', '"', ',', ':', '0', '\\', ' ', 'e', '.');
    }
    const auto canonical = canonicalise(text);
    const bool is_left_alone = canonical.has_value() && canonical.value() == text;
    RC_ASSERT(check_canonical(text).has_value() == is_left_alone);
}

TEST(Canonicalise, GivesThePublishedForms) {  // the test data of RFC 8785
    ENTENTE_SHARED_OR_SKIP(path, "data/log/jcs");
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(path + "/input")) {
        const auto name = file.path().filename().string();
        auto expected = test::read_file(path + "/output/" + name);
        while (expected.ends_with('\n')) expected.pop_back();
        const auto canonical = canonicalise(test::read_file(file.path().string()));
        ASSERT_TRUE(canonical) << name << ": " << to_line(canonical.error());
        EXPECT_EQ(*canonical, expected) << name;
        EXPECT_TRUE(check_canonical(*canonical)) << name;
        ++count;
    }
    EXPECT_EQ(count, 6);
}

TEST(Canonicalise, RefusesIntegersThatOthersWouldRound) {  // RFC 7493 section 2.2
    for (const auto* number : {"9007199254740992", "-9007199254740992", "18446744073709551615",
                               "1e17", "100000000000000000000", "9007199254740993.0"}) {
        const auto refused = canonicalise(R"({"a":[0,)" + std::string(number) + "]}");
        ASSERT_FALSE(refused) << number;
        EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
    }
    EXPECT_EQ(canonicalise(R"({"a":[0,1e17]})").error().where, "/a/1");
    EXPECT_EQ(canonicalise("[-0,-0.0,1E30]").value(), "[0,0,1e+30]");
}

TEST(Canonicalise, RefusesAMemberThatIsThereTwice) {  // RFC 7493 section 2.3
    const auto refused = canonicalise(R"({"a":1, "b":2, "\u0061":3})");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "byte 15");
}

TEST(Canonicalise, GivesTheFormOfAPartOfADocument) {
    const auto document = Document::parse(R"({"x": {"b": 1.0, "a": [ ]}})");
    ASSERT_TRUE(document);
    EXPECT_EQ(canonical(*document).value(), R"({"x":{"a":[],"b":1}})");
    EXPECT_EQ(canonical(*document->root().member("x")).value(), R"({"a":[],"b":1})");
}

}  // namespace
}  // namespace entente::json
