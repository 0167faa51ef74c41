#include "age/encrypt.h"

#include "age/decrypt.h"
#include "host/random.h"
#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

class AgeEncryption : public ::testing::Test {
protected:
    [[nodiscard]] FindKey key_finder() const {
        return [this](const Header& header) { return unwrap(header, std::span(&owner_, 1)); };
    }

    host::SystemRandom random_;
    Identity owner_ = Identity::generate(random_);
    std::vector<Recipient> recipients_ = {owner_.recipient()};
};

RC_GTEST_FIXTURE_PROP(AgeEncryption, OpensToWhatWentInWhateverThePieces, ()) {
    const auto size = *rc::gen::element<std::size_t>(0, 1, chunk_bytes - 1, chunk_bytes,
                                                     chunk_bytes + 1, 2 * chunk_bytes, 200'000);
    std::string plain(size, '\0');
    for (std::size_t i = 0; i < size; ++i) plain[i] = static_cast<char>(i * 7 % 251);
    auto encryption = Encryption::start(recipients_, random_);
    RC_ASSERT(encryption.has_value());
    auto file = encryption->beginning();
    for (std::size_t at = 0; at < size;) {
        const auto piece = *rc::gen::inRange<std::size_t>(1, 100'000);
        file += encryption->add(std::string_view(plain).substr(at, piece));
        at += piece;
    }
    file += encryption->finish();
    RC_ASSERT(decrypt(file, key_finder()).value() == plain);
    RC_ASSERT(file.size() ==
              encryption->beginning().size() + size +
                  16 * std::max<std::size_t>(1, (size + chunk_bytes - 1) / chunk_bytes));
}

TEST_F(AgeEncryption, OfTheSameTextIsAnotherEachTime) {
    EXPECT_NE(encrypt("x", recipients_, random_).value(),
              encrypt("x", recipients_, random_).value());
}

TEST_F(AgeEncryption, ForAPassphraseOpensWithIt) {
    const auto file = encrypt("plain", "open sesame", random_).value();
    const auto opened =
        decrypt(file, [](const Header& header) { return unwrap(header, "open sesame"); });
    EXPECT_EQ(opened.value(), "plain");
}

TEST_F(AgeEncryption, ForNobodyOrFarTooManyIsRefused) {
    EXPECT_FALSE(encrypt("x", std::span<const Recipient>(), random_));
    const std::vector<Recipient> crowd(1'000, owner_.recipient());
    EXPECT_FALSE(encrypt("x", crowd, random_));
    EXPECT_FALSE(encrypt("x", std::vector<Recipient>(1, Recipient{}), random_));
}

}  // namespace
}  // namespace entente::age
