// The age command opens what we seal, and we open what it seals.
#include <fstream>

#include "age/decrypt.h"
#include "age/encrypt.h"
#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace entente::age {
namespace {

constexpr std::size_t sizes[] = {0, 1, 65'535, 65'536, 65'537, 131'072, 1'000'000};

std::string plain_of(std::size_t size) {
    std::string plain(size, '\0');
    for (std::size_t i = 0; i < size; ++i) plain[i] = static_cast<char>(i * 31 % 253);
    return plain;
}

class AgeCommand : public ::testing::Test {
protected:
    void SetUp() override {
        if (test::run({"age", "--version"}).exit_code != 0) GTEST_SKIP() << "no age command";
        std::ofstream(key_file_) << to_secret_text(owner_) << '\n';
    }

    host::SystemRandom random_;
    Identity owner_ = Identity::generate(random_);
    test::Scratch scratch_;
    std::string key_file_ = scratch_ / "key.txt";
};

TEST_F(AgeCommand, OpensWhatWeSealForSeveral) {
    const std::vector<Recipient> recipients = {Identity::generate(random_).recipient(),
                                               owner_.recipient()};
    for (const auto size : sizes) {
        const auto plain = plain_of(size);
        const auto file = encrypt(plain, recipients, random_).value();
        const auto opened = test::run({"age", "-d", "-i", key_file_}, file);
        EXPECT_EQ(opened.exit_code, 0) << opened.error;
        EXPECT_TRUE(opened.out == plain) << size;
    }
}

TEST_F(AgeCommand, SealsWhatWeOpen) {
    const auto other = Identity::generate(random_);
    for (const auto size : sizes) {
        const auto plain = plain_of(size);
        const auto sealed = test::run(
            {"age", "-r", to_text(other.recipient()), "-r", to_text(owner_.recipient())}, plain);
        EXPECT_EQ(sealed.exit_code, 0) << sealed.error;
        const auto opened = decrypt(sealed.out, [&](const Header& header) {
            return unwrap(header, std::span(&owner_, 1));
        });
        ASSERT_TRUE(opened) << to_line(opened.error());
        EXPECT_TRUE(*opened == plain) << size;
    }
}

TEST_F(AgeCommand, ReadsTheKeysThatWeWrite) {
    const auto told = test::run({"age-keygen", "-y", key_file_});
    EXPECT_EQ(told.out, to_text(owner_.recipient()) + "\n") << told.error;
}

TEST_F(AgeCommand, RefusesWhatWasChangedAsWeDo) {
    auto file = encrypt("plain", std::vector{owner_.recipient()}, random_).value();
    file.back() ^= 1;
    EXPECT_NE(test::run({"age", "-d", "-i", key_file_}, file).exit_code, 0);
}

}  // namespace
}  // namespace entente::age
