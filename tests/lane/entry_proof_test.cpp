// Proofs of single entries: C2SP tlog-proof.

#include "lane/entry_proof.h"

#include "lane/entry.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

/// A lane with a reader's receipt on its newest head, and proofs of its entries.
class Proving {
public:
    explicit Proving(int entries) : writer_("writer", {test::bodies(0, entries)}) {
        checkpoint_ = writer_.state().checkpoint;
        add_receipt(*checkpoint_, cosign(checkpoint_->head, test::party("reader"), 1'629'808'201,
                                         test::key_pair("reader cosign")));
    }

    [[nodiscard]] EntryProof proof(std::uint64_t index) const {
        const auto leaves = writer_.leaves();
        return {
            .salt = entry(index).salt,
            .index = EntryIndex(index),
            .siblings = prove_inclusion(leaves, EntryIndex(index), checkpoint_->head.size).value(),
            .checkpoint = *checkpoint_};
    }

    /// Borrows from the writer.
    [[nodiscard]] EntryView entry(std::uint64_t index) const {
        ByteReader reader(writer_.record(index), "record");
        return read_entry(reader).value();
    }

    [[nodiscard]] std::string policy() const {
        return write_policy({{.name = lane_origin(checkpoint_->head.lane),
                              .type = SignatureType::ed25519,
                              .key = writer_.log_key().public_key()}},
                            {{.name = "reader",
                              .key = {.name = cosigner_name(test::party("reader")),
                                      .type = SignatureType::cosignature_v1,
                                      .key = test::key_pair("reader cosign").public_key()}}});
    }

    [[nodiscard]] Result<ProvenEntry> verify(const EntryProof& proof, ByteView header,
                                             ByteView body) const {
        return verify_entry_proof(proof, header, body, parse_policy(policy()).value());
    }

private:
    test::Writer writer_;
    std::optional<Checkpoint> checkpoint_;
};

// C2SP tlog-proof, Format.
TEST(EntryProof, HasTheLinesOfTheStandard) {
    const Proving proving(2);
    const auto proof = proving.proof(1);
    EXPECT_EQ(encode_entry_proof(proof), "c2sp.org/tlog-proof@v1\nextra " +
                                             to_base64(view(proof.salt)) + "\nindex 1\n" +
                                             to_base64(view(proof.siblings.at(0))) + "\n" +
                                             to_base64(view(proof.siblings.at(1))) + "\n\n" +
                                             encode_note(proof.checkpoint.note));
}

RC_GTEST_PROP(EntryProof, ReadsBackAsWrittenAndProves, ()) {
    const auto entries = *rc::gen::inRange(1, 40);
    const Proving proving(entries);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, static_cast<std::uint64_t>(entries) + 1);
    const auto proof = proving.proof(index);
    const auto file = encode_entry_proof(proof);
    RC_ASSERT(decode_entry_proof(file).value() == proof);
    const auto entry = proving.entry(index);
    const auto proven = proving.verify(proof, entry.header, entry.body).value();
    RC_ASSERT(proven.id == entry_id(entry.header));
    RC_ASSERT(proven.witnesses.size() == 1U);
    RC_ASSERT(proven.witnesses.front().time_s == 1'629'808'201U);
}

// Invariant I25.
TEST(EntryProof, IsRefusedAfterAnyFlippedBit) {
    const Proving proving(5);
    const auto file = encode_entry_proof(proving.proof(3));
    const auto entry = proving.entry(3);
    const auto is_proved = [&](ByteView bytes, ByteView header, ByteView body) {
        const auto proof = decode_entry_proof(bytes);
        return proof && proving.verify(*proof, header, body).has_value();
    };
    const auto flipped = [](ByteView bytes, std::size_t bit) {
        Bytes changed(bytes);
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        return changed;
    };
    ASSERT_TRUE(is_proved(file, entry.header, entry.body));
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        EXPECT_FALSE(is_proved(flipped(file, bit), entry.header, entry.body)) << bit;
    }
    for (std::size_t bit = 0; bit < entry.header.size() * 8; ++bit) {
        EXPECT_FALSE(is_proved(file, flipped(entry.header, bit), entry.body)) << bit;
    }
    for (std::size_t bit = 0; bit < entry.body.size() * 8; ++bit) {
        EXPECT_FALSE(is_proved(file, entry.header, flipped(entry.body, bit))) << bit;
    }
    for (std::size_t length = 0; length < file.size(); ++length) {
        EXPECT_FALSE(is_proved(file.substr(0, length), entry.header, entry.body)) << length;
    }
}

TEST(EntryProof, OfAnotherEntryProvesNothing) {
    const Proving proving(5);
    const auto other = proving.entry(2);
    EXPECT_FALSE(proving.verify(proving.proof(3), other.header, other.body));
    auto shifted = proving.proof(3);
    shifted.index = EntryIndex(2);
    const auto entry = proving.entry(3);
    EXPECT_FALSE(proving.verify(shifted, entry.header, entry.body));
}

TEST(EntryProof, WithoutTheReadersReceiptIsNotEnough) {
    const Proving proving(5);
    auto proof = proving.proof(3);
    proof.checkpoint.note.signatures.pop_back();
    const auto entry = proving.entry(3);
    EXPECT_EQ(proving.verify(proof, entry.header, entry.body).error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace entente::lane
