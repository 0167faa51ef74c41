#include "channel/spool.h"

#include <filesystem>
#include <fstream>

#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/small_disk.h"

namespace entente::channel {
namespace {

constexpr std::size_t memory_bytes_max = std::size_t{48} << 20;  // more goes to a file

/// A spool over a real directory.
struct Scene {
    [[nodiscard]] bool is_empty() const { return std::filesystem::is_empty(scratch.path()); }

    /// Appends what fills the memory, so that all else goes to the file.
    void fill_memory() { EXPECT_TRUE(spool->append(Bytes(memory_bytes_max, 'm'))); }

    test::Scratch scratch;
    std::unique_ptr<host::Disk> disk = host::make_system_disk();
    host::SystemRandom random;
    std::unique_ptr<Spool> spool = std::make_unique<Spool>(*disk, scratch.path(), random);
};

/// Appends, then reads in order and from the back, then takes.
void check_kept(Scene& scene, const std::vector<Bytes>& pieces) {
    std::vector<Spooled> spooled;
    for (const auto& piece : pieces) {
        auto appended = scene.spool->append(piece);
        RC_ASSERT(appended.has_value());
        RC_ASSERT(appended->bytes == piece.size());
        spooled.push_back(*appended);
    }
    for (std::size_t i = pieces.size(); i-- > 0;) {
        RC_ASSERT(scene.spool->read(spooled[i]).value() == pieces[i]);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        RC_ASSERT(scene.spool->take(spooled[i]).value() == pieces[i]);
    }
}

std::vector<Bytes> pieces_of(const std::vector<std::size_t>& sizes) {
    std::vector<Bytes> pieces;
    for (const auto size : sizes) {
        pieces.emplace_back(size, static_cast<char>('a' + pieces.size() % 26));
    }
    return pieces;
}

RC_GTEST_PROP(Spool, GivesBackWhatFitsInMemory, (const std::vector<std::string>& pieces)) {
    Scene scene;
    check_kept(scene, pieces);
    RC_ASSERT(scene.is_empty());
}

TEST(Spool, GivesBackWhatDoesNot) {
    Scene scene;
    scene.fill_memory();
    EXPECT_TRUE(rc::check([&] {
        // Small ones, and one larger than the file's buffer of 4 MiB.
        const auto size = rc::gen::element<std::size_t>(0, 1, 1'000, 50'000, 700'000, 4'194'305);
        check_kept(scene, pieces_of(*rc::gen::container<std::vector<std::size_t>>(3, size)));
    }));
}

TEST(Spool, UsesOneFileAndTakesItAway) {
    Scene scene;
    scene.fill_memory();
    EXPECT_TRUE(scene.is_empty());
    for (const auto& piece : pieces_of({3'000'000, 3'000'000, 3'000'000})) {
        ASSERT_TRUE(scene.spool->append(piece));
    }
    EXPECT_EQ(scene.disk->list(scene.scratch.path()).value().size(), 1U);
    scene.spool.reset();
    EXPECT_TRUE(scene.is_empty());
}

TEST(Spool, SharesADirectoryWithOthers) {
    Scene scene;
    Spool other(*scene.disk, scene.scratch.path(), scene.random);
    std::vector<Spooled> spooled;
    for (auto* spool : {scene.spool.get(), &other}) {
        ASSERT_TRUE(spool->append(Bytes(memory_bytes_max, 'm')));
        const auto letter = spool == &other ? 'o' : 's';
        for (int i = 0; i < 3; ++i) {
            spooled.push_back(spool->append(Bytes(3'000'000, letter)).value());
        }
    }
    EXPECT_EQ(scene.spool->read(spooled[0]).value(), Bytes(3'000'000, 's'));
    EXPECT_EQ(other.read(spooled[3]).value(), Bytes(3'000'000, 'o'));
}

TEST(Spool, NoticesAFileThatWasCutShort) {
    Scene scene;
    scene.fill_memory();
    const auto first = scene.spool->append(Bytes(3'000'000, 'a')).value();
    ASSERT_TRUE(scene.spool->append(Bytes(3'000'000, 'b')));
    const auto name = scene.disk->list(scene.scratch.path()).value().front();
    std::filesystem::resize_file(scene.scratch / name, 2'999'999);
    const auto read = scene.spool->read(first);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
}

TEST(Spool, SaysThatThereIsNoRoom) {
    const test::SmallDisk small(2);
    if (!small.is_mounted()) GTEST_SKIP() << "cannot mount a small file system here";
    const auto disk = host::make_system_disk();
    host::SystemRandom random;
    Spool spool(*disk, small.path(), random);
    ASSERT_TRUE(spool.append(Bytes(memory_bytes_max, 'm')));
    ASSERT_TRUE(spool.append(Bytes(3'000'000, 'a')));  // in the buffer yet
    const auto appended = spool.append(Bytes(3'000'000, 'b'));
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().kind, ErrorKind::exhausted);
}

TEST(ClearSpoolDirectory, RemovesWhatAnEarlierProcessLeft) {
    Scene scene;
    for (const auto* name : {"one", "two"}) {
        std::ofstream(scene.scratch / name) << "left behind";
    }
    ASSERT_FALSE(scene.is_empty());
    ASSERT_TRUE(clear_spool_directory(*scene.disk, scene.scratch.path()));
    EXPECT_TRUE(scene.is_empty());
    ASSERT_TRUE(clear_spool_directory(*scene.disk, scene.scratch.path()));
}

TEST(ClearSpoolDirectory, SaysThatThereIsNone) {
    Scene scene;
    const auto cleared = clear_spool_directory(*scene.disk, scene.scratch / "none");
    ASSERT_FALSE(cleared);
    EXPECT_EQ(cleared.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace entente::channel
