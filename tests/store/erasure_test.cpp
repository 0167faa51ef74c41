// Bodies that are erased: invariant I18, and a crash at every step of it.

#include "store/embedded/erasure.h"

#include "lane/entry.h"
#include "tests/store/embedded.h"
#include "tests/support/forgetful_disk.h"

namespace entente::store {
namespace {

using entente::test::Fault;
using entente::test::ForgetfulDisk;

constexpr auto canary = "the canary sings at noon";

const std::vector<Object> with_canary = {
    {.id = "tool--1", .references = {"identity--1"}},
    {.id = "note--2", .references = {"identity--1"}, .text = canary},
    {.id = "tool--3", .references = {"identity--1"}}};

lane::EntryView entry_at(const EntryRange& range) {
    ByteReader reader(range.records, "record");
    return lane::read_entry(reader).value();
}

class ErasedEntry : public EmbeddedStore {
protected:
    ErasedEntry() { write({{{.id = "tool--0"}}, with_canary, {{.id = "tool--4"}}}); }

    static constexpr EntryIndex index{3};  // the note

    /// Whether any file below the directories of the store has these bytes.
    [[nodiscard]] bool is_on_disk(ByteView bytes) const {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(keepers.path("alpha"))) {
            if (!entry.is_regular_file()) continue;
            const auto disk = host::make_system_disk();
            const auto content =
                host::read_whole(*disk, entry.path().string(), std::size_t{1} << 26).value();
            if (content.contains(bytes)) return true;
        }
        return false;
    }
};

TEST_F(ErasedEntry, IsInNoFileButItsHeaderAndEveryProofIs) {
    const auto store = open().value();
    const auto before = store->state(*lane).value();
    const auto record = store->read(*lane, index, 1, 0).value();
    const auto whole = entry_at(record);
    const Bytes salt(view(whole.salt));
    ASSERT_TRUE(is_on_disk(canary));
    ASSERT_TRUE(is_on_disk(salt));
    ASSERT_TRUE(store->erase(*lane, index).has_value());
    EXPECT_FALSE(is_on_disk(canary));
    EXPECT_FALSE(is_on_disk(salt));
    const auto left = store->read(*lane, index, 1, 0).value();
    EXPECT_EQ(entry_at(left).state, lane::BodyState::erased);
    EXPECT_EQ(entry_at(left).header, whole.header);
    EXPECT_EQ(store->root_at(*lane, before.frontier.size()).value(), before.frontier.root());
    const auto all = store->read(*lane, EntryIndex(0), 100, 1'000'000).value();
    EXPECT_EQ(all.count, before.frontier.size().value());
}

TEST_F(ErasedEntry, IsFoundUnderNoneOfItsKeysBeforeARebuildOrAfter) {
    {
        const auto store = open().value();
        ASSERT_TRUE(store->erase(*lane, index).has_value());
    }
    for (const bool is_rebuilt : {false, true}) {
        if (is_rebuilt) ASSERT_TRUE(rebuild_embedded(keepers.disk(), options(), {}).has_value());
        const auto store = open().value();
        EXPECT_TRUE(store->find("note--2").value().empty());
        EXPECT_EQ(store->referring("identity--1").value().size(), 2U);
        EXPECT_TRUE(store->page({.channel = {}, .type = "note"}).value().positions.empty());
        const auto erased = store->page({.channel = {}, .type = std::string(erased_type)}).value();
        EXPECT_EQ(erased.positions, (std::vector<Position>{{*lane, index}}));
    }
}

TEST_F(ErasedEntry, CanBeErasedAgainAndTheLaneGoesOn) {
    {
        const auto store = open().value();
        ASSERT_TRUE(store->erase(*lane, index).has_value());
        ASSERT_TRUE(store->erase(*lane, index).has_value());
        ASSERT_TRUE(store->erase(*lane, EntryIndex(2)).has_value());
    }
    write({{{.id = "tool--5"}}});
    EXPECT_EQ(open().value()->find("tool--5").value().size(), 1U);
}

TEST_F(ErasedEntry, MayNotBeTheLanesFirstNorOneThatIsNotThere) {
    const auto store = open().value();
    EXPECT_EQ(store->erase(*lane, EntryIndex(0)).error().kind, ErrorKind::refused);
    EXPECT_EQ(store->erase(*lane, EntryIndex(99)).error().kind, ErrorKind::not_found);
    const LaneId stranger(crypto::sha256({"stranger"}));
    EXPECT_EQ(store->erase(stranger, index).error().kind, ErrorKind::not_found);
}

TEST_F(ErasedEntry, IsFoundByItsId) {
    const auto store = open().value();
    const auto range = store->read(*lane, index, 1, 0).value();
    const auto id = lane::entry_id(entry_at(range).header);
    ASSERT_TRUE(store->erase(*lane, index).has_value());
    EXPECT_EQ(store->find_entry(*lane, id).value(), index);
    EXPECT_EQ(store->find_entry(*lane, lane::EntryId(crypto::sha256({"x"}))).value(), std::nullopt);
}

TEST(Erasure, IsFinishedWhateverStepThePowerGoesAt) {
    const entente::test::Scratch scratch;
    for (std::uint64_t step = 0;; ++step) {
        SCOPED_TRACE("power goes at step " + std::to_string(step));
        ForgetfulDisk disk(step);
        test::Author alpha{"alpha"};
        const EmbeddedOptions options{.directory = "alpha",
                                      .fence_directory = "alpha-fence",
                                      .self = alpha.id(),
                                      .describe = test::describe,
                                      .index_path = scratch / ("index" + std::to_string(step))};
        auto store = open_embedded(disk, options).value();
        const auto opening = alpha.open_lane("c", "bravo");
        const auto lane = opening.after().id;
        ASSERT_TRUE(store->append(opening).has_value());
        const auto batch = alpha.seal(opening.after(), with_canary);
        ASSERT_TRUE(store->append(batch).has_value());
        disk.plan({.kind = Fault::Kind::power, .step = step});
        const bool is_erased = store->erase(lane, EntryIndex(2)).has_value();
        store.reset();
        const bool is_done = disk.steps() < step;
        disk.reboot();

        store = open_embedded(disk, options).value();
        const auto state = store->state(lane).value();
        EXPECT_EQ(state.frontier, batch.after().frontier);
        const auto range = store->read(lane, EntryIndex(2), 1, 0).value();
        const auto entry = entry_at(range);
        if (is_erased) EXPECT_EQ(entry.state, lane::BodyState::erased);
        EXPECT_TRUE(lane::check_entry(entry).has_value());
        ASSERT_TRUE(store->erase(lane, EntryIndex(2)).has_value());
        const auto path = "alpha/record/" + lane::to_hex(lane);
        EXPECT_FALSE(host::read_whole(disk, path, 1'000'000).value().contains(canary));
        EXPECT_TRUE(audit_frames(disk, "alpha", lane, [](const AuditFrame& frame) -> Result<void> {
                        EXPECT_TRUE(frame.is_checksum_good);
                        return {};
                    }).has_value());
        if (is_done) break;
        ASSERT_LT(step, 50U);
    }
}

RC_GTEST_PROP(ErasureNote, IsReadBackAsItWasWritten, ()) {
    const auto number = [] { return *rc::gen::arbitrary<std::uint64_t>(); };
    const Erasure erasure{.lane = LaneId(crypto::sha256({std::to_string(number())})),
                          .frame = number(),
                          .state = number(),
                          .content = number(),
                          .bytes = number(),
                          .checksum = number()};
    const auto note = encode_erasure(erasure);
    RC_ASSERT(decode_erasure(note).value() == erasure);
    for (std::size_t length = 0; length < note.size(); ++length) {
        RC_ASSERT(!decode_erasure(note.substr(0, length)).has_value());
    }
}

// A copy of a directory may bring a note along whose lane file is older.
TEST_F(EmbeddedStore, NoteOfAnErasureThatDoesNotFitTheRecordIsDropped) {
    write({{{.id = "tool--0"}}});
    const Erasure beyond{.lane = *lane,
                         .frame = 1'000'000,
                         .state = 1'000'100,
                         .content = 1'000'105,
                         .bytes = 40,
                         .checksum = 0};
    const auto note = keepers.path("alpha/erasing");
    for (const auto& content : {encode_erasure(beyond), Bytes("garbage")}) {
        ASSERT_TRUE(keepers.disk().replace(note, content).has_value());
        EXPECT_TRUE(open().has_value());
        EXPECT_FALSE(keepers.disk().exists(note));
    }
}

}  // namespace
}  // namespace entente::store
