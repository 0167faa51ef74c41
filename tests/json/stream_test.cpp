#include "json/stream.h"

#include "json/value.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

/// Everything that a stream says about `text`, one line each, cut into chunks of `chunk_bytes`.
std::vector<std::string> pieces(ByteView text, std::size_t chunk_bytes,
                                std::size_t object_bytes_max = 1'000) {
    std::vector<std::string> said;
    ObjectStream stream(object_bytes_max);
    const auto take = [&](const Piece& piece) -> Result<void> {
        const auto* kind = piece.kind == Piece::Kind::object ? "object " : "bundle ";
        said.push_back(kind + std::to_string(piece.index) + " at " + std::to_string(piece.offset) +
                       ": " + std::string(piece.text));
        return {};
    };
    for (std::size_t at = 0; at < text.size(); at += chunk_bytes) {
        if (const auto fed = stream.feed(text.substr(at, chunk_bytes), take); !fed) {
            said.push_back(fed.error().where + ": " + fed.error().what);
            return said;
        }
    }
    const auto finished = stream.finish();
    if (!finished) said.push_back(finished.error().where + ": " + finished.error().what);
    return said;
}

using Lines = std::vector<std::string>;

TEST(ObjectStream, GivesTheObjectsOfABundleAndThenTheRest) {
    const std::string text =
        R"( {"type":"bundle", "id" : "x", "objects": [ {"a":1} , {"b":["]}"]}], "n":{"x":[]} } )";
    EXPECT_EQ(
        pieces(text, text.size()),
        (Lines{R"(object 0 at 44: {"a":1})", R"(object 1 at 54: {"b":["]}"]})",
               R"(bundle 2 at 1: {"type":"bundle", "id" : "x", "objects": [], "n":{"x":[]} })"}));
}

TEST(ObjectStream, TakesAnArrayOfObjectsForABundleWhenTheTypeComesLater) {
    EXPECT_EQ(pieces(R"({"id":"x","objects":[{"a":1}],"type":"bundle"})", 5).size(), 2U);
    EXPECT_EQ(pieces(R"({"type":"x-list","objects":[{"a":1}]})", 5),
              (Lines{R"(object 0 at 0: {"type":"x-list","objects":[{"a":1}]})"}));
    EXPECT_EQ(pieces(R"({"objects":{"0":{}},"type":"observed-data"})", 5),
              (Lines{R"(object 0 at 0: {"objects":{"0":{}},"type":"observed-data"})"}));
}

TEST(ObjectStream, GivesASingleObject) {
    EXPECT_EQ(pieces(R"({"type":"x","n":1.5})", 3),
              (Lines{R"(object 0 at 0: {"type":"x","n":1.5})"}));
    EXPECT_EQ(pieces("{}", 1), (Lines{"object 0 at 0: {}"}));
    EXPECT_EQ(pieces(R"({"type":"bundle"})", 1), (Lines{R"(bundle 0 at 0: {"type":"bundle"})"}));
}

TEST(ObjectStream, GivesTheObjectsOfLinesAndOfArrays) {
    EXPECT_EQ(pieces("{\"a\":1}\n{\"b\":2}{\"c\":3}\n", 4),
              (Lines{"object 0 at 0: {\"a\":1}", "object 1 at 8: {\"b\":2}",
                     "object 2 at 15: {\"c\":3}"}));
    EXPECT_EQ(pieces("[ {\"a\":1}, {\"b\":2} ]", 4),
              (Lines{"object 0 at 2: {\"a\":1}", "object 1 at 11: {\"b\":2}"}));
    EXPECT_EQ(pieces("[]", 1), Lines{});
}

TEST(ObjectStream, IsNotMisledByStrings) {
    EXPECT_EQ(pieces(R"([{"a":"\\"},{"a":"}{\"]"},{"a\"":"\\\""}])", 2),
              (Lines{R"(object 0 at 1: {"a":"\\"})", R"(object 1 at 12: {"a":"}{\"]"})",
                     R"(object 2 at 26: {"a\"":"\\\""})"}));
}

TEST(ObjectStream, NamesTheByteThatIsWrong) {
    EXPECT_EQ(pieces("", 1), Lines{"byte 0: there is no JSON text"});
    EXPECT_EQ(pieces("  x", 2), Lines{"byte 2: not JSON: { or [ should stand here"});
    EXPECT_EQ(pieces("[1]", 2), Lines{"byte 1: not JSON: an object should stand here"});
    EXPECT_EQ(pieces("[{} {}]", 2),
              (Lines{"object 0 at 1: {}", "byte 4: not JSON: a comma or ] should stand here"}));
    EXPECT_EQ(pieces("{\"a\" 1}", 2), Lines{"byte 5: not JSON: a colon should stand here"});
    EXPECT_EQ(pieces("{\"a\":}", 2), Lines{"byte 5: not JSON: a value should stand here"});
    EXPECT_EQ(pieces("{\"a\":1 2}", 2), Lines{"byte 7: not JSON: a comma or } should stand here"});
    EXPECT_EQ(pieces("{} trailing", 2),
              (Lines{"object 0 at 0: {}", "byte 3: not JSON: { or [ should stand here"}));
}

TEST(ObjectStream, RefusesWhatIsNestedTooDeepWithoutReadingOn) {
    const std::string deep = "[{\"a\":" + std::string(10'000, '[');
    EXPECT_EQ(pieces(deep, 1'000, 100'000), Lines{"byte 37: nested deeper than 32 levels"});
    EXPECT_EQ(pieces("{\"a\":" + std::string(10'000, '{'), 7, 100'000),
              Lines{"byte 37: nested deeper than 32 levels"});
}

TEST(ObjectStream, RefusesAnObjectThatIsTooLarge) {
    const std::string large = "[{},{\"a\":\"" + std::string(2'000, 'x') + "\"}]";
    for (const std::size_t chunk : {10U, 5'000U}) {
        EXPECT_EQ(pieces(large, chunk),
                  (Lines{"object 0 at 1: {}", "byte 4: an object is larger than 1000 bytes"}));
    }
}

TEST(ObjectStream, RefusesEveryTruncation) {
    const std::string text = R"({"type":"bundle","objects":[{"a":"b"},{"c":[1]}],"id":"x"})";
    for (std::size_t size = 1; size < text.size(); ++size) {
        EXPECT_EQ(pieces(text.substr(0, size), 16).back(),
                  "byte " + std::to_string(size) + ": the JSON text ends too early");
    }
}

TEST(ObjectStream, HandsOnTheErrorOfTheTaker) {
    ObjectStream stream;
    const auto refused = stream.feed("[{}]", [](const Piece&) -> Result<void> {
        return fail(ErrorKind::refused, "not this one", "here");
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, "not this one");
}

RC_GTEST_PROP(ObjectStream, SaysTheSameWhateverTheChunks, ()) {
    const auto part = rc::gen::element<std::string>(
        "{", "}", "[", "]", ",", ":", "{\"a\":1}", "\"objects\":[", "\"type\":\"bundle\"", "\"",
        "\\", " ", "\"a\":", "{\"b\":[{\"c\":\"}\\\"\"}]}", "1", "\"type\":\"x\"");
    std::string text = *rc::gen::element<std::string>("", "[", "{", "{\"objects\":[", "{\"type\":");
    for (const auto& more : *rc::gen::container<std::vector<std::string>>(part)) text += more;
    const auto chunk_bytes = *rc::gen::inRange<std::size_t>(1, 20);
    RC_ASSERT(pieces(text, chunk_bytes) == pieces(text, 10'000));
}

}  // namespace
}  // namespace entente::json
