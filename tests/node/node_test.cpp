#include "node/node.h"

#include <filesystem>

#include "channel/recovery.h"
#include "tests/node/made_node.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;
namespace files = std::filesystem;

/// A node with a channel and objects, closed.
class FilledNode : public MadeNode {
protected:
    void SetUp() override {
        const auto node = must(open());
        fingerprint_ = must(channel::transcript_fingerprint(node->context(), channel_));
    }

    void expect_whole() const {
        const auto node = open();
        ASSERT_TRUE(node) << to_line(node.error());
        EXPECT_EQ(must(channel::transcript_fingerprint((*node)->context(), channel_)),
                  fingerprint_);
    }

    Party bravo_{"BRAVO"};
    lane::ChannelId channel_ = fill(must(open())->context(), card_, bravo_);
    std::string fingerprint_;
};

TEST_F(MadeNode, IsNotMadeTwice) {
    const auto again = try_make_node(new_node(directory_, "OTHER"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_EQ(again.error().where, directory_);
    EXPECT_EQ(must(open())->context().self(), card_.card.id);
}

TEST_F(MadeNode, IsNotMadeWhereOtherFilesAre) {
    files::create_directory(scratch_ / "full");
    write_file(scratch_ / "full/file", "mine");
    const auto made = try_make_node(new_node(scratch_ / "full", "OTHER"));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::conflict);
    EXPECT_EQ(read_file(scratch_ / "full/file"), "mine");
    EXPECT_FALSE(files::exists(scratch_ / "full/keys"));
}

TEST_F(MadeNode, IsNotMadeOfABadNameAddressOrEndpoint) {
    const auto place = scratch_ / "other";
    auto nowhere = new_node(place, "A");
    nowhere.listen = "nowhere";
    auto other_scheme = new_node(place, "A");
    other_scheme.endpoints = {"ftp://here"};
    for (const auto& options : {new_node(place, ""), new_node(place, "A\nB"),
                                new_node(place, std::string(201, 'A')), nowhere, other_scheme}) {
        const auto made = try_make_node(options);
        ASSERT_FALSE(made) << options.name << options.listen;
        EXPECT_EQ(made.error().kind, ErrorKind::invalid) << to_line(made.error());
        EXPECT_FALSE(files::exists(place));
    }
}

TEST(Directory, ThatIsNoNodeIsNamedWithARemedy) {
    const Scratch scratch;
    for (const auto& path : {scratch.path(), scratch / "missing"}) {
        const auto node = node::Node::open(path);
        ASSERT_FALSE(node);
        EXPECT_EQ(node.error().kind, ErrorKind::not_found);
        EXPECT_EQ(node.error().where, path);
        EXPECT_THAT(node.error().remedy, HasSubstr("entente init"));
    }
}

TEST_F(MadeNode, IsNotOpenedTwice) {
    const auto first = must(open());
    EXPECT_EQ(refusal().kind, ErrorKind::conflict);
    const auto rebuilt = node::rebuild(directory_, {});
    ASSERT_FALSE(rebuilt);
    EXPECT_EQ(rebuilt.error().kind, ErrorKind::conflict);
}

TEST_F(MadeNode, IsFreeOnceItIsClosed) {
    must(open()).reset();
    EXPECT_TRUE(open());
}

TEST_F(MadeNode, IsRefusedWithABrokenConfiguration) {
    write_file(directory_ + "/node.toml", "listen = 1\n");
    const auto error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_THAT(error.where, HasSubstr("node.toml, line 1"));
}

TEST_F(MadeNode, IsRefusedWithAnotherNodesRootKey) {
    make_node(scratch_ / "bravo", "BRAVO");
    files::copy(scratch_ / "bravo/keys/root", directory_ + "/keys/root",
                files::copy_options::overwrite_existing);
    const auto error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::corrupt);
    EXPECT_EQ(error.where, directory_);
}

// What it would sign with a key that its card does not list, every peer would refuse.
TEST_F(MadeNode, IsRefusedWithAKeyThatItsCardDoesNotList) {
    make_node(scratch_ / "bravo", "BRAVO");
    for (const auto* name : {"log", "cosign", "tls.crt"}) {
        const auto path = directory_ + "/keys/" + name;
        const auto before = read_file(path);
        write_file(path, read_file(scratch_ / "bravo/keys/" + name));
        EXPECT_EQ(refusal().kind, ErrorKind::corrupt) << name;
        write_file(path, before);
    }
    EXPECT_TRUE(open());
}

TEST_F(MadeNode, IsRefusedWithoutItsOwnMatters) {
    files::remove(directory_ + "/node.db");
    const auto error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::corrupt);
    EXPECT_THAT(error.remedy, HasSubstr("node.db"));
}

TEST_F(MadeNode, IsRefusedWithGarbageInItsOwnMatters) {
    write_file(directory_ + "/node.db", std::string(8'192, 'x'));
    const auto error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::corrupt) << to_line(error);
    EXPECT_THAT(error.where, HasSubstr("node.db"));
}

TEST_F(FilledNode, ComesBackAsItWas) {
    expect_whole();
}

TEST_F(FilledNode, MakesItsIndexAnewFromGarbage) {
    for (const auto& garbage : {std::string(), std::string("once upon a time"),
                                std::string(65'536, '\0'), std::string(10'000, 'x')}) {
        for (const auto* more : {"-wal", "-shm"}) {
            files::remove(directory_ + "/derived/index.db" + more);
        }
        write_file(directory_ + "/derived/index.db", garbage);
        expect_whole();
    }
    files::remove_all(directory_ + "/derived");
    expect_whole();
}

TEST_F(FilledNode, MakesItsIndexAnewWhenAsked) {
    ASSERT_TRUE(node::rebuild(directory_, [](std::uint64_t) {}));
    expect_whole();
}

TEST_F(FilledNode, WritesNothingWithoutItsFence) {
    const auto fence = node::Layout{directory_}.default_fence() + "/fence";
    files::rename(fence, scratch_ / "kept");
    {
        const auto node = must(open());
        const auto stopped = channel::why_stopped(node->context());
        ASSERT_TRUE(stopped);
        EXPECT_THAT(to_line(*stopped), HasSubstr(fence));
        EXPECT_FALSE(channel::Publication::begin(node->context(), channel_));
    }
    EXPECT_FALSE(files::exists(fence)) << "a fresh fence would forget what was signed";
    files::rename(scratch_ / "kept", fence);
    expect_whole();
}

TEST_F(FilledNode, WritesNothingWithAnOlderRecord) {
    files::copy(directory_, scratch_ / "backup", files::copy_options::recursive);
    {
        const auto node = must(open());
        const auto publication = must(channel::Publication::begin(node->context(), channel_));
        ASSERT_TRUE(publication->offer(object_text(5), "here"));
        ASSERT_TRUE(publication->finish(false, [](auto, auto) {}));
    }
    files::remove_all(directory_);
    files::rename(scratch_ / "backup", directory_);
    const auto node = must(open());
    EXPECT_THAT(channel::why_stopped(node->context()).value().what,
                HasSubstr("restored from a backup"));
    EXPECT_FALSE(channel::Publication::begin(node->context(), channel_));
}

TEST_F(FilledNode, RemovesWhatACrashLeftInTheSpool) {
    write_file(directory_ + "/spool/left", "half of an upload");
    expect_whole();
    EXPECT_TRUE(files::is_empty(directory_ + "/spool"));
}

}  // namespace
}  // namespace entente::test
