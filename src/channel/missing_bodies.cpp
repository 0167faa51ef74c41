#include "channel/missing_bodies.h"

#include "channel/recalled.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// The recalls among entries that ask to erase.
Result<std::set<lane::EntryId>> recalled_in(ByteView records) {
    std::set<lane::EntryId> recalled;
    ByteReader reader(records, "entries");
    while (reader.left() > 0) {
        const auto entry = TRY(lane::read_entry(reader));
        const auto header = TRY(lane::decode_header(entry.header));
        if (header.kind != lane::BodyKind::operation) continue;
        const auto operation = lane::decode_operation(entry.body);
        const auto* recall = operation ? std::get_if<lane::Recall>(&*operation) : nullptr;
        if (recall != nullptr && recall->action == lane::RecallAction::erase) {
            recalled.insert(recall->entry);
        }
    }
    return recalled;
}

/// Whether a recall that we hold asks to erase the entry.
Result<bool> is_covered(const Context& context, const lane::LaneId& lane,
                        const lane::EntryId& entry) {
    const auto recall = TRY(recall_of(context, lane, entry));
    return recall && recall->body.action == lane::RecallAction::erase;
}

Result<std::set<lane::EntryId>> not_covered(const Context& context, const lane::LaneId& lane,
                                            std::set<lane::EntryId> entries, ByteView records) {
    if (entries.empty()) return entries;
    TRY_VOID(context.store.wait_indexed());
    const auto recalled = TRY(recalled_in(records));
    std::set<lane::EntryId> left;
    for (const auto& entry : entries) {
        if (recalled.contains(entry)) continue;
        if (!TRY(is_covered(context, lane, entry))) left.insert(entry);
    }
    return left;
}

std::set<lane::EntryId> known_missing(const Context& context, const lane::LaneId& lane) {
    return context.missing_bodies.with([&](const MissingBodies& missing) {
        const auto at = missing.find(lane);
        return at == missing.end() ? std::set<lane::EntryId>() : at->second;
    });
}

void remember(Context& context, const lane::LaneId& lane, const std::set<lane::EntryId>& entries) {
    context.missing_bodies.with([&](MissingBodies& missing) {
        if (entries.empty()) {
            missing.erase(lane);
        } else {
            missing.insert_or_assign(lane, entries);
        }
    });
}

}  // namespace

Result<void> find_missing_bodies(Context& context) {
    TRY_VOID(context.store.wait_indexed());
    store::PageQuery query{.channel = std::nullopt, .type = std::string(store::erased_type)};
    while (true) {
        const auto page = TRY(context.store.page(query));
        for (const auto& [lane, index] : page.positions) {
            const auto range = TRY(context.store.read(lane, index, 1, 0));
            ByteReader reader(range.records, "record");
            const auto entry = TRY(lane::read_entry(reader));
            const auto id = lane::entry_id(entry.header);
            if (TRY(is_covered(context, lane, id))) continue;
            context.missing_bodies.with([&](MissingBodies& missing) { missing[lane].insert(id); });
        }
        if (!page.next) return {};
        query.cursor = *page.next;
    }
}

Result<void> check_bodies(const Context& context, const PartyId& carrier,
                          const lane::VerifiedSegment& segment) {
    const auto& after = segment.after();
    if (segment.erased().empty() || carrier == after.opening.writer) return {};
    const std::set<lane::EntryId> erased(segment.erased().begin(), segment.erased().end());
    const auto missing = TRY(not_covered(context, after.id, erased, segment.entries()));
    if (missing.empty()) return {};
    return fail(ErrorKind::unavailable, "a body is missing, and no recall says why",
                "lane " + lane::to_hex(after.id) + ", entry " + lane::to_hex(*missing.begin()),
                "get the lane from its writer, or from another member");
}

Result<bool> are_bodies_accounted_for(Context& context, const lane::VerifiedSegment& segment) {
    const auto& lane = segment.after().id;
    auto missing = known_missing(context, lane);
    missing.insert(segment.erased().begin(), segment.erased().end());
    if (missing.empty()) return true;
    const auto left = TRY(not_covered(context, lane, std::move(missing), segment.entries()));
    remember(context, lane, left);
    return left.empty();
}

bool lacks_bodies(const Context& context, const lane::LaneId& lane) {
    return !known_missing(context, lane).empty();
}

}  // namespace entente::channel
