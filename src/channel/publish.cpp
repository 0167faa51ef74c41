#include "channel/publish.h"

#include <algorithm>
#include <map>

#include "base/limits.h"
#include "channel/dangling.h"
#include "channel/own_places.h"
#include "channel/recalled.h"
#include "channel/version_lookup.h"
#include "stix/bundle.h"

namespace entente::channel {
namespace {

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

release::Audience others(const Context& context, const Parties& parties) {
    release::Audience audience;
    for (const auto& party : parties) {
        if (party != context.self()) audience.parties.push_back(lane::to_hex(party));
    }
    return audience;
}

}  // namespace

Publication::Publication(Context& context, SignedCharter charter, Parties audience)
    : context_(context),
      charter_(std::move(charter)),
      audience_(std::move(audience)),
      spool_(context.disk, context.spool_directory, context.random),
      admission_(others(context, audience_),
                 [this](Verdict verdict) { return take(std::move(verdict)); }) {}

Publication::~Publication() = default;

Result<std::unique_ptr<Publication>> Publication::begin(Context& context, const ChannelId& channel,
                                                        const PublishOptions& options) {
    auto charter = TRY(context.directory.charter(channel));
    const auto readers = TRY(audience_to(context, charter, options.to));
    TRY_VOID(targets_for(context, charter, readers));
    std::unique_ptr<Publication> begun(new Publication(context, std::move(charter), readers));
    begun->allows_dangling_ = options.allows_dangling;
    begun->lookup_ = std::make_unique<VersionLookup>(TRY(VersionLookup::begin(context, channel)));
    return begun;
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

Result<void> Publication::compare(Candidate& candidate, const Targets& targets) {
    const auto body = TRY(spool_.read(candidate.body));
    const auto entries = TRY(own_entries(context_, charter_.channel(), candidate.id));
    std::unique_ptr<Repeat> repeat;
    for (const auto& entry : entries) {
        if (entry.version != candidate.version) continue;
        std::optional<Error> contradicted;
        if (entry.body != body) contradicted = other_content("on our lane already");
        const auto recall = TRY(recall_of(context_, entry.place.lane, entry.id));
        if (!contradicted && recall) contradicted = taken_back();
        if (contradicted) {
            candidate.fate = Fate::refused;
            refuse(candidate, *std::move(contradicted));
            return {};
        }
        if (!repeat) {
            const lane::Origin first{.entry = entry.id, .time = entry.time};
            repeat =
                std::make_unique<Repeat>(entry.place.lane, entry.salt, entry.origin.value_or(first),
                                         std::vector<lane::LaneId>());
        }
        repeat->in.push_back(entry.place.lane);
    }
    if (!repeat) return {};
    candidate.repeat = std::move(repeat);
    const bool is_wanting =
        targets.lanes.empty() || std::ranges::any_of(targets.lanes, [&](const auto& lane) {
            return candidate.is_for(lane.id);
        });
    if (!is_wanting) candidate.fate = Fate::unchanged;
    return {};
}

Result<void> Publication::compare_with_lanes(const Targets& targets) {
    const auto found = TRY(lookup_->answers());
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        if (found[i] && candidates_[i].fate == Fate::sealed) {
            TRY_VOID(compare(candidates_[i], targets));
        }
    }
    return {};
}

Result<void> Publication::compare_references() {
    if (allows_dangling_) return {};
    auto dangling = TRY(Dangling::begin(context_, charter_.channel(), audience_));
    if (!dangling.can_exist()) return {};
    for (const auto& candidate : candidates_) dangling.add_offered(candidate.id);
    for (auto& candidate : candidates_) {
        if (candidate.fate != Fate::sealed) continue;
        const auto body = TRY(spool_.read(candidate.body));
        auto error = TRY(dangling.check(body));
        if (!error) continue;
        candidate.fate = Fate::refused;
        refuse(candidate, *std::move(error));
    }
    return {};
}

void Publication::count() {
    for (const auto& candidate : candidates_) {
        if (candidate.fate == Fate::unchanged) ++report_.unchanged;
        if (candidate.fate != Fate::sealed) continue;
        ++report_.sealed;
        if (candidate.repeat) ++report_.released;
    }
}

Result<PublishReport> Publication::finish(bool skip_invalid, const PublishProgress& progress) {
    TRY_VOID(admission_.finish());
    // From the comparison to the last batch nothing else of ours may be sealed, or the same version
    // could come in twice.
    const std::scoped_lock lock(context_.writing);
    auto targets = TRY(targets_for(context_, charter_, audience_));
    TRY_VOID(compare_among_themselves());
    TRY_VOID(compare_with_lanes(targets));
    TRY_VOID(compare_references());
    if (report_.refused > 0 && !skip_invalid) return std::move(report_);
    count();
    if (report_.sealed > 0) {
        targets = TRY(opened_targets_for(context_, charter_, audience_));
        report_.lane_size = TRY(distribute(context_, spool_, candidates_, targets, progress));
    } else if (!targets.lanes.empty()) {
        report_.lane_size = targets.lanes.front().frontier.size();
    }
    report_.lanes = targets.lanes.size();
    return std::move(report_);
}

}  // namespace entente::channel
