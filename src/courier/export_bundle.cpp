#include "courier/export_bundle.h"

#include <algorithm>

#include "archive/ustar.h"
#include "base/encoding.h"
#include "channel/heads.h"
#include "channel/lanes.h"
#include "channel/serve_segment.h"
#include "courier/bundle_file.h"
#include "courier/content.h"
#include "courier/content_writer.h"
#include "courier/sent.h"
#include "lane/segment.h"
#include "store/store.h"

namespace entente::courier {
namespace {

constexpr std::int64_t microseconds_per_millisecond = 1'000;

/// The party's age keys that are still good.
Result<std::vector<age::Recipient>> recipients_of(const channel::SignedCard& card, Instant now) {
    std::vector<age::Recipient> recipients;
    for (const auto& listed : card.card.age) {
        if (listed.not_after >= now) recipients.push_back(listed.recipient);
    }
    if (!recipients.empty()) return recipients;
    return fail(ErrorKind::refused,
                card.card.age.empty() ? "the party's card has no age key"
                                      : "the party's age keys are past their time",
                card.card.name, "ask for its newest card, and add it: entente peer add FILE");
}

/// What goes into one bundle.
class Packing {
public:
    Packing(channel::Context& context, const lane::PartyId& to, ContentWriter& writer,
            const std::function<void(std::uint64_t)>& progress)
        : context_(context), to_(to), writer_(writer), progress_(progress) {}

    Result<void> add_card() {
        const auto card = TRY(context_.directory.known_card(context_.self()));
        return writer_.add(card_member(card.card.id, card.card.revision),
                           lane::encode_note(card.note));
    }

    Result<void> add_charters() {
        std::vector<lane::Note> notes;
        for (const auto& charter : context_.directory.charters()) {
            if (charter.has_party(to_)) notes.push_back(charter.note);
        }
        return writer_.add(charters_member, channel::encode_notes(notes));
    }

    Result<void> add_heads() {
        const auto heads = TRY(channel::heads_for(context_, to_));
        std::vector<lane::Note> notes;
        for (const auto& head : heads) notes.push_back(head.note);
        return writer_.add(heads_member, channel::encode_notes(notes));
    }

    /// How far the lane has gone into the bundle.
    Result<lane::TreeSize> add_lane(const lane::LaneId& lane, lane::TreeSize from) {
        while (true) {
            const lane::EntryIndex next(from.value());
            const auto bytes = TRY(channel::serve_segment(context_, to_, lane, next));
            if (!bytes) return from;
            TRY_VOID(writer_.add(segment_member(lane, next), *bytes));
            const auto segment = TRY(lane::decode_segment(*bytes));
            from = lane::TreeSize(segment.from.value() + segment.count);
            entries_ += segment.count;
            progress_(entries_);
        }
    }

    [[nodiscard]] std::uint64_t entries() const { return entries_; }

private:
    channel::Context& context_;
    const lane::PartyId& to_;
    ContentWriter& writer_;
    const std::function<void(std::uint64_t)>& progress_;
    std::uint64_t entries_ = 0;
};

lane::TreeSize start_of(const channel::Context& context, const lane::LaneId& lane,
                        const lane::PartyId& to, Contents contents, const Sent& sent) {
    if (contents == Contents::unreceipted) return context.store.receipted(lane, to);
    const auto at = sent.lanes.find(lane);
    if (contents == Contents::everything || at == sent.lanes.end()) return lane::TreeSize(0);
    return at->second;
}

Result<void> add_lanes(const channel::Context& context, const lane::PartyId& to, Contents contents,
                       Packing& packing, Sent& sent) {
    const auto lanes = TRY(channel::lanes_readable_by(context, to));
    for (const auto& lane : lanes) {
        // A party has its own, but for the day on which it lost them.
        if (lane.opening.writer == to && contents != Contents::everything) continue;
        const auto from = start_of(context, lane.id, to, contents, sent);
        const auto reached = TRY(packing.add_lane(lane.id, from));
        sent.lanes.insert_or_assign(lane.id, reached);
    }
    return {};
}

}  // namespace

std::uint64_t Exported::size() const {
    return bundle_start(manifest_).size() + manifest_.manifest.size +
           bundle_end(manifest_.manifest).size();
}

Result<void> Exported::write(const TakePiece& take) {
    TRY_VOID(take(bundle_start(manifest_)));
    TRY_VOID(payload_->read(take));
    return take(bundle_end(manifest_.manifest));
}

Result<std::unique_ptr<Exported>> export_bundle(
    channel::Context& context, const lane::PartyId& to, Contents contents,
    const std::function<void(std::uint64_t entries)>& progress) {
    const auto card = TRY(context.directory.known_card(to));
    const auto now = context.clock.now();
    const auto recipients = TRY(recipients_of(card, now));
    auto sent = TRY(load_sent(context.matters, to));
    lane::BundleManifest manifest{
        .id = context.random.bytes<16>(),
        .sequence = sent.sequence + 1,
        .from = context.self(),
        .to = to,
        .created = Instant(now.value() - now.value() % microseconds_per_millisecond),
        .size = 0,
        .digest = {}};
    ContentWriter writer(
        TRY(age::Encryption::start(recipients, context.random)),
        TRY(SpoolFile::create(context.disk, context.spool_directory, context.random)));
    Packing packing(context, to, writer, progress);
    TRY_VOID(writer.add(address_member, lane::bundle_address(manifest)));
    TRY_VOID(packing.add_card());
    TRY_VOID(packing.add_charters());
    TRY_VOID(packing.add_heads());
    TRY_VOID(add_lanes(context, to, contents, packing, sent));
    auto payload = TRY(writer.finish());
    manifest.size = payload.file->size();
    manifest.digest = payload.digest;
    sent.sequence = manifest.sequence;
    TRY_VOID(keep_sent(context.matters, to, sent));
    return std::make_unique<Exported>(lane::sign_manifest(manifest, context.keys.bundle),
                                      std::move(payload.file), packing.entries());
}

}  // namespace entente::courier
