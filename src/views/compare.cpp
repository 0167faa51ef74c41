#include "views/compare.h"

#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "stix/title.h"
#include "views/body.h"
#include "views/sourcing.h"

namespace entente::views {

namespace {

using Entries = std::vector<channel::TranscriptEntry>;

constexpr std::size_t title_bytes_max = 160;  // two lines of a terminal

Entries only_of(const lane::ChannelId& channel, std::string_view type, Entries entries) {
    std::erase_if(entries, [&](const auto& entry) {
        return entry.channel != channel || (!type.empty() && entry.type != type);
    });
    return entries;
}

/// The order of an object's versions, the same on every node.
using Place = std::tuple<Instant, lane::PartyId, lane::EntryIndex>;

/// The object in its latest version that can be read, with everyone who wrote one; nothing if it is
/// not here.
std::optional<CitedObject> cited_object(const Entries& versions) {
    if (versions.empty()) return std::nullopt;
    CitedObject object{.type = versions.front().type,
                       .title = "erased",
                       .source = "",
                       .writers = {},
                       .is_revoked = false};
    std::set<std::string> writers;
    std::optional<Place> latest;
    for (const auto& version : versions) {
        writers.insert(version.writer_name);
        const auto body = Body::open(version);
        if (!body) continue;
        const auto modified = body->time("modified");
        const Place place(modified ? modified->instant : Instant(0), version.writer, version.index);
        if (latest && place < *latest) continue;
        latest = place;
        object.type = version.type;
        object.title = stix::title_of(body->root(), title_bytes_max);
        if (object.title.empty()) object.title = "without a name";
        object.source = sourcing_text(body->root());
        object.is_revoked = is_true(body->root(), "revoked");
    }
    object.writers.assign(writers.begin(), writers.end());
    return object;
}

Result<ChannelObjects> cited_objects(const channel::Transcript& transcript,
                                     const lane::ChannelId& channel, const AllAnswers& answers) {
    std::set<std::string> ids;
    for (const auto& party : answers.by_party) {
        ids.insert(party.latest.basis_refs.begin(), party.latest.basis_refs.end());
    }
    ChannelObjects objects;
    for (const auto& id : ids) {
        auto versions = TRY(transcript.versions(id));
        auto object = cited_object(only_of(channel, "", std::move(versions)));
        if (object) objects.emplace(id, *std::move(object));
    }
    return objects;
}

}  // namespace

Result<Comparison> compare(const channel::Transcript& transcript, const lane::ChannelId& channel,
                           std::string_view question_id) {
    auto versions = TRY(transcript.versions(question_id));
    const auto asked = only_of(channel, "question", std::move(versions));
    auto question = TRY(latest_question(question_id, asked));
    auto referring = TRY(transcript.referring(question_id));
    const auto entries = only_of(channel, "assessment", std::move(referring));
    auto answers = gather_answers(question, entries);
    const auto objects = TRY(cited_objects(transcript, channel, answers));
    return compare(std::move(question), std::move(answers), objects);
}

}  // namespace entente::views
