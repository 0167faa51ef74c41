#include "views/body.h"

#include <set>
#include <utility>

namespace entente::views {

namespace {

std::unexpected<Error> refuse_at(const std::string& place, std::string what) {
    return fail(ErrorKind::invalid, std::move(what), place,
                "ask the party that wrote it for a new version");
}

}  // namespace

std::string text_of(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (!member || !member->is_string()) return {};
    return std::string(member->as_string().value());
}

std::vector<std::string> texts_of(const json::Value& object, std::string_view name) {
    std::vector<std::string> texts;
    const auto member = object.member(name);
    if (!member) return texts;
    std::set<std::string_view> seen;
    for (const auto& element : member->elements()) {
        if (!element.is_string()) continue;
        const auto text = element.as_string().value();
        if (seen.insert(text).second) texts.emplace_back(text);
    }
    return texts;
}

bool is_true(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    return member && member->is_bool() && member->as_bool().value();
}

Result<Body> Body::open(const channel::TranscriptEntry& entry) {
    auto place = entry.writer_name + ", entry " + std::to_string(entry.index.value());
    if (entry.body.empty()) return refuse_at(place, "the body was erased");
    auto document = json::Document::parse(entry.body);
    if (!document || !document->root().is_object()) return refuse_at(place, "no JSON object");
    return Body(std::move(place), *std::move(document));
}

Result<std::string> Body::text(std::string_view name) const {
    auto found = text_of(root(), name);
    if (found.empty()) return refuse("no text", "/" + std::string(name));
    return found;
}

Result<Timestamp> Body::time(std::string_view name) const {
    const auto found = text_of(root(), name);
    const auto time = parse_timestamp(found);
    if (!time) return refuse("no time: " + time.error().what, "/" + std::string(name));
    return *time;
}

std::unexpected<Error> Body::refuse(std::string what, std::string_view pointer) const {
    return refuse_at(place_ + ", " + std::string(pointer), std::move(what));
}

}  // namespace entente::views
