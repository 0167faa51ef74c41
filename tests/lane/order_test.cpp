#include "lane/order.h"

#include <algorithm>
#include <set>

#include "base/encoding.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

LaneId lane(std::size_t number) {
    return LaneId(crypto::sha256({"lane ", std::to_string(number)}));
}

Head head(std::size_t number, std::uint64_t size) {
    return {.lane = lane(number), .size = TreeSize(size), .root = {}};
}

OrderedEntry entry(std::size_t number, std::uint64_t index, std::int64_t time,
                   std::vector<Head> seen = {}) {
    return {.lane = lane(number),
            .index = EntryIndex(index),
            .writer = test::party(std::to_string(number)),
            .time = Instant(time),
            .seen = std::move(seen)};
}

/// A history as it can happen: a `seen` names what is there. Clocks are arbitrary.
std::vector<OrderedEntry> any_history(bool with_lies) {
    const auto lanes = *rc::gen::inRange<std::size_t>(1, 5);
    const auto count = *rc::gen::inRange<std::size_t>(0, 40);
    std::vector<std::uint64_t> sizes(lanes, 0);
    std::vector<OrderedEntry> history;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, lanes);
        std::vector<Head> seen;
        for (std::size_t other = 0; other < lanes; ++other) {
            if (other == at || *rc::gen::inRange(0, 3) != 0) continue;
            const auto size = with_lies ? *rc::gen::inRange<std::uint64_t>(0, 20) : sizes[other];
            seen.push_back(head(other, size));
        }
        history.push_back(entry(at, sizes[at]++, *rc::gen::inRange(0, 5), std::move(seen)));
    }
    return history;
}

using Name = std::pair<LaneId, EntryIndex>;

std::vector<Name> names_in_order(const std::vector<OrderedEntry>& entries) {
    std::vector<Name> names;
    for (const auto at : transcript_order(entries)) {
        names.emplace_back(entries[at].lane, entries[at].index);
    }
    return names;
}

/// Design 02-log section 2.7, written out: x stands before y, without the transitive closure, which
/// an order that keeps this keeps too.
bool happens_before(const OrderedEntry& x, const OrderedEntry& y) {
    if (x.lane == y.lane) return x.index < y.index;
    return std::ranges::any_of(y.seen, [&](const Head& seen) {
        return seen.lane == x.lane && seen.size.value() > x.index.value();
    });
}

// Invariant I10 of design 02-log section 6.
RC_GTEST_PROP(TranscriptOrder, ExtendsHappensBefore, ()) {
    const auto history = any_history(false);
    const auto order = transcript_order(history);
    RC_ASSERT(std::set(order.begin(), order.end()).size() == history.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            RC_ASSERT(!happens_before(history[order[i]], history[order[k]]));
        }
    }
}

RC_GTEST_PROP(TranscriptOrder, IsTheSameWhateverTheOrderOfTheInput, (bool with_lies)) {
    auto history = any_history(with_lies);
    const auto expected = names_in_order(history);
    for (std::size_t i = history.size(); i > 1; --i) {
        std::swap(history[i - 1], history[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    RC_ASSERT(names_in_order(history) == expected);
}

RC_GTEST_PROP(TranscriptOrder, HoldsEveryEntryInTheOrderOfItsLaneDespiteLies, ()) {
    const auto history = any_history(true);
    const auto names = names_in_order(history);
    RC_ASSERT(names.size() == history.size());
    std::map<LaneId, std::uint64_t> next;
    for (const auto& [in, index] : names) RC_ASSERT(index.value() == next[in]++);
}

TEST(TranscriptOrder, IsByTimeWhereNothingElseSays) {
    const std::vector history = {entry(0, 0, 3), entry(1, 0, 2), entry(2, 0, 1)};
    EXPECT_EQ(transcript_order(history), (std::vector<std::size_t>{2, 1, 0}));
}

TEST(TranscriptOrder, IsBySeenWhateverTheClocksSay) {
    const std::vector history = {entry(0, 0, 1, {head(1, 2)}), entry(1, 0, 5), entry(1, 1, 9)};
    EXPECT_EQ(transcript_order(history), (std::vector<std::size_t>{1, 2, 0}));
}

TEST(TranscriptOrder, IsByWriterAtOneTime) {
    const std::vector history = {entry(0, 0, 1), entry(1, 0, 1)};
    const bool is_first = history[0].writer < history[1].writer;
    EXPECT_EQ(transcript_order(history),
              is_first ? (std::vector<std::size_t>{0, 1}) : (std::vector<std::size_t>{1, 0}));
}

TEST(TranscriptOrder, TakesASeenOfWhatIsNotHere) {
    const std::vector history = {entry(0, 0, 1, {head(1, 7), head(2, 1)}), entry(1, 0, 5)};
    EXPECT_EQ(transcript_order(history), (std::vector<std::size_t>{1, 0}));
}

TEST(TranscriptOrder, CutsACircleOfLiesAtItsEarliestEntry) {
    const std::vector history = {entry(0, 0, 2, {head(1, 1)}), entry(1, 0, 1, {head(0, 1)})};
    EXPECT_EQ(transcript_order(history), (std::vector<std::size_t>{1, 0}));
}

TEST(TranscriptOrder, OfNothingIsNothing) {
    EXPECT_TRUE(transcript_order({}).empty());
}

// Design 02-log section 2.7, written out.
TEST(Fingerprint, IsOverTheSortedLines) {
    std::vector<Head> heads = {head(0, 7), head(1, 12)};
    std::ranges::sort(heads);
    std::string lines;
    for (const auto& each : heads) {
        lines += to_hex(each.lane) + " " + std::to_string(each.size.value()) + " " +
                 to_base64(view(each.root)) + "\n";
    }
    const auto digits = entente::to_hex(view(crypto::sha256({lines})));
    const auto text = fingerprint(heads);
    EXPECT_EQ(text.size(), 8 * 4 + 7U);
    EXPECT_EQ(text.substr(0, 9), digits.substr(0, 4) + " " + digits.substr(4, 4));
    EXPECT_EQ(text.substr(35), digits.substr(28, 4));
    std::ranges::reverse(heads);
    EXPECT_EQ(fingerprint(heads), text);
}

TEST(Fingerprint, ChangesWithAnyHead) {
    EXPECT_NE(fingerprint({head(0, 7)}), fingerprint({head(0, 8)}));
    EXPECT_NE(fingerprint({head(0, 7)}), fingerprint({head(1, 7)}));
    EXPECT_NE(fingerprint({head(0, 7)}), fingerprint({}));
}

}  // namespace
}  // namespace entente::lane
