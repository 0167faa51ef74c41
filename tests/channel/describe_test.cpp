#include "channel/describe.h"

#include "lane/operation.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using lane::BodyKind;

constexpr std::string_view one = "identity--00000000-0000-4000-8000-000000000001";
constexpr std::string_view two = "identity--00000000-0000-4000-8000-000000000002";

store::EntryFacts facts_of(ByteView body, BodyKind kind = BodyKind::stix) {
    json::Parser parser;
    return channel::describe(parser, kind, body);
}

/// A report of 12:30 with these members more.
std::string report(const std::string& more) {
    return R"({"type":"report","id":"report--1","created":"2021-08-24T12:30:00Z")" + more + "}";
}

TEST(Describe, TellsTypeIdAndVersionOfAnObject) {
    const auto facts = facts_of(object_text(1));
    EXPECT_EQ(facts.type, "identity");
    EXPECT_EQ(facts.object_id, one);
    EXPECT_EQ(facts.version, kabul);
    EXPECT_TRUE(facts.references.empty());
    EXPECT_TRUE(facts.seen.empty());
}

// STIX 2.1 section 3.6: modified tells versions apart; what has none is known by created, and
// observables have neither.
TEST(Describe, TakesTheVersionFromModifiedElseCreated) {
    constexpr Instant minute_later(kabul.value() + 60'000'000);
    EXPECT_EQ(facts_of(report(R"(,"modified":"2021-08-24T12:31:00.000Z")")).version, minute_later);
    EXPECT_EQ(facts_of(report("")).version, kabul);
    EXPECT_EQ(facts_of(report(R"(,"modified":"yesterday")")).version, kabul);
    EXPECT_FALSE(facts_of(R"({"type":"url","id":"url--1"})").version);
}

// STIX 2.1 section 3.1: identifiers stand in _ref and _refs.
TEST(Describe, FindsReferencesWhereverTheyStandOnceEach) {
    const auto named = std::string(R"(,"created_by_ref":")") + std::string(one) +
                       R"(","object_refs":[")" + std::string(one) + R"(",")" + std::string(two) +
                       R"("],"granular":[{"deep":{"marking_ref":")" + std::string(two) + R"("}}])";
    EXPECT_EQ(facts_of(report(named)).references,
              (std::vector<std::string>{std::string(one), std::string(two)}));
}

TEST(Describe, TakesNothingElseForAReference) {
    for (const std::string name : {"name", "description", "ref", "refs_of", "xref"}) {
        const auto text = report(",\"" + name + "\":\"" + std::string(one) + '"');
        EXPECT_TRUE(facts_of(text).references.empty()) << text;
    }
    EXPECT_TRUE(facts_of(report(R"(,"created_by_ref":"not an id")")).references.empty());
    EXPECT_TRUE(facts_of(report(R"(,"created_by_ref":7)")).references.empty());
    // The objects in a list of references are no references by that.
    const auto inner = report(R"(,"object_refs":[{"name":")" + std::string(one) + R"("}])");
    EXPECT_TRUE(facts_of(inner).references.empty());
}

TEST(Describe, HasNoFactsOfWhatItCannotRead) {
    for (const auto kind : {BodyKind::stix, BodyKind::operation}) {
        for (const auto* body : {"", "{", "\xff"}) {
            const auto facts = facts_of(body, kind);
            EXPECT_EQ(facts.type, "unreadable");
            EXPECT_EQ(facts.object_id, "");
            EXPECT_FALSE(facts.version);
        }
    }
    EXPECT_EQ(facts_of("[]").type, "");
    EXPECT_EQ(facts_of(R"({"type":7,"id":8})").type, "");
}

TEST(Describe, TellsWhatAnOperationIs) {
    host::SystemRandom random;
    const lane::PartyId party(crypto::sha256({"party"}));
    const lane::LaneOpening opening{.channel = lane::ChannelId(crypto::sha256({"channel"})),
                                    .charter = crypto::sha256({"charter"}),
                                    .writer = party,
                                    .audience = {party},
                                    .log_key = crypto::KeyPair::generate(random).public_key(),
                                    .nonce = crypto::sha256({"nonce"})};
    EXPECT_EQ(facts_of(lane::encode_operation(opening), BodyKind::operation).type, "op:lane");
    EXPECT_EQ(facts_of(R"({"op":"anchor"})", BodyKind::operation).type, "op:anchor");
}

TEST(Describe, TellsWhichEntryAnOperationNames) {
    const lane::EntryId entry(crypto::sha256({"entry"}));
    const lane::Recall recall{
        .entry = entry, .action = lane::RecallAction::hide, .reason = "in error"};
    const auto facts = facts_of(lane::encode_operation(recall), BodyKind::operation);
    EXPECT_EQ(facts.type, "op:recall");
    EXPECT_EQ(facts.references, std::vector{lane::to_hex(entry)});
}

TEST(Describe, TellsWhichHeadsWereSeen) {
    const lane::Seen seen{.heads = {{.lane = lane::LaneId(crypto::sha256({"lane"})),
                                     .size = lane::TreeSize(7),
                                     .root = crypto::sha256({"root"})}}};
    const auto facts = facts_of(lane::encode_operation(seen), BodyKind::operation);
    EXPECT_EQ(facts.type, "op:seen");
    EXPECT_EQ(facts.seen, seen.heads);
    EXPECT_EQ(facts.object_id, "");
}

// An object may not pass for an operation, nor the other way round.
TEST(Describe, GoesByTheKindOfTheBodyNotByItsLooks) {
    EXPECT_EQ(facts_of(object_text(1), BodyKind::operation).object_id, "");
    EXPECT_EQ(facts_of(R"({"op":"recall"})", BodyKind::stix).type, "");
    const auto disguised = facts_of(R"({"id":"tool--1","type":"op:recall"})", BodyKind::stix);
    EXPECT_EQ(disguised.type, "unreadable");  // else a transcript would pass over it
    EXPECT_EQ(disguised.object_id, "tool--1");
}

// A rebuilt index must not differ: the parser's memory from the body before changes nothing.
TEST(Describe, SaysTheSameOfTheSameBytesAgain) {
    const auto describe = channel::make_describe();
    const auto long_body = report(R"(,"name":")" + std::string(10'000, 'x') + '"');
    for (const auto& body : {object_text(1), std::string("{"), long_body, object_text(1)}) {
        const auto facts = describe(BodyKind::stix, body);
        const auto alone = facts_of(body);
        EXPECT_EQ(facts.object_id, alone.object_id);
        EXPECT_EQ(facts.type, alone.type);
        EXPECT_EQ(facts.version, alone.version);
        EXPECT_EQ(facts.references, alone.references);
    }
}

}  // namespace
}  // namespace entente::test
