#include "age/decrypt.h"

#include <filesystem>
#include <map>

#include "age/encrypt.h"
#include "base/encoding.h"
#include "crypto/sha256.h"
#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/process.h"
#include "tests/support/shared_data.h"

namespace entente::age {
namespace {

FindKey with(const Identity& identity) {
    return [&](const Header& header) { return unwrap(header, std::span(&identity, 1)); };
}

class AgeDecryption : public ::testing::Test {
protected:
    host::SystemRandom random_;
    Identity owner_ = Identity::generate(random_);
    std::vector<Recipient> recipients_ = {owner_.recipient()};
};

RC_GTEST_FIXTURE_PROP(AgeDecryption, RefusesAnyFlippedBit, ()) {
    auto file = encrypt("some plain text", recipients_, random_).value();
    const auto bit = *rc::gen::inRange<std::size_t>(0, file.size() * 8);
    file[bit / 8] = static_cast<char>(file[bit / 8] ^ static_cast<char>(1U << (bit % 8)));
    RC_ASSERT(!decrypt(file, with(owner_)).has_value());
}

TEST_F(AgeDecryption, RefusesAnyCut) {
    const auto file = encrypt("some plain text", recipients_, random_).value();
    for (std::size_t size = 0; size < file.size(); ++size) {
        EXPECT_FALSE(decrypt(file.substr(0, size), with(owner_))) << size;
    }
}

TEST_F(AgeDecryption, HandsOnNothingOfAChunkThatIsWrong) {
    auto file = encrypt(std::string(3 * chunk_bytes, 'x'), recipients_, random_).value();
    file[file.size() - 2 * sealed_chunk_bytes + 5] ^= 1;
    std::size_t handed_on = 0;
    Decryption decryption(with(owner_));
    const auto take = [&](ByteView plain) -> Result<void> {
        handed_on += plain.size();
        return {};
    };
    const auto done = decryption.add(file, take);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::corrupt);
    EXPECT_EQ(done.error().where, "age chunk 1");
    EXPECT_EQ(handed_on, chunk_bytes);
}

TEST_F(AgeDecryption, EndsWithTheErrorOfWhoeverTakes) {
    const auto file = encrypt("x", recipients_, random_).value();
    Decryption decryption(with(owner_));
    const auto full = [](ByteView) -> Result<void> {
        return fail(ErrorKind::exhausted, "the disk is full", {}, {});
    };
    ASSERT_TRUE(decryption.add(file, full));
    EXPECT_EQ(decryption.finish(full).error().kind, ErrorKind::exhausted);
}

/// A file of the CCTV test suite: what it should come to, and the file.
struct Vector {
    std::map<std::string, std::string> says;
    std::vector<std::string> identities;
    Bytes file;
};

Vector read_vector(const std::string& path) {
    const auto text = test::read_file(path);
    const auto end = text.find("\n\n");
    Vector vector{.says = {}, .identities = {}, .file = text.substr(end + 2)};
    std::istringstream lines(text.substr(0, end));
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(": ");
        const auto name = line.substr(0, colon);
        if (name == "identity") vector.identities.push_back(line.substr(colon + 2));
        vector.says[name] = line.substr(colon + 2);
    }
    if (vector.says["compressed"] == "zlib") {
        vector.file =
            test::run({"python3", "-c",
                       "import sys, zlib; "
                       "sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"},
                      vector.file)
                .out;
    }
    return vector;
}

Result<FileKey> key_of(const Vector& vector, const Header& header) {
    if (const auto found = vector.says.find("passphrase"); found != vector.says.end()) {
        return unwrap(header, found->second);
    }
    std::vector<Identity> identities;
    for (const auto& text : vector.identities) {
        if (auto identity = parse_identity(text)) identities.push_back(*std::move(identity));
    }
    return unwrap(header, identities);
}

/// The words of the suite for what we found.
std::string verdict(const Result<void>& done) {
    if (done) return "success";
    const auto& error = done.error();
    if (error.where.starts_with("age chunk")) return "payload failure";
    if (error.what == "the file ends in its header") return "header failure";
    if (error.kind == ErrorKind::refused) return "no match";
    return error.kind == ErrorKind::corrupt ? "HMAC failure" : "header failure";
}

void check_vector(const std::string& name, const Vector& vector) {
    Bytes plain;
    const auto take = [&](ByteView piece) -> Result<void> {
        plain += piece;
        return {};
    };
    Decryption decryption([&](const Header& header) { return key_of(vector, header); });
    auto done = decryption.add(vector.file, take);
    if (done) done = decryption.finish(take);
    const auto& expected = vector.says.at("expect");
    EXPECT_EQ(verdict(done), expected) << name << (done ? "" : to_line(done.error()));
    if (done) EXPECT_EQ(to_hex(view(crypto::sha256({plain}))), vector.says.at("payload")) << name;
}

TEST(AgeVectors, ComeToWhatTheSuiteSays) {  // C2SP CCTV, age
    ENTENTE_SHARED_OR_SKIP(path, "data/log/cctv-age/testdata");
    int checked = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        const auto name = entry.path().filename().string();
        const auto vector = read_vector(entry.path());
        const bool is_for_other_keys = std::ranges::any_of(vector.identities, [](const auto& text) {
            return text.starts_with("AGE-SECRET-KEY-PQ-");  // post-quantum: not ours
        });
        if (is_for_other_keys || vector.says.contains("armored")) continue;  // we have no armour
        check_vector(name, vector);
        ++checked;
    }
    EXPECT_GT(checked, 85);
}

}  // namespace
}  // namespace entente::age
