#include "views/question.h"

#include <optional>
#include <set>
#include <tuple>

#include "views/body.h"

namespace entente::views {

namespace {

std::string names_of(const std::set<Party>& parties) {
    std::string names;
    for (const auto& party : parties) names += (names.empty() ? "" : ", ") + party.name;
    return names;
}

}  // namespace

Party writer_of(const channel::TranscriptEntry& entry) {
    return {.name = entry.writer_name, .id = entry.writer};
}

Result<Question> read_question(const channel::TranscriptEntry& entry) {
    const auto body = TRY(Body::open(entry));
    if (text_of(body.root(), "type") != "question") return body.refuse("no question", "/type");
    if (text_of(body.root(), "answer_kind") != "yes-no") {
        return body.refuse("answered by other words than yes and no", "/answer_kind");
    }
    auto id = TRY(body.text("id"));
    const auto modified = TRY(body.time("modified"));
    auto wording = TRY(body.text("wording"));
    return Question{.id = std::move(id),
                    .asked_by = writer_of(entry),
                    .modified = modified,
                    .wording = std::move(wording),
                    .answers = {"yes", "no"},
                    .resolution_rule = text_of(body.root(), "resolution_rule"),
                    .resolves_on = text_of(body.root(), "resolves_on"),
                    .is_revoked = is_true(body.root(), "revoked")};
}

Result<Question> latest_question(std::string_view id,
                                 std::span<const channel::TranscriptEntry> versions) {
    if (versions.empty()) {
        return fail(ErrorKind::not_found, "no such question on this channel", std::string(id),
                    "`entente list --type question` shows those that there are");
    }
    std::set<Party> writers;
    for (const auto& version : versions) writers.insert(writer_of(version));
    if (writers.size() > 1) {
        return fail(ErrorKind::conflict,
                    "more than one party wrote this question: " + names_of(writers),
                    std::string(id), "ask again under an id of its own");
    }
    std::optional<Question> latest;
    std::tuple<Instant, lane::EntryIndex> latest_place{Instant(0), lane::EntryIndex(0)};
    for (const auto& version : versions) {
        auto question = TRY(read_question(version));
        const std::tuple place{question.modified.instant, version.index};
        if (latest && place < latest_place) continue;
        latest = std::move(question);
        latest_place = place;
    }
    return *std::move(latest);
}

}  // namespace entente::views
