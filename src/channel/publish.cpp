#include "channel/publish.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/recalled.h"
#include "channel/version_lookup.h"
#include "channel/writer.h"
#include "stix/bundle.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// One of a batch's places is kept for a `seen`.
constexpr std::size_t batch_objects_max = limits::batch_entries_max - 1;

Error other_content(const std::string& where) {
    return {.kind = ErrorKind::conflict,
            .what = "this id, in this version, has other content " + where,
            .where = "/id",
            .remedy =
                "a changed object needs a later \"modified\" (STIX 2.1 section 3.6); a new one a "
                "new id"};
}

Error taken_back() {
    return {
        .kind = ErrorKind::conflict,
        .what = "this version was recalled by us",
        .where = "/id",
        .remedy = "to say it again, put a version with a later \"modified\": see entente recalls"};
}

}  // namespace

Publication::Publication(Context& context, const ChannelId& channel, release::Audience audience)
    : context_(context),
      channel_(channel),
      spool_(context.disk, context.spool_directory, context.random),
      admission_(std::move(audience),
                 [this](Verdict verdict) { return take(std::move(verdict)); }) {}

Publication::~Publication() = default;

Result<std::unique_ptr<Publication>> Publication::begin(Context& context,
                                                        const ChannelId& channel) {
    const auto ours = TRY(writable_lane(context, channel));
    release::Audience audience;
    for (const auto& party : ours.opening.audience) {
        if (party != context.self()) audience.parties.push_back(lane::to_hex(party));
    }
    std::unique_ptr<Publication> publication(new Publication(context, channel, audience));
    publication->lookup_ =
        std::make_unique<VersionLookup>(TRY(VersionLookup::begin(context, ours)));
    return publication;
}

Result<void> Publication::offer(ByteView text, std::string where) {
    ++report_.offered;
    return admission_.offer(text, std::move(where));
}

Result<void> Publication::take(Verdict verdict) {
    if (!verdict.admitted) {
        refuse(std::move(verdict.where), std::move(verdict.admitted).error());
        return {};
    }
    auto& [objects, changes] = *verdict.admitted;
    if (!changes.empty()) {
        ++report_.upgraded;
        if (report_.upgrades.size() < limits::put_findings_max) {
            report_.upgrades.push_back({verdict.where, objects.front().id, std::move(changes)});
        }
    }
    for (auto& object : objects) {
        candidates_.push_back({.id = std::move(object.id),
                               .version = object.version,
                               .body = TRY(spool_.append(std::move(object.canonical))),
                               .where = verdict.where});
        lookup_->add({candidates_.back().id, candidates_.back().version});
    }
    return {};
}

Result<void> Publication::offer_bundle(ByteView text) {
    const auto checked = stix::check_bundle(text);
    if (!checked) {
        ++report_.offered;
        refuse("the bundle", checked.error());
    }
    return {};
}

void Publication::refuse(std::string where, Error error) {
    ++report_.refused;
    if (report_.refusals.size() >= limits::put_findings_max) return;
    report_.refusals.push_back({.where = std::move(where), .id = {}, .error = std::move(error)});
}

void Publication::refuse(const Candidate& candidate, Error error) {
    refuse(candidate.where, std::move(error));
    if (report_.refused <= report_.refusals.size()) report_.refusals.back().id = candidate.id;
}

/// The same version twice in one file: once is enough, if it says the same.
Result<void> Publication::compare_among_themselves() {
    std::map<std::pair<std::string_view, std::optional<Instant>>, const Candidate*> first;
    for (auto& candidate : candidates_) {
        const auto [at, is_new] = first.try_emplace({candidate.id, candidate.version}, &candidate);
        if (is_new) continue;
        const auto body = TRY(spool_.read(candidate.body));
        if (body == TRY(spool_.read(at->second->body))) {
            candidate.fate = Fate::unchanged;
        } else {
            candidate.fate = Fate::refused;
            refuse(candidate,
                   other_content("earlier in what was offered (" + at->second->where + ")"));
        }
    }
    return {};
}

Result<std::optional<Error>> Publication::contradiction(const store::Position& position,
                                                        const Candidate& candidate) const {
    const auto range =
        TRY(context_.store.read(position.lane, position.index, 1, limits::segment_bytes_max));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    const auto body = TRY(spool_.read(candidate.body));
    if (entry.body != body) return std::optional(other_content("on our lane already"));
    const auto recall = TRY(recall_of(context_, position.lane, lane::entry_id(entry.header)));
    return recall ? std::optional(taken_back()) : std::nullopt;
}

Result<void> Publication::compare_with_lane() {
    const auto found = TRY(lookup_->answers());
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        auto& candidate = candidates_[i];
        if (!found[i] || candidate.fate != Fate::sealed) continue;
        auto contradicted = TRY(contradiction(*found[i], candidate));
        candidate.fate = contradicted ? Fate::refused : Fate::unchanged;
        if (contradicted) refuse(candidate, *std::move(contradicted));
    }
    return {};
}

Result<void> Publication::seal(const PublishProgress& progress) {
    const auto of = std::exchange(report_.sealed, 0);
    auto writer = TRY(BatchWriter::begin(context_, channel_));
    const auto tell = [&] {
        const auto kept = writer.kept_bodies();
        if (kept > std::exchange(report_.sealed, kept)) progress(kept, of);
    };
    std::vector<lane::Body> bodies;
    std::size_t bytes = 0;
    for (const auto& candidate : candidates_) {
        if (candidate.fate != Fate::sealed) continue;
        const bool is_full = bodies.size() == batch_objects_max ||
                             bytes + candidate.body.bytes > limits::batch_bytes_max;
        if (is_full && !bodies.empty()) {
            TRY_VOID(writer.write(std::exchange(bodies, {})));
            tell();
            bytes = 0;
        }
        bodies.push_back({.kind = lane::BodyKind::stix, .bytes = TRY(spool_.take(candidate.body))});
        bytes += candidate.body.bytes;
    }
    TRY_VOID(writer.write(std::move(bodies)));
    tell();
    TRY_VOID(writer.finish());
    tell();
    report_.lane_size = writer.lane_size();
    return {};
}

Result<PublishReport> Publication::finish(bool skip_invalid, const PublishProgress& progress) {
    TRY_VOID(admission_.finish());
    // From the comparison to the last batch nothing else of ours may be sealed, or the same version
    // could come in twice.
    const std::scoped_lock lock(context_.writing);
    TRY_VOID(compare_among_themselves());
    TRY_VOID(compare_with_lane());
    for (const auto& candidate : candidates_) {
        if (candidate.fate == Fate::unchanged) ++report_.unchanged;
        if (candidate.fate == Fate::sealed) ++report_.sealed;
    }
    if (report_.refused > 0 && !skip_invalid) {
        report_.sealed = 0;
        report_.unchanged = 0;
        return std::move(report_);
    }
    if (report_.sealed > 0) {
        TRY_VOID(seal(progress));
    } else {
        report_.lane_size = TRY(writable_lane(context_, channel_)).frontier.size();
    }
    return std::move(report_);
}

}  // namespace entente::channel
