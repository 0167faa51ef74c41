#include "lane/seal.h"

#include <algorithm>
#include <span>

#include "base/limits.h"
#include "json/canonical.h"
#include "lane/entry.h"

namespace entente::lane {
namespace {

constexpr std::int64_t microseconds_per_millisecond = 1'000;

// What a record adds to its body, roughly: for reserving memory only.
constexpr std::size_t record_bytes = 256;

/// The instant without its microseconds, as headers carry it.
Instant cut_to_milliseconds(Instant instant) {
    const auto rest = instant.value() % microseconds_per_millisecond;
    const auto below = rest < 0 ? rest + microseconds_per_millisecond : rest;
    return Instant(instant.value() - below);
}

Result<void> check_opening(const LaneOpening& opening) {
    const auto& audience = opening.audience;
    const auto refuse = [](const char* what) {
        return fail(ErrorKind::invalid, what, "audience",
                    "name each party once, sorted by id, with the writer");
    };
    if (audience.size() > limits::audience_max) return refuse("too many parties");
    if (std::ranges::adjacent_find(audience, std::ranges::greater_equal()) != audience.end()) {
        return refuse("the parties are not sorted, or one is named twice");
    }
    if (!std::ranges::binary_search(audience, opening.writer)) {
        return refuse("the writer is not in it");
    }
    return {};
}

Result<void> check_bodies(const std::vector<Body>& bodies) {
    if (bodies.empty() || bodies.size() > limits::batch_entries_max) {
        return fail(ErrorKind::invalid, "a batch has 1 to 1,000 bodies",
                    std::to_string(bodies.size()) + " bodies");
    }
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const auto where = "body " + std::to_string(i);
        if (bodies[i].bytes.size() > limits::body_bytes_max) {
            return fail(ErrorKind::invalid, "a body has at most 16 MiB", where);
        }
        if (const auto canonical = json::check_canonical(bodies[i].bytes); !canonical) {
            return fail(canonical.error().kind, canonical.error().what,
                        where + ", " + canonical.error().where, canonical.error().remedy);
        }
    }
    return {};
}

/// Entries in the making: under no signature yet.
struct Draft {
    Frontier frontier;
    Bytes entries;
    std::vector<EntryId> ids;
};

/// What all entries of a batch share.
struct Stamp {
    Instant time;
    PartyId writer;
};

/// Appends `bodies` as entries after `frontier`.
Draft draft_entries(Frontier frontier, const Stamp& stamp, const std::vector<Body>& bodies,
                    Random& random) {
    Draft draft = {.frontier = std::move(frontier), .entries = {}, .ids = {}};
    std::size_t bytes = 0;
    for (const auto& body : bodies) bytes += body.bytes.size() + record_bytes;
    draft.entries.reserve(bytes);
    draft.ids.reserve(bodies.size());
    std::vector<Salt> salts(bodies.size());
    random.fill(std::as_writable_bytes(std::span(salts)));  // at once: each call enters the kernel
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const auto& body = bodies[i];
        if (body.salt) salts[i] = *body.salt;
        const auto header =
            encode_header({.commitment = commit(salts[i], body.bytes),
                           .kind = body.kind,
                           .body_bytes = static_cast<std::uint32_t>(body.bytes.size()),
                           .origin = body.origin,
                           .relay = {},
                           .time = stamp.time,
                           .writer = stamp.writer});
        draft.ids.push_back(entry_id(header));
        draft.frontier.append(draft.ids.back().value());
        append_entry(draft.entries, {.header = header,
                                     .state = BodyState::inline_body,
                                     .salt = salts[i],
                                     .body = body.bytes});
    }
    return draft;
}

/// Hashes the records that will be written once more, from `frontier` on, and compares. In 2021 a
/// bit that flipped between hashing and writing ended a public log: Yeti 2022 (section 13).
Result<void> verify_before_write(Frontier frontier, const Draft& draft) {
    ByteReader reader(draft.entries, "sealed batch");
    for (const auto& id : draft.ids) {
        const auto entry = TRY(read_entry(reader));
        // Whether it is canonical was checked before: what opens the commitment is those bytes.
        (void)TRY(open_entry(entry));
        const auto again = entry_id(entry.header);
        if (again != id) return fail(ErrorKind::fatal, "hashed twice, differs", reader.place());
        frontier.append(again.value());
    }
    TRY_VOID(reader.finish());
    if (frontier == draft.frontier) return {};
    return fail(ErrorKind::fatal, "the root of what was written differs", reader.place());
}

/// The checkpoint over the draft, once both the draft and the signature were verified.
Result<Checkpoint> sign_draft(const Frontier& before, const LaneId& lane, const Draft& draft,
                              const crypto::KeyPair& log_key) {
    const auto as_fatal = [](const Error& error) {
        return fail(ErrorKind::fatal, "this machine computes wrongly: " + error.what, error.where,
                    "nothing of the batch was written or sent; test the memory");
    };
    const auto verified = verify_before_write(before, draft);
    if (!verified) return as_fatal(verified.error());
    auto checkpoint = sign_checkpoint(
        {.lane = lane, .size = draft.frontier.size(), .root = draft.frontier.root()}, log_key);
    const auto is_signed = verify_checkpoint(checkpoint, log_key.public_key());
    if (!is_signed) return as_fatal(is_signed.error());
    return checkpoint;
}

Result<void> check_key(const LaneOpening& opening, const crypto::KeyPair& log_key) {
    if (opening.log_key == log_key.public_key()) return {};
    return fail(ErrorKind::refused, "the lane has another log key", "log_pub",
                "seal with the key that the lane was opened with");
}

/// A checkpoint ahead of the entries means that some of ours are missing here: to seal now would
/// sign a second history.
Result<void> check_complete(const LaneState& state) {
    const auto& head = state.checkpoint.head;
    if (state.frontier.size() == head.size && state.frontier.root() == head.root) return {};
    return fail(ErrorKind::conflict, "the lane is signed further than it is held here",
                "next " + std::to_string(state.frontier.size().value()),
                "fetch the missing entries from the other members first");
}

}  // namespace

SealedBatch Sealer::make(LaneState after, EntryIndex from, Bytes entries,
                         std::vector<EntryId> ids) {
    SealedBatch batch(std::move(after), from);
    batch.count_ = static_cast<std::uint32_t>(ids.size());
    batch.entries_ = std::move(entries);
    batch.ids_ = std::move(ids);
    return batch;
}

Result<SealedBatch> Sealer::open_lane(const LaneOpening& opening) const {
    TRY_VOID(check_opening(opening));
    TRY_VOID(check_key(opening, log_key_));
    const auto time = cut_to_milliseconds(clock_.now());
    auto draft =
        draft_entries({}, {.time = time, .writer = opening.writer},
                      {{.kind = BodyKind::operation, .bytes = encode_operation(opening)}}, random_);
    const LaneId lane(draft.ids.front().value());  // self-certifying: design 02-log section 3.6
    auto checkpoint = TRY(sign_draft({}, lane, draft, log_key_));
    return make({.id = lane,
                 .opening = opening,
                 .frontier = std::move(draft.frontier),
                 .last_time = time,
                 .checkpoint = std::move(checkpoint)},
                EntryIndex(0), std::move(draft.entries), std::move(draft.ids));
}

Result<SealedBatch> Sealer::seal(const LaneState& state, std::vector<Body> bodies) const {
    TRY_VOID(check_key(state.opening, log_key_));
    TRY_VOID(check_complete(state));
    TRY_VOID(check_bodies(bodies));
    const auto time = std::max(cut_to_milliseconds(clock_.now()), state.last_time);
    auto draft = draft_entries(state.frontier, {.time = time, .writer = state.opening.writer},
                               bodies, random_);
    auto checkpoint = TRY(sign_draft(state.frontier, state.id, draft, log_key_));
    return make({.id = state.id,
                 .opening = state.opening,
                 .frontier = std::move(draft.frontier),
                 .last_time = time,
                 .checkpoint = std::move(checkpoint)},
                EntryIndex(state.frontier.size().value()), std::move(draft.entries),
                std::move(draft.ids));
}

}  // namespace entente::lane
