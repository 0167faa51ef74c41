#include "courier/import_bundle.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "channel/heads.h"
#include "channel/lanes.h"
#include "channel/receive.h"
#include "courier/content.h"

namespace entente::courier {
namespace {

Result<void> check_address(const channel::Context& context, const lane::SignedManifest& manifest) {
    const auto& to = manifest.manifest.to;
    if (to != context.self()) {
        return fail(ErrorKind::refused, "the bundle is for another party",
                    context.directory.name_of(to), "hand it to that party");
    }
    const auto sender = TRY(context.directory.known_card(manifest.manifest.from));
    return check_origin(manifest, sender);
}

/// Takes the members of one bundle.
class Taking {
public:
    Taking(channel::Context& context, Imported& imported,
           const std::function<void(std::uint64_t)>& progress)
        : context_(context), imported_(imported), progress_(progress) {}

    Result<void> take(const std::string& name, ByteView content) {
        auto taken = take_member(name, content);
        if (taken) return {};
        const auto kind = taken.error().kind;
        if (kind == ErrorKind::exhausted || kind == ErrorKind::fatal) return taken;
        imported_.problems.push_back({.member = name, .error = std::move(taken).error()});
        return {};
    }

    /// Once more the heads: some of their receipts are on entries that came behind them.
    Result<void> finish() {
        if (heads_.empty()) return {};
        return take(std::string(heads_member), std::exchange(heads_, {}));
    }

private:
    Result<void> take_member(const std::string& name, ByteView content) {
        if (name == charters_member) return take_charters(content);
        if (name == heads_member) return take_heads(content);
        if (is_card_member(name)) return take_card(content);
        if (const auto lane = lane_of_member(name)) return take_segment(*lane, content);
        return fail(ErrorKind::invalid, "this version knows no such member", name,
                    "the sender's may be newer");
    }

    Result<void> take_card(ByteView content) {
        const auto card = TRY(channel::decode_card(content));
        if (card.card.id != imported_.manifest.from) {
            return fail(ErrorKind::refused, "a card that is not the sender's", card.card.name);
        }
        const auto known = TRY(context_.directory.known_card(card.card.id));
        if (card.card.revision < known.card.revision) return {};  // an older bundle
        return context_.directory.add_card(card);
    }

    Result<void> take_charters(ByteView content) {
        const auto notes = TRY(channel::decode_notes(content));
        for (const auto& note : notes) {
            const auto charter = TRY(channel::decode_charter(lane::encode_note(note)));
            if (!charter.has_party(imported_.manifest.from)) {
                return fail(ErrorKind::refused, "the sender is no party to this charter",
                            charter.charter.subject);
            }
            if (TRY(context_.directory.merge_charter(charter))) context_.announcer.announce();
        }
        return channel::open_missing_lanes(context_);
    }

    Result<void> take_heads(ByteView content) {
        const auto notes = TRY(channel::decode_notes(content));
        std::vector<lane::Checkpoint> shown;
        for (const auto& note : notes) {
            shown.push_back(TRY(lane::decode_checkpoint(lane::encode_note(note))));
        }
        TRY_VOID(channel::compare_heads(context_, imported_.manifest.from, shown));
        heads_ = content;
        return {};
    }

    Result<void> take_segment(const lane::LaneId& lane, ByteView content) {
        const auto received = channel::receive(context_, imported_.manifest.from, lane, content);
        if (!received) return std::unexpected(named(received.error()));
        auto& news = imported_.lanes[lane];
        news.new_entries += received->new_entries;
        news.held = std::max(news.held, received->held);
        imported_.new_entries += received->new_entries;
        progress_(imported_.new_entries);
        return {};
    }

    /// A gap, in words for a person: over a link it is a message between programs.
    static Error named(Error error) {
        constexpr std::string_view next = "next ";
        if (error.kind != ErrorKind::conflict || !error.where.starts_with(next)) return error;
        error.what = "entries before these are missing: of this lane " +
                     error.where.substr(next.size()) + " are here";
        error.remedy = "import the earlier bundles too, in any order, then this one again";
        return error;
    }

    channel::Context& context_;
    Imported& imported_;
    const std::function<void(std::uint64_t)>& progress_;
    Bytes heads_;
};

}  // namespace

Result<void> check_origin(const lane::SignedManifest& manifest, const channel::SignedCard& sender) {
    const auto name = lane::bundle_key_name(sender.card.id);
    const bool is_signed = std::ranges::any_of(sender.card.bundle, [&](const auto& listed) {
        return listed.state != channel::KeyState::revoked &&
               lane::is_signed_by(manifest.note, name, listed.key);
    });
    if (is_signed && manifest.manifest.from == sender.card.id) return {};
    return fail(ErrorKind::refused, "the manifest is not signed by its sender", sender.card.name,
                "it was forged, or the sender has new keys: ask for its newest card");
}

Result<Imported> import_bundle(channel::Context& context, const NextPiece& next,
                               const std::function<void(std::uint64_t entries)>& progress) {
    std::optional<lane::BundleManifest> manifest;
    const auto payload =
        TRY(SpoolFile::create(context.disk, context.spool_directory, context.random));
    TRY_VOID(
        read_bundle(next, {.manifest = [&](const auto& read) -> Result<void> {
                               manifest = read.manifest;
                               return check_address(context, read);
                           },
                           .payload = [&](ByteView piece) { return payload->append(piece); }}));
    Imported imported{.manifest = *manifest, .lanes = {}, .problems = {}};
    Taking taking(context, imported, progress);
    const TakeMember take = [&](const std::string& name, ByteView content) {
        return taking.take(name, content);
    };
    TRY_VOID(read_content(*payload, imported.manifest, context.keys.age, take));
    TRY_VOID(taking.finish());
    return imported;
}

}  // namespace entente::courier
