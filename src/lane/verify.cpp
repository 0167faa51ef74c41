#include "lane/verify.h"

#include <algorithm>
#include <limits>

#include "lane/entry.h"

namespace entente::lane {
namespace {

constexpr Instant before_all_times{std::numeric_limits<std::int64_t>::min()};

std::unexpected<Error> invalid(const char* what, std::string where) {
    return fail(ErrorKind::invalid, what, std::move(where),
                "nothing of it was stored; get the lane from another member");
}

/// The checkpoint with the writer's line alone: what else it carries is not verified here, and the
/// store never holds a line that is not.
Result<Checkpoint> writers_checkpoint(const Checkpoint& checkpoint,
                                      const crypto::PublicKey& log_key) {
    for (const auto& line : checkpoint.note.signatures) {
        Checkpoint alone = {.head = checkpoint.head,
                            .note = {.text = checkpoint.note.text, .signatures = {line}}};
        if (verify_checkpoint(alone, log_key)) return alone;
    }
    return fail(ErrorKind::refused, "the head is not signed by the writer's log key",
                lane_origin(checkpoint.head.lane), "get the lane from another member");
}

/// The header of `entry`, proved with its body. Bytes that came from a peer are never `corrupt`:
/// that is what our own store may be.
Result<Header> prove_entry(const EntryView& entry, std::uint64_t index) {
    auto header = check_entry(entry);
    if (header) return header;
    auto error = std::move(header).error();
    return fail(ErrorKind::invalid, std::move(error.what),
                "entry " + std::to_string(index) + ", " + error.where, std::move(error.remedy));
}

/// The opening of the lane that `segment` starts, proved by the lane's own id.
Result<LaneOpening> read_opening(const SegmentView& segment) {
    if (segment.from != EntryIndex(0)) {
        return fail(ErrorKind::conflict, "the lane is not known here", "next 0",
                    "send it from its first entry on");
    }
    ByteReader reader(segment.entries, "segment, entries");
    const auto entry = TRY(read_entry(reader));
    const auto header = TRY(prove_entry(entry, 0));
    if (entry_id(entry.header).value() != segment.checkpoint.head.lane.value()) {
        return invalid("entry 0 is not the one that the lane is named after", "entry 0");
    }
    if (header.kind != BodyKind::operation || entry.state != BodyState::inline_body) {
        return invalid("entry 0 does not open the lane", "entry 0");
    }
    const auto operation = TRY(decode_operation(entry.body));
    const auto* opening = std::get_if<LaneOpening>(&operation);
    if (opening == nullptr) return invalid("entry 0 does not open the lane", "entry 0");
    if (opening->writer != header.writer) {
        return invalid("the lane is opened in another party's name", "entry 0");
    }
    return *opening;
}

/// The state before the first entry of a lane.
Result<LaneState> state_before(const SegmentView& segment) {
    auto opening = TRY(read_opening(segment));
    return LaneState{.id = segment.checkpoint.head.lane,
                     .opening = std::move(opening),
                     .frontier = {},
                     .last_time = before_all_times,
                     .checkpoint = segment.checkpoint};
}

}  // namespace

/// Works on a copy of the lane's state, so that nothing of a refused segment is left.
class SegmentVerifier {
public:
    SegmentVerifier(LaneState state, const SegmentView& segment)
        : segment_(segment),
          state_(std::move(state)),
          held_(state_.frontier.size().value()),
          end_(segment.from.value() + segment.count) {}

    Result<VerifiedSegment> verify() {
        TRY_VOID(check_place());
        auto checkpoint = TRY(writers_checkpoint(segment_.checkpoint, state_.opening.log_key));
        ByteReader reader(segment_.entries, "segment, entries");
        for (auto index = segment_.from.value(); index < held_; ++index) {
            (void)TRY(read_entry(reader));
        }
        const auto new_entries = segment_.entries.substr(reader.offset());
        ids_.reserve(end_ - held_);
        for (auto index = held_; index < end_; ++index) TRY_VOID(take_entry(reader, index));
        TRY_VOID(check_root());
        TRY_VOID(check_known_head());
        const bool is_newer = checkpoint.head.size > state_.checkpoint.head.size;
        if (is_newer || held_ == 0) state_.checkpoint = std::move(checkpoint);
        VerifiedSegment verified(std::move(state_), EntryIndex(held_));
        verified.count_ = static_cast<std::uint32_t>(ids_.size());
        verified.entries_ = new_entries;
        verified.ids_ = std::move(ids_);
        verified.erased_ = std::move(erased_);
        return verified;
    }

private:
    Result<void> check_place() const {
        if (segment_.checkpoint.head.lane != state_.id) {
            return invalid("a segment of another lane", to_hex(segment_.checkpoint.head.lane));
        }
        if (segment_.from.value() <= held_ && end_ > held_) return {};
        return fail(ErrorKind::conflict,
                    end_ <= held_ ? "nothing new" : "entries before these are missing",
                    "next " + std::to_string(held_), "send the entries from there on");
    }

    /// Proves the next record and makes it the last entry of state_.
    Result<void> take_entry(ByteReader& reader, std::uint64_t index) {
        const auto entry = TRY(read_entry(reader));
        const auto header = TRY(prove_entry(entry, index));
        const auto where = [&] { return "entry " + std::to_string(index); };
        if (header.writer != state_.opening.writer) return invalid("another's header", where());
        if (header.time < state_.last_time) {
            return invalid("a time before that of the entry before", where());
        }
        state_.last_time = header.time;
        ids_.push_back(entry_id(entry.header));
        if (entry.state == BodyState::erased) erased_.push_back(ids_.back());
        state_.frontier.append(ids_.back().value());
        const auto& known = state_.checkpoint.head;
        if (state_.frontier.size() == known.size) root_at_known_ = state_.frontier.root();
        return {};
    }

    /// The entries lead to the signed root.
    [[nodiscard]] Result<void> check_root() const {
        const auto& head = segment_.checkpoint.head;
        return verify_consistency({.old_size = state_.frontier.size(),
                                   .old_root = state_.frontier.root(),
                                   .new_size = head.size,
                                   .new_root = head.root},
                                  segment_.proof);
    }

    /// The entries lead to the root that we know for their size, too. Only now, with them proved,
    /// is the difference the writer's: two histories under one key.
    [[nodiscard]] Result<void> check_known_head() const {
        const auto& known = state_.checkpoint.head;
        if (!root_at_known_ || *root_at_known_ == known.root) return {};
        return invalid("contradicts a head that the writer signed before",
                       "size " + std::to_string(known.size.value()));
    }

    const SegmentView& segment_;
    LaneState state_;
    std::uint64_t held_;  ///< entries that we have already
    std::uint64_t end_;   ///< entries that we have after this segment
    std::vector<EntryId> ids_;
    std::vector<EntryId> erased_;
    std::optional<Digest> root_at_known_;  ///< of our entries, at the known checkpoint's size
};

Result<VerifiedSegment> verify_segment(const std::optional<LaneState>& known, ByteView segment) {
    const auto view = TRY(decode_segment(segment));
    if (known) return SegmentVerifier(*known, view).verify();
    auto state = TRY(state_before(view));
    return SegmentVerifier(std::move(state), view).verify();
}

}  // namespace entente::lane
