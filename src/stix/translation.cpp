#include "stix/translation.h"

#include "stix/check_property.h"
#include "stix/report.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 7.1.1";

std::size_t length(const json::Value& list) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& element : list.elements()) ++count;
    return count;
}

void compare(const json::Value& translation, const json::Value& original, Report& report);

void compare_lists(const json::Value& translation, const json::Value& original, Report& report) {
    if (length(translation) != length(original)) {
        return report.error(rule, "a list of another length than that of the object",
                            "put \"\" where nothing is translated");
    }
    auto other = original.elements().begin();
    std::size_t index = 0;
    for (const auto& element : translation.elements()) {
        const auto step = report.into(index++);
        compare(element, *other, report);
        ++other;
    }
}

void compare_members(const json::Value& translation, const json::Value& original, Report& report) {
    for (const auto& [name, value] : translation.members()) {
        const auto other = original.member(name);
        if (!other) continue;
        const auto step = report.into(name);
        compare(value, *other, report);
    }
}

/// "" stands for what is not translated.
bool is_left_out(const json::Value& translation) {
    return translation.is_string() && translation.as_string().value().empty();
}

void compare(const json::Value& translation, const json::Value& original, Report& report) {
    if (is_left_out(translation)) return;
    if (translation.is_object() && original.is_object()) {
        return compare_members(translation, original, report);
    }
    if (translation.is_array() && original.is_array()) {
        return compare_lists(translation, original, report);
    }
    if (translation.kind() == original.kind()) return;
    report.error(rule, "not of the kind that the object has here",
                 "translate text by text, a list by a list, an object by an object");
}

}  // namespace

bool is_translation_of(const json::Value& content, const json::Value& object) {
    if (text_of(content, "object_ref") != text_of(object, "id")) return false;
    const auto wanted = text_of(content, "object_modified");
    if (wanted.empty()) return true;
    const auto modified = read_timestamp(text_of(object, "modified"));
    const auto time = read_timestamp(wanted);
    return modified && time && modified->instant == time->instant;
}

std::vector<Finding> compare_translation(const json::Value& content, const json::Value& object) {
    Report report(Strictness::lenient);
    const auto contents = content.member("contents");
    if (!contents) return {};
    const auto step = report.into("contents");
    for (const auto& [language, translation] : contents->members()) {
        const auto inner = report.into(language);
        compare(translation, object, report);
    }
    return report.take();
}

}  // namespace entente::stix
