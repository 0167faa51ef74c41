#include "age/header.h"

#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

const std::string code = "--- " + std::string(42, 'A') + "A\n";
const std::string first = "age-encryption.org/v1\n";

TEST(AgeHeader, IsReadAsItIsWritten) {
    const auto text = first + "-> X25519 abc\nAAAA\n-> other-type a b c\n\n" + code;
    const auto header = parse_header(text);
    ASSERT_TRUE(header) << to_line(header.error());
    ASSERT_EQ(header->stanzas.size(), 2);
    EXPECT_EQ(header->stanzas[0].arguments, (std::vector<std::string>{"X25519", "abc"}));
    EXPECT_EQ(header->stanzas[0].body, std::string(3, '\0'));
    EXPECT_EQ(header->stanzas[1].body, "");
    EXPECT_EQ(to_text(*header), text);
}

TEST(AgeHeader, IsRefusedAtItsLine) {
    const struct {
        std::string text;
        const char* where;
    } rows[] = {
        {"age-encryption.org/v2\n" + code, "line 1"},
        {first + code, "line 2"},
        {first + "-> \n\n" + code, "line 2"},
        {first + "-> a  b\n\n" + code, "line 2"},
        {first + "-> a\nAAA=\n" + code, "line 3"},
        {first + "-> a\nAB\n" + code, "line 3"},
        {first + "-> a\n" + std::string(65, 'A') + "\n" + code, "line 3"},
        {first + "-> a\n\n---\n", "line 4"},
        {first + "-> a\n\n" + code + "x", "line 4"},
        {first + "-> a\n\n--- AAAA\n", "line 4"},
        {first + "-> a\n\n" + code.substr(0, 20), "line 4"},
        {first + "-> a\r\n\r\n" + code, "line 2"},
    };

    for (const auto& [text, where] : rows) {
        const auto header = parse_header(text);
        ASSERT_FALSE(header) << text;
        EXPECT_NE(header.error().where.find(where), std::string::npos)
            << text << to_line(header.error());
    }
}

TEST(AgeHeader, EndsBehindItsCode) {
    const auto text = first + "-> a\n\n" + code;
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_EQ(find_header_end(text.substr(0, size)).value(), std::nullopt) << size;
    }
    EXPECT_EQ(find_header_end(text + "\n--- more\n").value(), text.size());
}

TEST(AgeHeader, IsNotLookedForWithoutEnd) {
    EXPECT_FALSE(find_header_end("age-encryption.org/x"));
    EXPECT_FALSE(find_header_end("b"));
    EXPECT_FALSE(find_header_end(first + std::string(header_bytes_max, 'a')));
}

RC_GTEST_PROP(AgeHeader, OfAnyStanzasIsReadBack, ()) {
    const auto argument =
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(char{33}, char{127})));
    Header header{.stanzas = {}, .code = {}};
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
        Stanza stanza;
        for (int k = *rc::gen::inRange(1, 4); k > 0; --k) stanza.arguments.push_back(*argument);
        stanza.body = *rc::gen::arbitrary<std::string>();
        header.stanzas.push_back(std::move(stanza));
    }
    const auto text = to_text(header);
    const auto again = parse_header(text);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == header);
    RC_ASSERT(find_header_end(text).value() == text.size());
}

}  // namespace
}  // namespace entente::age
