#include "json/value.h"

#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

Document document(ByteView text) {
    auto parsed = Document::parse(text);
    EXPECT_TRUE(parsed) << to_line(parsed.error());
    return std::move(parsed).value();
}

TEST(Value, KnowsItsKind) {
    const auto array = document(R"([null, true, -1, 18446744073709551615, 1.5, "a", [], {}])");
    std::vector<Kind> kinds;
    for (const auto& value : array.root().elements()) kinds.push_back(value.kind());
    EXPECT_EQ(kinds, (std::vector<Kind>{Kind::null, Kind::boolean, Kind::integer, Kind::integer,
                                        Kind::number, Kind::string, Kind::array, Kind::object}));
}

TEST(Value, GivesWhatItHolds) {
    const auto object = document(R"({"s":"a\u0000b\n","i":-9007199254740991,"d":0.5,"b":false})");
    EXPECT_EQ(object.root().member("s")->as_string().value(), std::string_view("a\0b\n", 4));
    EXPECT_EQ(object.root().member("i")->as_integer().value(), -9007199254740991);
    EXPECT_EQ(object.root().member("d")->as_number().value(), 0.5);
    EXPECT_EQ(object.root().member("i")->as_number().value(), -9007199254740991.0);
    EXPECT_EQ(object.root().member("b")->as_bool().value(), false);
    EXPECT_FALSE(object.root().member("none"));
    EXPECT_FALSE(object.root().member("s")->member("s"));
}

TEST(Value, RefusesToBeWhatItIsNotWithAPointer) {
    const auto object = document(R"({"a/b":[0,{"~":9007199254740992}]})");
    const auto number = *(*++object.root().member("a/b")->elements().begin()).member("~");
    const std::string pointer = "/a~1b/1/~0";  // RFC 6901 section 3
    EXPECT_EQ(number.as_string().error().where, pointer);
    EXPECT_EQ(number.as_bool().error().where, pointer);
    EXPECT_EQ(number.as_integer().error().what, "an integer beyond 2^53 - 1");
    EXPECT_EQ(object.root().as_number().error().where, "");
    EXPECT_EQ(number.pointer(), pointer);
}

TEST(Value, WalksMembersAndElementsInTheOrderOfTheText) {
    const auto object = document(R"({"b":[1,[2],{"x":3}],"a":{},"c":1.5})");
    std::string names;
    for (const auto& [name, value] : object.root().members()) names += name;
    EXPECT_EQ(names, "bac");
    EXPECT_EQ(object.root().members().size(), 3U);
    EXPECT_EQ(object.root().member("b")->elements().size(), 3U);
    EXPECT_TRUE(object.root().member("a")->members().empty());
    EXPECT_TRUE(object.root().elements().empty());
    EXPECT_TRUE(object.root().member("b")->members().empty());
}

void expect_pointers(const Value& value, const std::string& pointer) {
    EXPECT_EQ(value.pointer(), pointer);
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        expect_pointers(element, pointer + "/" + std::to_string(index++));
    }
    for (const auto& [name, member] : value.members()) {
        expect_pointers(member, pointer + "/" + std::string(name));
    }
}

TEST(Value, PointsAtEveryPlace) {
    const auto object = document(R"({"a":[1,1.5,"x",[],{"b":{"c":[[],[null,true]]}}],"d":{"":0}})");
    expect_pointers(object.root(), "");
}

TEST(Document, KeepsItsMemoryWhenItMoves) {
    auto first = document(R"(["kept"])");
    const auto root = first.root();
    const auto second = std::move(first);
    EXPECT_EQ((*root.elements().begin()).as_string().value(), "kept");
    EXPECT_EQ((*second.root().elements().begin()).as_string().value(), "kept");
}

}  // namespace
}  // namespace entente::json
