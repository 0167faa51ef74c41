#include "node/key_files.h"

#include <filesystem>

#include "tests/node/made_node.h"

namespace entente::test {
namespace {

class KeyFiles : public ::testing::Test {
protected:
    [[nodiscard]] auto load() { return node::load_keys(*disk_, directory_); }

    /// Loads with `text` in the place of a key file, and puts the file back.
    Error refusal_of(const std::string& name, const std::string& text) {
        const auto path = directory_ + "/" + name;
        const auto before = read_file(path);
        write_file(path, text);
        const auto keys = load();
        write_file(path, before);
        EXPECT_FALSE(keys) << name << ": " << text;
        if (keys) return {.kind = {}, .what = {}, .where = {}, .remedy = {}};
        EXPECT_EQ(keys.error().where, path);
        return keys.error();
    }

    Scratch scratch_;
    std::unique_ptr<host::Disk> disk_ = host::make_system_disk();
    host::SystemRandom random_;
    host::Path directory_ = scratch_ / "keys";
    channel::Keys keys_ = must(node::create_keys(*disk_, directory_, kabul, random_));
    std::vector<std::string> seeds_ = {"root", "next_root", "log", "cosign", "bundle", "age"};
};

TEST_F(KeyFiles, ComeBackAsTheyWereMade) {
    const auto loaded = must(load());
    EXPECT_EQ(loaded.root.public_key(), keys_.root.public_key());
    EXPECT_EQ(loaded.next_root.public_key(), keys_.next_root.public_key());
    EXPECT_EQ(loaded.log.public_key(), keys_.log.public_key());
    EXPECT_EQ(loaded.cosign.public_key(), keys_.cosign.public_key());
    EXPECT_EQ(loaded.bundle.public_key(), keys_.bundle.public_key());
    EXPECT_EQ(loaded.age.recipient(), keys_.age.recipient());
    EXPECT_EQ(loaded.tls.private_key_pem, keys_.tls.private_key_pem);
    EXPECT_EQ(loaded.tls.certificate_pem, keys_.tls.certificate_pem);
}

TEST_F(KeyFiles, MayBeReadByTheirOwnerAlone) {
    using std::filesystem::perms;
    for (const auto& file : std::filesystem::directory_iterator(directory_)) {
        EXPECT_EQ(file.status().permissions(), perms::owner_read | perms::owner_write)
            << file.path();
    }
}

TEST_F(KeyFiles, AreNeverWrittenOver) {
    const auto again = node::create_keys(*disk_, directory_, kabul, random_);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_EQ(must(load()).root.public_key(), keys_.root.public_key());
}

TEST_F(KeyFiles, ThatAreMissingAreNamed) {
    for (const auto& name :
         {"root", "next_root", "log", "cosign", "bundle", "age", "tls.key", "tls.crt"}) {
        const auto path = directory_ + "/" + name;
        const auto before = read_file(path);
        std::filesystem::remove(path);
        const auto keys = load();
        write_file(path, before);
        ASSERT_FALSE(keys) << name;
        EXPECT_EQ(keys.error().kind, ErrorKind::not_found) << name;
        EXPECT_EQ(keys.error().where, path);
    }
}

TEST_F(KeyFiles, AreRefusedAtEveryTruncation) {
    for (const auto& name : seeds_) {
        const auto text = read_file(directory_ + "/" + name);
        for (std::size_t size = 0; size < text.size(); ++size) {
            const auto error = refusal_of(name, text.substr(0, size));
            EXPECT_EQ(error.kind, ErrorKind::corrupt) << size;
            EXPECT_FALSE(error.remedy.empty());
        }
    }
}

TEST_F(KeyFiles, AreRefusedWithMoreAtTheEnd) {
    for (const auto& name : seeds_) {
        const auto text = read_file(directory_ + "/" + name);
        EXPECT_EQ(refusal_of(name, text + "\n").kind, ErrorKind::corrupt);
        EXPECT_EQ(refusal_of(name, text + text).kind, ErrorKind::corrupt);
        EXPECT_EQ(refusal_of(name, std::string(20'000, 'x')).kind, ErrorKind::exhausted);
    }
}

// The log key in the root key's place would sign what it must not.
TEST_F(KeyFiles, AreRefusedInEachOthersPlace) {
    const auto log = read_file(directory_ + "/log");
    EXPECT_EQ(refusal_of("root", log).kind, ErrorKind::corrupt);
    EXPECT_EQ(refusal_of("cosign", log).kind, ErrorKind::corrupt);
}

TEST_F(KeyFiles, AreNotQuotedInTheErrors) {
    const auto text = read_file(directory_ + "/root");
    const auto seed = text.substr(text.find('\n') + 1, 20);
    EXPECT_THAT(to_line(refusal_of("root", text + "more")),
                ::testing::Not(::testing::HasSubstr(seed)));
}

RC_GTEST_FIXTURE_PROP(KeyFiles, AreNeverLoadedAsTheSameKeyAfterAChange, ()) {
    const auto path = directory_ + "/root";
    auto text = read_file(path);
    const auto whole = text;
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = static_cast<char>(text[at] ^ (1 << *rc::gen::inRange(0, 8)));
    write_file(path, text);
    const auto keys = load();
    write_file(path, whole);
    // A seed has no check digits of its own: another one is the key of a party that is not us.
    if (keys) RC_ASSERT(!(keys->root.public_key() == keys_.root.public_key()));
}

}  // namespace
}  // namespace entente::test
