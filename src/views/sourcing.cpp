#include "views/sourcing.h"

#include <algorithm>

#include "stix/entente_extensions.h"
#include "views/body.h"

namespace entente::views {

namespace {

std::string attribution_text(const json::Value& attribution) {
    auto text = text_of(attribution, "kind");
    std::ranges::replace(text, '-', ' ');
    if (const auto name = text_of(attribution, "name"); !name.empty()) text += ": " + name;
    if (const auto via = text_of(attribution, "via"); !via.empty()) text += ", via " + via;
    return text;
}

/// "B2"; a grade that was not given is "?".
std::string grade_text(const json::Value& sourcing) {
    auto reliability = text_of(sourcing, "source_reliability");
    const auto credibility = sourcing.member("information_credibility");
    if (reliability.empty() && !credibility) return {};
    if (reliability.empty()) reliability = "?";
    const bool is_graded = credibility && credibility->is_integer();
    return reliability + (is_graded ? std::to_string(credibility->as_integer().value_or(0)) : "?");
}

}  // namespace

std::string sourcing_text(const json::Value& object) {
    const auto extensions = object.member("extensions");
    const auto sourcing = extensions ? extensions->member(stix::sourcing_extension) : std::nullopt;
    const auto attribution = sourcing ? sourcing->member("attribution") : std::nullopt;
    if (!attribution) return {};
    auto text = attribution_text(*attribution);
    if (const auto grade = grade_text(*sourcing); !grade.empty()) text += "; graded " + grade;
    if (const auto basis = text_of(*sourcing, "basis"); !basis.empty()) text += "; " + basis;
    return text;
}

}  // namespace entente::views
