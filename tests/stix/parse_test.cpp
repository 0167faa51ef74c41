#include "stix/parse.h"

#include "json/canonical.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Parse, GivesTheObjectInCanonicalForm) {
    const auto object = parse(object_of("tool", R"( "name" : "l\u0061mp", "x_n": 1.0)"));
    ASSERT_TRUE(object) << to_line(object.error());
    EXPECT_EQ(object->canonical(), R"({"created":"2021-08-24T12:30:00.000Z","id":")" +
                                       id_of("tool") +
                                       R"(","modified":"2021-08-24T12:30:00.000Z","name":"lamp",)"
                                       R"("spec_version":"2.1","type":"tool","x_n":1})");
    EXPECT_EQ(object->type(), "tool");
    EXPECT_EQ(object->id(), id_of("tool"));
    EXPECT_EQ(object->created(), object->modified());
    EXPECT_FALSE(object->is_revoked());
}

TEST(Parse, OutlivesItsParser) {
    json::Parser parser;
    const auto first = parse(parser, object_of("tool", R"("name":"first")"));
    const auto second = parse(parser, object_of("malware", R"("is_family":false)"));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->type(), "tool");
    EXPECT_TRUE(first->canonical().find("first") != std::string::npos);
}

TEST(Parse, RefusesWhatIsNoObjectAtAll) {
    const auto where = [](ByteView text) {
        const auto object = parse(text);
        return object ? "accepted" : object.error().where + ": " + object.error().what;
    };
    EXPECT_EQ(where("{\"type\":\"tool\""), "byte 14: the JSON text ends too early");
    EXPECT_EQ(where("[]"), ": not a STIX object: it has no type or no id");
    EXPECT_EQ(where(R"({"type":"tool"})"), ": not a STIX object: it has no type or no id");
    EXPECT_EQ(where(R"({"type":1,"id":"x"})"), ": not a STIX object: it has no type or no id");
    EXPECT_EQ(where(object_of("tool", R"("name":"x","x_n":9007199254740992)")),
              "/x_n: an integer beyond 2^53 - 1");
}

TEST(Parse, RefusesEveryTruncation) {
    const auto text = object_of("tool", R"("name":"x","labels":["a"])");
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(parse(text.substr(0, size))) << size;
    }
}

}  // namespace
}  // namespace entente::stix
