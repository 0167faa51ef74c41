#include "channel/evidence.h"

#include <algorithm>
#include <functional>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/recovery.h"
#include "channel/targets.h"
#include "channel/writer.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::size_t id_beginning_digits_min = 8;
/// How every `evidence` reads in canonical JSON; what lacks it need not be parsed.
constexpr std::string_view notice_mark = R"("op":"evidence","sha256":")";

/// Every segment is looked at: a search that skips, for quotes are everywhere in JSON.
bool has_notice(ByteView bytes) {
    const std::boyer_moore_horspool_searcher searcher(notice_mark.begin(), notice_mark.end());
    return std::search(bytes.begin(), bytes.end(), searcher) != bytes.end();
}

bool is_among(const std::vector<PartyId>& audience, const PartyId& party) {
    return std::ranges::find(audience, party) != audience.end();
}

/// The copy that people hand on. The evidence itself is kept with the dispute.
Result<void> keep_file(Context& context, const std::string& name, ByteView bytes) {
    if (context.evidence_directory.empty()) return {};
    TRY_VOID(context.disk.make_directory(context.evidence_directory));
    return context.disk.replace(context.evidence_directory + "/" + name, bytes);
}

/// Call it with context.receiving held.
Result<void> keep(Context& context, const lane::ProvenEvidence& evidence,
                  std::optional<lane::EntryIndex> differs_from, ByteView other) {
    auto& disputes = context.directory.disputes();
    const bool is_new = TRY(disputes.add(evidence, context.clock.now(), differs_from));
    if (!is_new) return {};
    context.announcer.announce();
    const auto name = evidence_name(evidence);
    TRY_VOID(keep_file(context, name + ".json", lane::encode_evidence(evidence.evidence())));
    if (!other.empty()) TRY_VOID(keep_file(context, name + ".segment", other));
    return {};
}

/// Whether all of them may know of the lane, and it is here.
Result<void> check_members(const Context& context, const lane::LaneId& lane,
                           const std::vector<PartyId>& parties) {
    const auto state = context.store.state(lane);
    const bool are_members = state && std::ranges::all_of(parties, [&](const auto& party) {
                                 return is_among(state->opening.audience, party);
                             });
    if (are_members) return {};
    return fail(ErrorKind::not_found, "there is no such lane", lane::to_hex(lane));
}

/// The evidence, if it proves something against a member of the lane.
Result<lane::ProvenEvidence> prove_against_member(const Context& context, lane::Evidence evidence) {
    auto proven = TRY(prove(std::move(evidence)));
    TRY_VOID(check_members(context, proven.evidence().lane, {proven.accused()}));
    return proven;
}

/// The file of an `evidence`, if the entry is one and may speak of that lane: whoever reads it must
/// be in the accused lane's audience (rule L7).
std::optional<lane::Evidence> noticed(const Context& context, const lane::LaneState& speaker,
                                      const lane::EntryView& entry) {
    if (!has_notice(entry.body)) return std::nullopt;
    const auto header = lane::decode_header(entry.header);
    if (!header || header->kind != lane::BodyKind::operation) return std::nullopt;
    const auto operation = lane::decode_operation(entry.body);
    if (!operation) return std::nullopt;
    const auto* notice = std::get_if<lane::EvidenceNotice>(&*operation);
    if (notice == nullptr || notice->file.empty()) return std::nullopt;
    auto evidence = lane::decode_evidence(notice->file);
    if (!evidence) return std::nullopt;
    const auto accused = context.store.state(evidence->lane);
    if (!accused) return std::nullopt;
    if (!std::ranges::includes(accused->opening.audience, speaker.opening.audience)) {
        return std::nullopt;
    }
    return *std::move(evidence);
}

/// Writes the `evidence` of one dispute.
Result<void> write_notice(Context& context, const Dispute& dispute) {
    const auto& fork = *dispute.fork();
    const auto& accused = fork.opening().value();
    const std::scoped_lock lock(context.writing);
    const auto ours = TRY(lane_within(context, accused.channel, accused.audience));
    if (ours && ours->id != dispute.lane) {
        const auto file = lane::encode_evidence(fork.evidence());
        const lane::EvidenceNotice notice{.kind = std::string(lane::to_text(fork.evidence().kind)),
                                          .digest = crypto::sha256({file}),
                                          .file = file};
        auto writer = TRY(BatchWriter::begin(context, *ours));
        TRY_VOID(writer.write(
            {{.kind = lane::BodyKind::operation, .bytes = lane::encode_operation(notice)}}));
        TRY_VOID(writer.finish());
    }
    // A crash before this writes a second one at the next start: it says the same.
    return context.directory.disputes().note_written(dispute.lane);
}

/// The frozen lane that is meant.
Result<Dispute> find_frozen(const Context& context, std::string_view wanted) {
    std::vector<Dispute> found;
    for (auto& dispute : context.directory.disputes().all()) {
        const bool is_meant = wanted.size() >= id_beginning_digits_min &&
                              lane::to_hex(dispute.lane).starts_with(wanted);
        if (is_meant && dispute.is_frozen()) found.push_back(std::move(dispute));
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        return fail(ErrorKind::conflict, "more than one frozen lane is meant", std::string(wanted),
                    "give more digits of its id");
    }
    return fail(ErrorKind::not_found, "there is no such frozen lane", std::string(wanted),
                "give at least 8 digits of its id; see entente evidence list");
}

/// The lane that the writer goes on with, as the operator names it.
Result<std::optional<lane::LaneId>> find_successor(const Context& context, const Dispute& dispute,
                                                   std::string_view wanted) {
    if (wanted.empty()) return std::optional<lane::LaneId>();
    const auto& accused = dispute.fork()->opening().value();
    const auto lanes = TRY(lanes_of(context, accused.channel));
    for (const auto& lane : lanes) {
        const bool is_meant =
            wanted.size() >= id_beginning_digits_min && lane::to_hex(lane.id).starts_with(wanted);
        if (is_meant && lane.opening.writer == accused.writer && lane.id != dispute.lane) {
            return std::optional(lane.id);
        }
    }
    return fail(ErrorKind::not_found, "the writer has no other such lane on this channel",
                std::string(wanted), "leave --successor away, or see entente status");
}

}  // namespace

std::unexpected<Error> frozen(const lane::LaneId& lane) {
    return fail(ErrorKind::conflict,
                "the lane is frozen: two different histories of it were signed", lane::to_hex(lane),
                "see entente evidence list, and reach the writer by another way");
}

Result<void> freeze(Context& context, const Fork& fork, ByteView other) {
    return keep(context, fork.evidence, fork.differs_from, other);
}

Result<void> keep_parting(Context& context, const Dispute& dispute, lane::EntryIndex differs_from,
                          ByteView other) {
    TRY_VOID(context.directory.disputes().note_parting(dispute.lane, differs_from));
    return keep_file(context, evidence_name(*dispute.fork()) + ".segment", other);
}

Result<void> check_head(Context& context, const lane::LaneState& ours,
                        const lane::Checkpoint& shown) {
    const auto dispute = context.directory.disputes().of(ours.id);
    if (dispute && dispute->fork() != nullptr) return {};
    const auto fork = TRY(fork_with_head(context, ours, shown));
    if (!fork) return {};
    const std::scoped_lock lock(context.receiving);
    TRY_VOID(freeze(context, *fork, {}));
    for (const auto& proven : double_cosigners(context, ours, shown, fork->evidence)) {
        TRY_VOID(keep(context, proven, std::nullopt, {}));
    }
    return {};
}

Result<void> take_evidence(Context& context, const PartyId& carrier, ByteView file) {
    auto evidence = TRY(lane::decode_evidence(file));
    TRY_VOID(check_members(context, evidence.lane, {carrier, context.self()}));
    const auto proven = TRY(prove_against_member(context, std::move(evidence)));
    const std::scoped_lock lock(context.receiving);
    TRY_VOID(keep(context, proven, std::nullopt, {}));
    // Ours may say more than the carrier's.
    const auto kept = context.directory.disputes().of(proven.evidence().lane);
    const bool is_same = kept && std::ranges::any_of(kept->evidence, [&](const auto& one) {
                             return lane::encode_evidence(one.evidence()) == file;
                         });
    if (is_same) context.directory.disputes().note_told(evidence_name(proven), carrier);
    return {};
}

Result<void> take_notices(Context& context, const lane::LaneState& lane, ByteView records) {
    if (!has_notice(records)) return {};
    ByteReader reader(records, "entries");
    while (reader.left() > 0) {
        const auto entry = TRY(lane::read_entry(reader));
        auto evidence = noticed(context, lane, entry);
        if (!evidence) continue;
        const auto proven = prove_against_member(context, *std::move(evidence));
        if (!proven) continue;
        TRY_VOID(keep(context, *proven, std::nullopt, {}));
        context.directory.disputes().note_told(evidence_name(*proven), lane.opening.writer);
    }
    return {};
}

Result<std::vector<lane::ProvenEvidence>> evidence_for(const Context& context,
                                                       const PartyId& party) {
    std::vector<lane::ProvenEvidence> found;
    for (const auto& dispute : context.directory.disputes().all()) {
        const auto state = context.store.state(dispute.lane);
        if (!state || !is_among(state->opening.audience, party)) continue;
        for (const auto& evidence : dispute.evidence) found.push_back(evidence);
    }
    return found;
}

Result<void> write_due_evidence(Context& context) {
    for (const auto& dispute : context.directory.disputes().all()) {
        if (dispute.is_noticed || dispute.fork() == nullptr) continue;
        if (why_stopped(context)) return {};
        TRY_VOID(context.store.wait_indexed());
        TRY_VOID(write_notice(context, dispute));
    }
    return {};
}

Result<Dispute> resolve(Context& context, std::string_view lane, const std::string& reason,
                        std::string_view successor) {
    if (reason.empty() || reason.size() > limits::reason_bytes_max) {
        return fail(ErrorKind::invalid, "a reason has 1 to 2000 bytes", "--reason",
                    "say why the lane may go on: it stays in the record");
    }
    const auto dispute = TRY(find_frozen(context, lane));
    const auto next = TRY(find_successor(context, dispute, successor));
    const std::scoped_lock lock(context.receiving);
    auto resolved = TRY(context.directory.disputes().resolve(
        dispute.lane, {.time = context.clock.now(), .reason = reason, .successor = next}));
    context.announcer.announce();
    return resolved;
}

}  // namespace entente::channel
