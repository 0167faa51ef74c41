#include "lane/bundle_manifest.h"

#include "host/random.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

crypto::KeyPair key_of(unsigned char number) {
    std::array<std::byte, 32> seed{};
    seed.front() = static_cast<std::byte>(number);
    return crypto::KeyPair(Secret<32>(seed));
}

BundleManifest example() {
    BundleManifest manifest{.id = {},
                            .sequence = 7,
                            .from = PartyId(crypto::sha256({"ALPHA"})),
                            .to = PartyId(crypto::sha256({"BRAVO"})),
                            .created = Instant(1'629'808'200'123'000),
                            .size = 1'234,
                            .digest = crypto::sha256({"payload"})};
    manifest.id.front() = std::byte{0xAB};
    return manifest;
}

TEST(BundleManifest, HasOneText) {  // design 02-log section 3.11
    const auto signed_manifest = sign_manifest(example(), key_of(1));
    EXPECT_EQ(signed_manifest.note.text,
              "entente/v1 bundle\n"
              "id ab000000000000000000000000000000\n"
              "seq 7\n"
              "from " +
                  entente::to_hex(view(crypto::sha256({"ALPHA"}))) +
                  "\n"
                  "to " +
                  entente::to_hex(view(crypto::sha256({"BRAVO"}))) +
                  "\n"
                  "created 2021-08-24T12:30:00.123Z\n"
                  "payload age-encryption.org/v1\n"
                  "size 1234\n"
                  "sha256 " +
                  entente::to_hex(view(crypto::sha256({"payload"}))) + "\n");
    EXPECT_TRUE(is_signed_by(signed_manifest.note, bundle_key_name(example().from),
                             key_of(1).public_key()));
    EXPECT_TRUE(signed_manifest.note.text.starts_with(bundle_address(example())));
}

RC_GTEST_PROP(BundleManifest, ReadsBackAsWritten, ()) {
    auto manifest = example();
    manifest.sequence = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
    manifest.size = *rc::gen::arbitrary<std::uint64_t>();
    manifest.created = Instant(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000) * 1'000);
    manifest.id[3] = static_cast<std::byte>(*rc::gen::arbitrary<unsigned char>());
    const auto written = sign_manifest(manifest, key_of(1));
    const auto read = decode_manifest(encode_note(written.note));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->manifest == manifest);
    RC_ASSERT(read->note == written.note);
}

// Invariants I22 and I25 of design 02-log section 6.
TEST(BundleManifest, IsRefusedOrNoLongerSignedAfterAnyFlippedBit) {
    const auto key = key_of(1);
    const auto note = encode_note(sign_manifest(example(), key).note);
    for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
        auto flipped = note;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        const auto read = decode_manifest(flipped);
        EXPECT_FALSE(read && is_signed_by(read->note, bundle_key_name(read->manifest.from),
                                          key.public_key()))
            << "bit " << bit;
    }
}

TEST(BundleManifest, IsCountedFromOne) {
    auto manifest = example();
    manifest.sequence = 0;
    EXPECT_FALSE(decode_manifest(encode_note(sign_manifest(manifest, key_of(1)).note)));
}

}  // namespace
}  // namespace entente::lane
