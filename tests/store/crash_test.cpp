// The keeper on a disk that forgets: design 02-log sections 4.4, 4.5, invariants I2, I3, I27.

#include <filesystem>

#include "store/embedded/embedded_store.h"
#include "tests/store/lanes.h"
#include "tests/support/forgetful_disk.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::store {
namespace {

using entente::test::Fault;
using entente::test::ForgetfulDisk;
using test::Author;

/// What happens to one lane: so many entries are sealed at once, or a receipt comes.
struct Step {
    std::size_t lane;  ///< 0 and 1 are ours; 2 is BRAVO's, received with our receipt
    int entries;       ///< 0: a receipt for the lane's head

    friend std::ostream& operator<<(std::ostream& out, const Step& step) {
        return out << step.lane << ":" << step.entries;
    }
};

/// Where the index is, which no test here takes the power from: in memory, where a machine has it,
/// for thousands of stores are opened and closed.
std::filesystem::path index_parent() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

/// A node whose machine dies, and what it was promised.
class Machine {
public:
    explicit Machine(std::uint64_t seed) : disk_(seed) {
        // BRAVO's own store: where ALPHA's copies come from. It never fails.
        ForgetfulDisk& far = far_disk_;
        far_ = open_embedded(far, options("bravo", bravo_.id())).value();
        const auto opening = bravo_.open_lane("c", "alpha");
        far_->append(opening).value();
        lanes_[2] = opening.after().id;
    }

    ForgetfulDisk& disk() { return disk_; }

    Result<void> open() {
        store_.reset();
        store_ = TRY(open_embedded(disk_, options("alpha", alpha_.id())));
        return {};
    }

    void close() { store_.reset(); }

    void lose_index() { std::filesystem::remove_all(scratch_ / "alpha"); }

    /// errors  what the store gave
    Result<void> take(const Step& step) {
        auto& lane = lanes_[step.lane];
        const bool is_held = lane && store_->state(*lane).has_value();
        if (step.entries == 0) return is_held ? add_receipt(*lane) : Result<void>();
        if (step.lane == 2) return receive(*lane, step.entries);
        if (!lane) {
            const auto opening = alpha_.open_lane("c", "bravo");
            TRY_VOID(promise(opening.after().id, store_->append(opening)));
            lane = opening.after().id;
        }
        const auto state = TRY(store_->state(*lane));
        const auto batch = alpha_.seal(state, objects(step.entries));
        return promise(*lane, store_->append(batch));
    }

    /// All that was promised is there, whole batches only, and every proof holds.
    void check_promises() {
        RC_ASSERT(store_->wait_indexed().has_value());
        for (const auto& [id, sizes] : promised_) {
            const auto state = store_->state(id);
            RC_ASSERT(state.has_value());
            const auto size = state->frontier.size().value();
            RC_ASSERT(size >= sizes.back());
            RC_ASSERT(state->checkpoint.head.size == state->frontier.size());
            const auto leaves = lane::test::Leaves(test::leaves_of(*store_, id));
            for (const auto promised : sizes) {
                const auto root = store_->root_at(id, TreeSize(promised));
                RC_ASSERT(root.value() == lane::test::tree_hash(leaves.first(promised)));
                RC_ASSERT(root.value() == roots_.at({id, promised}));
            }
        }
        std::size_t indexed = 0;
        std::size_t held = 0;
        for (const auto& id : store_->lanes()) {
            held += store_->state(id).value().frontier.size().value();
        }
        PageQuery query{.channel = std::nullopt, .type = "", .cursor = 0, .count_max = 1'000};
        indexed = store_->page(query).value().positions.size();
        RC_ASSERT(indexed == held);
    }

    [[nodiscard]] std::size_t promised_entries() const {
        std::size_t entries = 0;
        for (const auto& [id, sizes] : promised_) entries += sizes.back();
        return entries;
    }

private:
    [[nodiscard]] EmbeddedOptions options(const std::string& name, const PartyId& self) const {
        std::filesystem::create_directories(scratch_ / name);
        return {.directory = name,
                .fence_directory = name + "-fence",
                .self = self,
                .describe = test::describe,
                .index_path = scratch_ / (name + "/index.db")};
    }

    std::vector<test::Object> objects(int count) {
        std::vector<test::Object> made;
        for (int i = 0; i < count; ++i) {
            made.push_back({.id = "tool--" + std::to_string(next_object_++),
                            .text = std::string(static_cast<std::size_t>(count) * 97, 'x')});
        }
        return made;
    }

    Result<void> receive(const LaneId& id, int entries) {
        const auto batch = bravo_.seal(far_->state(id).value(), objects(entries));
        far_->append(batch).value();
        const auto held = store_->state(id);
        const EntryIndex next(held ? held->frontier.size().value() : 0);
        const auto segment = test::verified(*store_, id, test::segment(*far_, id, next, 1'000));
        const auto ours = alpha_.receipt(segment.after().checkpoint.head, 5);
        return promise(id, store_->append(segment, ours));
    }

    Result<void> add_receipt(const LaneId& id) {
        const auto state = TRY(store_->state(id));
        const auto& head = state.checkpoint.head;
        return store_->add_receipts(head, {bravo_.receipt(head, next_time_++)});
    }

    Result<void> promise(const LaneId& id, const Result<Appended>& appended) {
        if (!appended) return std::unexpected(appended.error());
        const auto size = appended->size().value();
        promised_[id].push_back(size);
        roots_.insert_or_assign(std::pair(id, size), store_->state(id).value().frontier.root());
        return {};
    }

    entente::test::Scratch scratch_{index_parent()};
    ForgetfulDisk disk_;
    ForgetfulDisk far_disk_;
    Author alpha_{"alpha"};
    Author bravo_{"bravo"};
    std::unique_ptr<Store> far_;
    std::unique_ptr<Store> store_;
    std::optional<LaneId> lanes_[3];
    std::map<LaneId, std::vector<std::uint64_t>> promised_;
    std::map<std::pair<LaneId, std::uint64_t>, lane::Digest> roots_;
    int next_object_ = 0;
    std::uint64_t next_time_ = 1;
};

std::vector<Step> schedule() {
    const auto step =
        rc::gen::construct<Step>(rc::gen::inRange<std::size_t>(0, 3), rc::gen::element(0, 1, 2, 9));
    return *rc::gen::resize(8, rc::gen::container<std::vector<Step>>(step));
}

/// Until something fails; an append that fails must say so.
void run(Machine& machine, const std::vector<Step>& steps) {
    for (const auto& step : steps) {
        if (!machine.take(step)) return;
    }
}

TEST(Crash, AtEveryStepOfAFixedScheduleKeepsWhatWasPromised) {
    const std::vector<Step> steps = {{0, 2}, {2, 3}, {0, 0}, {0, 9}, {1, 1}, {2, 1}, {0, 1}};
    for (std::uint64_t step = 0;; ++step) {
        SCOPED_TRACE("power goes at step " + std::to_string(step));
        Machine machine(step);
        machine.disk().plan({.kind = Fault::Kind::power, .step = step});
        if (machine.open()) run(machine, steps);
        machine.close();
        const bool is_done = machine.disk().steps() < step;
        machine.disk().reboot();
        if (step % 2 == 0) machine.lose_index();
        const auto reopened = machine.open();
        ASSERT_TRUE(reopened.has_value()) << to_line(reopened.error());
        machine.check_promises();
        for (const auto& later : steps) ASSERT_TRUE(machine.take(later).has_value());
        machine.check_promises();
        if (is_done) break;
        ASSERT_LT(step, 200U);
    }
}

RC_GTEST_PROP(Crash, AtAnyStepKeepsWhatWasPromised, ()) {
    Machine machine(*rc::gen::arbitrary<std::uint64_t>());
    const auto lives = *rc::gen::inRange(1, 4);
    for (int life = 0; life < lives; ++life) {
        machine.disk().plan(
            {.kind = Fault::Kind::power, .step = *rc::gen::inRange<std::uint64_t>(0, 50)});
        const auto opened = machine.open();
        if (opened) run(machine, schedule());
        machine.close();
        machine.disk().reboot();
        if (*rc::gen::arbitrary<bool>()) machine.lose_index();
    }
    const auto reopened = machine.open();
    if (!reopened) RC_FAIL(to_line(reopened.error()));
    machine.check_promises();
    for (const auto& step : schedule()) RC_ASSERT(machine.take(step).has_value());
    machine.check_promises();
}

RC_GTEST_PROP(FullDisk, AtAnyWriteLeavesNothingHalfWrittenAndTheStoreGoesOn, ()) {
    Machine machine(*rc::gen::arbitrary<std::uint64_t>());
    RC_ASSERT(machine.open().has_value());
    machine.disk().plan(
        {.kind = Fault::Kind::full, .step = *rc::gen::inRange<std::uint64_t>(0, 30)});
    int refused = 0;
    for (const auto& step : schedule()) {
        const auto taken = machine.take(step);
        if (taken) continue;
        ++refused;
        // A lane file is cut back and goes on; a fence whose room was made before and yet is full
        // is in a state that nobody knows, so the store stops.
        if (taken.error().kind == ErrorKind::fatal) break;
        RC_ASSERT(taken.error().kind == ErrorKind::exhausted);
        RC_ASSERT(machine.take(step).has_value());
    }
    RC_ASSERT(refused <= 1);
    machine.check_promises();
    machine.close();
    machine.disk().reboot();
    RC_ASSERT(machine.open().has_value());
    machine.check_promises();
}

RC_GTEST_PROP(FailedSync, AtAnyStepStopsTheStoreUntilItIsOpenedAgain, ()) {
    Machine machine(*rc::gen::arbitrary<std::uint64_t>());
    RC_ASSERT(machine.open().has_value());
    machine.disk().plan(
        {.kind = Fault::Kind::sync, .step = *rc::gen::inRange<std::uint64_t>(0, 20)});
    bool has_failed = false;
    for (const auto& step : schedule()) {
        if (step.entries == 0) continue;  // a receipt is not written at once
        const auto taken = machine.take(step);
        RC_ASSERT(!(taken.has_value() && has_failed));
        if (taken) continue;
        RC_ASSERT(taken.error().kind == ErrorKind::fatal);
        has_failed = true;
    }
    machine.close();
    machine.disk().reboot();
    const auto reopened = machine.open();
    if (!reopened) RC_FAIL(to_line(reopened.error()));
    machine.check_promises();
    for (const auto& step : schedule()) RC_ASSERT(machine.take(step).has_value());
}

}  // namespace
}  // namespace entente::store
