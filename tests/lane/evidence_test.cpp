#include "lane/evidence.h"

#include "base/limits.h"
#include "json/canonical.h"
#include "json/write.h"
#include "tests/lane/forked_writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

using test::fork_of;
using test::ForkedWriter;
using test::key_pair;
using test::party;

const CosignKeys no_keys = [](const PartyId&, ByteView) -> Result<std::vector<crypto::PublicKey>> {
    return fail(ErrorKind::not_found, "no card is known here", "test");
};

/// The card of `reader` is the word "card".
const CosignKeys readers_keys = [](const PartyId& asked,
                                   ByteView card) -> Result<std::vector<crypto::PublicKey>> {
    if (asked != party("reader") || card != "card") {
        return fail(ErrorKind::refused, "not this party's card", "test");
    }
    return std::vector{key_pair("cosign").public_key()};
};

SignatureLine receipt(const Head& head, std::string_view by = "reader",
                      std::string_view key = "cosign") {
    return cosign(head, party(by), 1'629'808'200, key_pair(key)).line;
}

ErrorKind refusal(const Evidence& evidence) {
    const auto proven = verify_evidence(evidence, no_keys);
    EXPECT_FALSE(proven);
    return proven ? ErrorKind::fatal : proven.error().kind;
}

// Design 02-log section 3.9.
TEST(ForkEvidence, SaysWhoSignedWhichHeads) {
    const ForkedWriter writer(3, 1, 4);
    const auto proven = fork_of(writer.one, writer.other).value();
    EXPECT_EQ(proven.accused(), party("writer"));
    EXPECT_EQ(proven.smaller(), writer.one.state().checkpoint.head);
    EXPECT_EQ(proven.larger(), writer.other.state().checkpoint.head);
    EXPECT_EQ(proven.opening(), writer.one.opening());
}

TEST(ForkEvidence, HasTheFieldsOfTheDesignAndEntry0) {
    const ForkedWriter writer(1, 1, 1);
    const auto evidence = fork_of(writer.one, writer.other).value().evidence();
    const auto text = encode_evidence(evidence);
    const auto note = [](const Note& of) { return json::quote(encode_note(of)); };
    const auto& first = evidence.first.value();
    EXPECT_EQ(text, R"({"a":)" + note(evidence.smaller) + R"(,"b":)" + note(evidence.larger) +
                        R"(,"kind":"fork","lane":")" + to_hex(evidence.lane) +
                        R"(","opening":{"body":)" + json::quote(first.body) + R"(,"header":)" +
                        json::quote(first.header) + R"(,"salt":")" + to_base64(view(first.salt)) +
                        R"("},"prefix_root":")" + to_base64(view(evidence.prefix_root)) +
                        R"(","proof":[],"v":1})");
    EXPECT_TRUE(json::check_canonical(text));
}

TEST(ForkEvidence, ProvesWhatIsTheSameInBothIfItSaysSo) {
    const ForkedWriter writer(5, 1, 4);  // with the opening, six entries are the same
    for (std::uint64_t agreed = 1; agreed <= 6; ++agreed) {
        const auto evidence = fork_of(writer.one, writer.other, agreed).value().evidence();
        EXPECT_EQ(evidence.common->size, TreeSize(agreed));
        const auto text = encode_evidence(evidence);
        EXPECT_EQ(decode_evidence(text).value().common, evidence.common);
        auto exaggerated = evidence;
        exaggerated.common->size = TreeSize(agreed + 1);
        EXPECT_EQ(refusal(exaggerated), ErrorKind::invalid);
    }
    EXPECT_FALSE(fork_of(writer.one, writer.other, 7));
}

// Attack 24: evidence needs the accused's signatures on both sides.
TEST(ForkEvidence, NeedsTheWritersKeyOnBothSides) {
    const ForkedWriter writer(2, 1, 2);
    const auto evidence = fork_of(writer.one, writer.other).value().evidence();
    for (auto member : {&Evidence::smaller, &Evidence::larger}) {
        auto forged = evidence;
        const auto head = parse_checkpoint_text((evidence.*member).text).value();
        forged.*member = sign_checkpoint(head, key_pair("another")).note;
        EXPECT_EQ(refusal(forged), ErrorKind::refused);
        forged.*member = {.text = (evidence.*member).text, .signatures = {receipt(head)}};
        EXPECT_EQ(refusal(forged), ErrorKind::refused);
    }
}

TEST(ForkEvidence, NeedsTheEntryThatTheLaneIsNamedAfter) {
    const ForkedWriter writer(2, 1, 2);
    const auto evidence = fork_of(writer.one, writer.other).value().evidence();
    auto other = evidence;
    other.first = test::first_entry(test::Writer("another"));
    EXPECT_EQ(refusal(other), ErrorKind::invalid);
    other.first.reset();
    EXPECT_EQ(refusal(other), ErrorKind::invalid);
}

// What else stood there would be told on as if it had been verified.
TEST(ForkEvidence, CarriesTheAccusedsLinesAlone) {
    const ForkedWriter writer(2, 1, 2);
    auto evidence = fork_of(writer.one, writer.other).value().evidence();
    evidence.smaller.signatures.push_back(receipt(writer.one.state().checkpoint.head));
    EXPECT_EQ(refusal(evidence), ErrorKind::invalid);
}

TEST(ForkEvidence, IsRefusedForHeadsOfAnotherLane) {
    const ForkedWriter writer(2, 1, 2);
    auto evidence = fork_of(writer.one, writer.other).value().evidence();
    evidence.smaller = test::Writer("another").state().checkpoint.note;
    EXPECT_EQ(refusal(evidence), ErrorKind::invalid);
}

TEST(ForkEvidence, IsRefusedAboveItsLimits) {
    const ForkedWriter writer(2, 1, 2);
    auto evidence = fork_of(writer.one, writer.other).value().evidence();
    evidence.proof.assign(limits::proof_hashes_max + 1, evidence.prefix_root);
    EXPECT_FALSE(decode_evidence(encode_evidence(evidence)));
    EXPECT_FALSE(decode_evidence(Bytes(limits::evidence_bytes_max + 1, ' ')));
}

TEST(ForkEvidence, IsRefusedCutShortOrWithOtherFields) {
    const ForkedWriter writer(2, 1, 2);
    const auto text = encode_evidence(fork_of(writer.one, writer.other).value().evidence());
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(decode_evidence(text.substr(0, length))) << length;
    }
    for (const auto& end : {R"(,"w":1})", R"(,"v":2})"}) {
        EXPECT_FALSE(decode_evidence(text.substr(0, text.size() - 1) + end));
    }
    EXPECT_FALSE(decode_evidence("[]"));
}

// Invariant I16: honest heads of one history, whatever their sizes, are never evidence.
RC_GTEST_PROP(ForkEvidence, IsNeverMadeOfOneHistory, ()) {
    const auto batches = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 9));
    test::Writer writer("writer");
    std::vector<Checkpoint> heads = {writer.state().checkpoint};
    int next = 0;
    for (const auto count : batches) {
        writer.write(test::bodies(next, count));
        next += count;
        heads.push_back(writer.state().checkpoint);
    }
    const auto smaller = *rc::gen::elementOf(heads);
    const auto prefix = test::prefix_of(writer, smaller.head.size);
    RC_ASSERT(!prove_fork(test::first_entry(writer), smaller, heads.back(), prefix));
}

// Invariant I17: whoever holds the larger branch can prove every fork.
RC_GTEST_PROP(ForkEvidence, IsMadeOfEveryFork, ()) {
    const ForkedWriter writer(*rc::gen::inRange(0, 40), *rc::gen::inRange(1, 40),
                              *rc::gen::inRange(1, 40));
    const auto proven = fork_of(writer.one, writer.other).value();
    const auto text = encode_evidence(proven.evidence());
    const auto read = decode_evidence(text).value();
    RC_ASSERT(encode_evidence(read) == text);
    const auto again = verify_evidence(read, no_keys).value();
    RC_ASSERT(again.smaller() == proven.smaller());
    RC_ASSERT(again.larger() == proven.larger());
}

// Attack 24, bit by bit.
RC_GTEST_PROP(ForkEvidence, IsRefusedWithAnyBitFlipped, ()) {
    const auto common = *rc::gen::inRange(0, 9);
    const ForkedWriter writer(common, *rc::gen::inRange(1, 9), *rc::gen::inRange(1, 9));
    const auto agreed = *rc::gen::inRange<std::uint64_t>(0, static_cast<std::uint64_t>(common) + 2);
    auto text = encode_evidence(fork_of(writer.one, writer.other, agreed).value().evidence());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto before = text[at];
        text[at] = static_cast<char>(before ^ (1 << *rc::gen::inRange(0, 8)));
        const auto read = decode_evidence(text);
        const bool still_proves = read && verify_evidence(*read, no_keys);
        RC_ASSERT(!still_proves);
        text[at] = before;
    }
}

// Section 3.9: double-cosign, in the same form.
TEST(DoubleCosignEvidence, NamesTheReaderThatGaveReceiptsForBoth) {
    const ForkedWriter writer(2, 1, 5);
    const auto fork = fork_of(writer.one, writer.other).value();
    const auto proven = prove_double_cosign(fork, receipt(fork.smaller()), receipt(fork.larger()),
                                            "card", readers_keys)
                            .value();
    EXPECT_EQ(proven.accused(), party("reader"));
    EXPECT_EQ(proven.opening(), std::nullopt);
    const auto text = encode_evidence(proven.evidence());
    EXPECT_EQ(encode_evidence(decode_evidence(text).value()), text);
    EXPECT_TRUE(verify_evidence(decode_evidence(text).value(), readers_keys));
    EXPECT_FALSE(verify_evidence(decode_evidence(text).value(), no_keys));
}

TEST(DoubleCosignEvidence, NeedsTheReadersKeyOnBothSides) {
    const ForkedWriter writer(2, 1, 5);
    const auto fork = fork_of(writer.one, writer.other).value();
    const auto try_with = [&](const SignatureLine& one, const SignatureLine& other) {
        return prove_double_cosign(fork, one, other, "card", readers_keys).has_value();
    };
    const auto one = receipt(fork.smaller());
    const auto other = receipt(fork.larger());
    EXPECT_TRUE(try_with(one, other));
    EXPECT_FALSE(try_with(other, one));
    EXPECT_FALSE(try_with(one, receipt(fork.larger(), "reader", "another")));
    EXPECT_FALSE(try_with(one, receipt(fork.larger(), "stranger")));
    EXPECT_FALSE(try_with(one, fork.evidence().larger.signatures.front()));
}

// Receipts for one history are what everybody gives.
TEST(DoubleCosignEvidence, IsRefusedForOneHistory) {
    test::Writer writer("writer", {test::bodies(0, 3)});
    const auto smaller = writer.state().checkpoint.head;
    writer.write(test::bodies(3, 2));
    const auto larger = writer.state().checkpoint.head;
    const auto prefix = test::prefix_of(writer, smaller.size);
    const auto note = [](const Head& head) {
        return Note{.text = checkpoint_text(head), .signatures = {receipt(head)}};
    };
    EXPECT_FALSE(verify_evidence({.kind = EvidenceKind::double_cosign,
                                  .lane = smaller.lane,
                                  .smaller = note(smaller),
                                  .larger = note(larger),
                                  .first = std::nullopt,
                                  .card = "card",
                                  .common = std::nullopt,
                                  .prefix_root = prefix.root,
                                  .proof = prefix.proof},
                                 readers_keys));
}

}  // namespace
}  // namespace entente::lane
