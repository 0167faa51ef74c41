#include "views/body.h"

#include "tests/support/memory_transcript.h"
#include "tests/support/precompiled.h"

namespace entente::views {
namespace {

channel::TranscriptEntry entry_with(Bytes body) {
    test::MemoryTranscript transcript;
    transcript.add(1, "ALPHA", "report--1", "report", std::move(body));
    return transcript.versions("report--1").value().front();
}

TEST(Body, ReadsTextsTimesAndLists) {
    const auto body =
        Body::open(
            entry_with(R"({"a":"text","b":["x","y","x",1],"c":true,"d":"2021-09-08T00:00:00Z"})"))
            .value();
    EXPECT_EQ(body.text("a").value(), "text");
    EXPECT_EQ(texts_of(body.root(), "b"), (std::vector<std::string>{"x", "y"}));
    EXPECT_TRUE(is_true(body.root(), "c"));
    EXPECT_EQ(to_text(body.time("d").value()), "2021-09-08T00:00:00Z");
}

TEST(Body, TakesAMemberOfAnotherKindForMissing) {
    const auto body = Body::open(entry_with(R"({"a":1,"b":"x","c":"true","d":""})")).value();
    EXPECT_EQ(text_of(body.root(), "a"), "");
    EXPECT_TRUE(texts_of(body.root(), "b").empty());
    EXPECT_FALSE(is_true(body.root(), "c"));
    EXPECT_FALSE(body.text("d").has_value());
    EXPECT_FALSE(body.time("b").has_value());
}

TEST(Body, NamesThePartyTheEntryAndTheMemberInItsErrors) {
    const auto body = Body::open(entry_with(R"({"a":1})")).value();
    const auto read = body.text("a");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, ErrorKind::invalid);
    EXPECT_EQ(read.error().where, "ALPHA, entry 1, /a");
}

TEST(Body, IsRefusedIfItWasErasedOrIsNoObject) {
    EXPECT_EQ(Body::open(entry_with("")).error().what, "the body was erased");
    EXPECT_FALSE(Body::open(entry_with("[]")).has_value());
    EXPECT_FALSE(Body::open(entry_with("{")).has_value());
}

}  // namespace
}  // namespace entente::views
