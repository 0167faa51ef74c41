#include "channel/assess.h"

#include <algorithm>

#include "channel/detail/fields.h"
#include "channel/stored_transcript.h"
#include "json/write.h"
#include "stix/entente_extensions.h"
#include "stix/id.h"

namespace entente::channel {
namespace {

constexpr std::int64_t microseconds_per_millisecond = 1'000;

std::string optional_text(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (!member) return {};
    return std::string(member->as_string().value_or(std::string_view()));
}

/// What the caller may leave out, but not give as anything else: it would be lost in silence.
Result<std::string> given_text(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (!member) return std::string();
    return std::string(TRY(member->as_string()));
}

Result<std::vector<std::string>> texts(const json::Value& object, std::string_view name) {
    std::vector<std::string> all;
    const auto member = object.member(name);
    if (!member) return all;
    if (!member->is_array()) return fail(ErrorKind::invalid, "not an array", member->pointer());
    for (const auto& item : member->elements()) all.emplace_back(TRY(item.as_string()));
    return all;
}

json::Array array_of(const std::vector<std::string>& texts) {
    json::Array array;
    for (const auto& text : texts) array.add(text);
    return array;
}

/// What we answered last, if we did.
Result<std::optional<TranscriptEntry>> last_answer(const Context& context,
                                                   const Transcript& transcript,
                                                   const ChannelId& channel,
                                                   const std::string& question) {
    std::optional<TranscriptEntry> last;
    auto referring = TRY(transcript.referring(question));
    for (auto& entry : referring) {
        const bool is_ours = entry.type == "assessment" && entry.channel == channel &&
                             entry.writer == context.self();
        if (is_ours && (!last || entry.index > last->index)) last = std::move(entry);
    }
    return last;
}

/// The identity object that stands for us, if we have put one on the channel.
Result<std::string> own_identity(const Context& context, const Transcript& transcript,
                                 const ChannelId& channel) {
    const auto card = TRY(context.directory.known_card(context.self()));
    std::string id;
    TRY_VOID(
        transcript.each(channel, "identity", [&](const TranscriptEntry& entry) -> Result<void> {
            if (entry.writer != context.self()) return {};
            const auto document = TRY(json::Document::parse(entry.body));
            if (optional_text(document.root(), "name") == card.card.name) {
                id = optional_text(document.root(), "id");
            }
            return {};
        }));
    return id;
}

Result<void> check_known(const Transcript& transcript, const ChannelId& channel,
                         const std::string& id, std::string_view what) {
    const auto versions = TRY(transcript.versions(id));
    const bool is_there = std::ranges::any_of(
        versions, [&](const auto& version) { return version.channel == channel; });
    if (is_there) return {};
    return fail(ErrorKind::not_found, "the " + std::string(what) + " is not on this channel", id,
                "see entente list");
}

json::Object extensions() {
    json::Object extension;
    extension.add("extension_type", "new-sdo");
    json::Object object;
    object.add(stix::assessment_extension, extension);
    return object;
}

json::Array distribution(double probability) {
    json::Object yes;
    yes.add("answer", "yes");
    yes.add("probability", probability);
    json::Object no;
    no.add("answer", "no");
    no.add("probability", 1 - probability);
    json::Array array;
    array.add(yes);
    array.add(no);
    return array;
}

void add_given(json::Object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object.add(name, text);
}

void add_given(json::Object& object, std::string_view name, const std::vector<std::string>& all) {
    if (!all.empty()) object.add(name, array_of(all));  // STIX 2.1 section 2.12: no empty lists
}

/// Its id, and when it was first made: kept from version to version (STIX 2.1 section 3.6).
Result<void> add_version(json::Object& object, const Context& context,
                         const std::optional<TranscriptEntry>& last) {
    auto now = context.clock.now();
    auto created = to_milliseconds_text(now);
    auto id = stix::make_id("assessment", context.random.bytes<16>()).text();
    if (last) {
        const auto document = TRY(json::Document::parse(last->body));
        id = optional_text(document.root(), "id");
        created = optional_text(document.root(), "created");
        const auto before = TRY(parse_timestamp(optional_text(document.root(), "modified")));
        // Later than the last, whatever the clock says.
        now = std::max(now, Instant(before.instant.value() + microseconds_per_millisecond));
    }
    object.add("id", id);
    object.add("created", created);
    object.add("modified", to_milliseconds_text(now));
    return {};
}

}  // namespace

Result<Answer> parse_answer(ByteView text) {
    const auto document = TRY(json::Document::parse(text));
    const auto root = document.root();
    const auto probability = TRY(detail::field(root, "probability"));
    return Answer{.question = TRY(detail::text_field(root, "question")),
                  .probability = TRY(probability.as_number()),
                  .scale = TRY(detail::text_field(root, "scale")),
                  .term = TRY(given_text(root, "term")),
                  .confidence = TRY(detail::text_field(root, "confidence")),
                  .confidence_basis = TRY(given_text(root, "confidence_basis")),
                  .judgement = TRY(detail::text_field(root, "judgement")),
                  .evidence = TRY(texts(root, "evidence")),
                  .assumptions = TRY(texts(root, "assumptions")),
                  .dissent = TRY(given_text(root, "dissent"))};
}

Result<Bytes> make_assessment(const Context& context, const ChannelId& channel,
                              const Answer& answer) {
    const StoredTranscript transcript(context);
    TRY_VOID(check_known(transcript, channel, answer.question, "question"));
    for (const auto& id : answer.evidence) {
        TRY_VOID(check_known(transcript, channel, id, "evidence"));
    }
    const auto last = TRY(last_answer(context, transcript, channel, answer.question));
    json::Object object;
    object.add("type", "assessment");
    object.add("spec_version", "2.1");
    TRY_VOID(add_version(object, context, last));
    add_given(object, "created_by_ref", TRY(own_identity(context, transcript, channel)));
    object.add("question_ref", answer.question);
    object.add("distribution", distribution(answer.probability));
    object.add("likelihood_scale", answer.scale);
    add_given(object, "likelihood_term", answer.term);
    object.add("analytic_confidence", answer.confidence);
    add_given(object, "confidence_basis", answer.confidence_basis);
    object.add("key_judgement", answer.judgement);
    add_given(object, "basis_refs", answer.evidence);
    add_given(object, "assumptions", answer.assumptions);
    add_given(object, "dissent", answer.dissent);
    object.add("extensions", extensions());
    return object.text();
}

}  // namespace entente::channel
