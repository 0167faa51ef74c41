// The log's formats, byte for byte: fixed keys, salts and time give these texts, today and in every
// later version. A change here is a new format and breaks every lane that exists. The texts were
// made by a program that shares nothing with ours: Python's hashlib and the openssl command.

#include "base/encoding.h"
#include "lane/order.h"
#include "lane/verify.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

/// 0, 1, 2 ... for ever.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) byte = static_cast<std::byte>(next_++);
    }

private:
    unsigned char next_ = 0;
};

class Golden : public testing::Test {
protected:
    [[nodiscard]] LaneOpening opening() const {
        return {.channel = ChannelId(digest_from_hex(std::string(64, 'c')).value()),
                .charter = digest_from_hex(std::string(64, 'd')).value(),
                .writer = PartyId(digest_from_hex(std::string(64, 'a')).value()),
                .audience = {PartyId(digest_from_hex(std::string(64, 'a')).value()),
                             PartyId(digest_from_hex(std::string(64, 'b')).value())},
                .log_key = log_key.public_key(),
                .nonce = digest_from_hex(std::string(64, 'e')).value()};
    }

    [[nodiscard]] Bytes segment() const {
        return encode_segment({.checkpoint = checkpoint,
                               .from = EntryIndex(0),
                               .count = 2,
                               .entries = entries,
                               .proof = {}});
    }

    // The secret key of RFC 8032 section 7.1, test 3.
    crypto::KeyPair log_key{Secret<32>(
        digest_from_hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            .value())};
    test::SetClock clock{"2021-08-24T12:30:00.123456Z"};
    CountingRandom random;
    Sealer sealer{log_key, clock, random};
    SealedBatch opened = sealer.open_lane(opening()).value();
    SealedBatch sealed =
        sealer.seal(opened.after(), {{.kind = BodyKind::stix, .bytes = R"({"id":"x--1"})"}})
            .value();
    Checkpoint checkpoint = sealed.after().checkpoint;
    Bytes entries = Bytes(opened.entries()) + Bytes(sealed.entries());
};

TEST_F(Golden, Headers) {
    ByteReader reader(entries, "entries");
    EXPECT_EQ(read_entry(reader).value().header,
              R"({"body":"C38QXffpX1WlB6b98PKuXYFav5z2lBjU+tJmkhnnBfg=","kind":"op","len":522)"
              R"(,"time":"2021-08-24T12:30:00.123Z","v":1,"writer":")" +
                  std::string(64, 'a') + R"("})");
    EXPECT_EQ(read_entry(reader).value().header,
              R"({"body":"9fUbsdGm1WavWeSI6E8Ig/uNEtvlmJOuZEYTIXEALsI=","kind":"stix","len":13)"
              R"(,"time":"2021-08-24T12:30:00.123Z","v":1,"writer":")" +
                  std::string(64, 'a') + R"("})");
}

TEST_F(Golden, Checkpoint) {
    EXPECT_EQ(
        encode_note(checkpoint.note),
        "entente/v1/lane/9bcd5dd3d9dc887bb9ce43de7aef155ed347d56cee87d35707b66936bd3d6a5b\n"
        "2\n"
        "e0JxucHa4DASQaGLs8qYW+2BR0GTEbTJMZtSqtk81ZE=\n"
        "\n"
        "\u2014 entente/v1/lane/9bcd5dd3d9dc887bb9ce43de7aef155ed347d56cee87d35707b66936bd3d6a5b "
        "V9OFlvmWs/z++VQeHiM0Ng4IBmLtVnubP34KjJGU9iqG/h8dEuFjd+HPa5civ6qYynV9omia/IF+hQs0"
        "h7gcr6ABUgg=\n");
}

TEST_F(Golden, Receipt) {
    const auto receipt = cosign(checkpoint.head, opening().audience[1], 1'629'808'200, log_key);
    EXPECT_EQ(
        encode_signature_line(receipt.line),
        "\u2014 entente/v1/party/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb "
        "ZdKdSAAAAABhJOZI8DK7fTtvLfDnkroFaWYAggVoiBe239WFcZOpBmaJp6iTqrut3N/ihd5TPEvV0SS/"
        "h5qDMB3ubYwnBia+weesBA==\n");
}

TEST_F(Golden, Segment) {
    EXPECT_EQ(segment().size(), 1343U);
    EXPECT_EQ(entente::to_hex(view(crypto::sha256({segment()}))),
              "8c955949b8308778b5db23b7ce7b7752885e1982c9dd78c0cc562ef2010f926a");
    EXPECT_TRUE(verify_segment({}, segment()).value().is_complete());
}

TEST_F(Golden, Fingerprint) {
    EXPECT_EQ(fingerprint({checkpoint.head}), "d652 d08d 4461 2999 dd33 3718 202f 5375");
}

}  // namespace
}  // namespace entente::lane
