#include "lane/checkpoint.h"

#include <simdjson.h>

#include "base/limits.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::lane {
namespace {

const Head head = {.lane = LaneId(crypto::sha256({"lane"})),
                   .size = TreeSize(70'000),
                   .root = crypto::sha256({"root"})};

std::string text_with(const std::string& size) {
    return lane_origin(head.lane) + "\n" + size + "\n" + to_base64(view(head.root)) + "\n";
}

// Design 02-log section 3.6.
TEST(CheckpointText, IsThreeLines) {
    EXPECT_EQ(checkpoint_text(head), text_with("70000"));
    EXPECT_EQ(parse_checkpoint_text(checkpoint_text(head)).value(), head);
}

TEST(CheckpointText, IsRefusedForASizeThatIsNeverSigned) {
    EXPECT_TRUE(parse_checkpoint_text(text_with("9223372036854775807")).has_value());
    for (const auto* size : {"0", "-1", "01", "+1", " 1", "1 ", "", "1.0", "9223372036854775808",
                             "18446744073709551616"}) {
        EXPECT_EQ(parse_checkpoint_text(text_with(size)).error().kind, ErrorKind::invalid) << size;
    }
}

TEST(CheckpointText, IsRefusedWithMoreOrFewerLines) {
    const auto text = checkpoint_text(head);
    EXPECT_FALSE(parse_checkpoint_text(text + "extension\n").has_value());
    EXPECT_FALSE(parse_checkpoint_text(text + "\n").has_value());
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(parse_checkpoint_text(text.substr(0, size)).has_value()) << size;
    }
}

TEST(CheckpointText, IsRefusedForAnotherOrigin) {
    auto text = checkpoint_text(head);
    text.replace(0, std::string("entente/v1").size(), "entente/v2");
    EXPECT_FALSE(parse_checkpoint_text(text).has_value());
}

RC_GTEST_PROP(CheckpointText, AcceptsNoTextThatItWouldNotWrite, ()) {
    auto text = checkpoint_text(head);
    const auto bit = *rc::gen::inRange<std::size_t>(0, text.size() * 8);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << (bit % 8)));
    const auto parsed = parse_checkpoint_text(text);
    if (parsed) RC_ASSERT(checkpoint_text(parsed.value()) == text);
}

TEST(Checkpoint, IsReadBackAndVerified) {
    const auto key = test::key_pair("log");
    const auto checkpoint = sign_checkpoint(head, key);
    EXPECT_EQ(decode_checkpoint(encode_note(checkpoint.note)).value(), checkpoint);
    EXPECT_TRUE(verify_checkpoint(checkpoint, key.public_key()).has_value());
    EXPECT_EQ(verify_checkpoint(checkpoint, test::key_pair("other").public_key()).error().kind,
              ErrorKind::refused);
}

TEST(Checkpoint, IsRefusedIfItsHeadIsNotTheOneThatWasSigned) {
    const auto key = test::key_pair("log");
    auto checkpoint = sign_checkpoint(head, key);
    checkpoint.head.size = TreeSize(70'001);
    EXPECT_FALSE(verify_checkpoint(checkpoint, key.public_key()).has_value());
}

// Trap 15 of design 02-log section 11: one good line is not enough, it must be the writer's.
TEST(Checkpoint, IsRefusedWithACosignatureAlone) {
    const auto key = test::key_pair("log");
    auto checkpoint = sign_checkpoint(head, key);
    checkpoint.note.signatures = {cosign(head, test::party("reader"), 7, key).line};
    EXPECT_FALSE(verify_checkpoint(checkpoint, key.public_key()).has_value());
}

TEST(Receipt, IsReadBackFromItsLine) {
    const auto key = test::key_pair("cosign");
    const auto party = test::party("reader");
    const auto receipt = cosign(head, party, 1'637'625'727, key);
    EXPECT_EQ(receipt.time_s, 1'637'625'727U);
    const auto line = decode_signature_line(encode_signature_line(receipt.line)).value();
    EXPECT_EQ(verify_receipt(head, line, party, key.public_key()).value(), receipt);
}

TEST(Receipt, IsRefusedForAnotherHeadPartyOrKey) {
    const auto key = test::key_pair("cosign");
    const auto party = test::party("reader");
    const auto line = cosign(head, party, 7, key).line;
    auto longer = head;
    longer.size = TreeSize(70'001);
    EXPECT_EQ(verify_receipt(longer, line, party, key.public_key()).error().kind,
              ErrorKind::refused);
    EXPECT_FALSE(verify_receipt(head, line, test::party("x"), key.public_key()).has_value());
    EXPECT_FALSE(verify_receipt(head, line, party, test::key_pair("x").public_key()).has_value());
}

RC_GTEST_PROP(Receipt, IsRefusedAfterAnyFlippedBit, ()) {
    const auto key = test::key_pair("cosign");
    const auto party = test::party("reader");
    auto line = cosign(head, party, *rc::gen::arbitrary<std::uint64_t>(), key).line;
    const auto bit = *rc::gen::inRange<std::size_t>(0, line.signature.size() * 8);
    line.signature[bit / 8] = static_cast<char>(line.signature[bit / 8] ^ (1 << (bit % 8)));
    RC_ASSERT(!verify_receipt(head, line, party, key.public_key()).has_value());
}

TEST(Receipt, IsRefusedUnlessOfItsLength) {
    const auto key = test::key_pair("cosign");
    const auto party = test::party("reader");
    auto line = cosign(head, party, 7, key).line;
    line.signature.pop_back();
    EXPECT_EQ(verify_receipt(head, line, party, key.public_key()).error().kind, ErrorKind::refused);
    line.signature.clear();
    EXPECT_FALSE(verify_receipt(head, line, party, key.public_key()).has_value());
}

TEST(Checkpoint, HasOneReceiptOfAPartyTheLast) {
    const auto key = test::key_pair("cosign");
    auto checkpoint = sign_checkpoint(head, test::key_pair("log"));
    const auto other = cosign(head, test::party("other"), 6, key);
    const auto late = cosign(head, test::party("reader"), 8, key);
    add_receipt(checkpoint, cosign(head, test::party("reader"), 7, key));
    add_receipt(checkpoint, other);
    add_receipt(checkpoint, late);
    EXPECT_THAT(checkpoint.note.signatures,
                testing::ElementsAre(testing::_, other.line, late.line));
    EXPECT_TRUE(verify_checkpoint(checkpoint, test::key_pair("log").public_key()).has_value());
}

/// The cosignature by the first verifier key of a witness, in a checkpoint of it.
void expect_cosigned(const std::string& witness, const std::string& checkpoint) {
    simdjson::dom::parser parser;
    const auto vkey = std::string(std::string_view(parser.load(witness)["verifier_keys"].at(0)));
    const auto name = vkey.substr(0, vkey.find('+'));
    const auto encoded = vkey.substr(vkey.find('+', name.size() + 1) + 1);
    const auto typed_key = from_base64(encoded).value();
    const auto key = crypto::import_public_key(typed_key.substr(1)).value();
    EXPECT_EQ(verifier_key(name, SignatureType::cosignature_v1, key), vkey);
    const auto note = decode_note(entente::test::read_file(checkpoint)).value();
    // The line before it, if any, is the log's own, of a type that we do not know.
    EXPECT_EQ(verify_cosignature(note.text, note.signatures.back(), name, key).value(),
              1'767'139'200U);
    EXPECT_FALSE(
        verify_cosignature(note.text + "x", note.signatures.back(), name, key).has_value());
}

TEST(Cosignature, VerifiesThoseOfForeignWitnesses) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/sunlight-cosignature");
    const std::string rome = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";
    const std::string milan = "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482";
    expect_cosigned(path + "/witness/witness.v0.json", path + "/witness/" + rome + "/checkpoint");
    expect_cosigned(path + "/witness2/witness.v0.json",
                    path + "/witness2/" + milan + "/checkpoint");
    expect_cosigned(path + "/witness/mirror/mirror.v0.json",
                    path + "/witness/mirror/" + rome + "/checkpoint");
}

}  // namespace
}  // namespace entente::lane
