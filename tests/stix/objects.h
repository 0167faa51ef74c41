#pragma once
// Objects to try the rules on, and what validation says of them.

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "stix/validate.h"

namespace entente::stix {

inline constexpr std::string_view uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

/// An identifier of that type.
inline std::string id_of(std::string_view type) {
    return std::string(type) + "--" + std::string(uuid);
}

/// A STIX 2.1 object with the required common properties, and `members` as JSON besides.
inline std::string object_of(std::string_view type, std::string_view members) {
    auto text = R"({"type":")" + std::string(type) + R"(","spec_version":"2.1","id":")" +
                id_of(type) +
                R"(","created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z")";
    if (!members.empty()) text += "," + std::string(members);
    return text + "}";
}

/// An observable with type and id, and `members` besides.
inline std::string observable_of(std::string_view type, std::string_view members) {
    return R"({"type":")" + std::string(type) + R"(","id":")" + id_of(type) + R"(",)" +
           std::string(members) + "}";
}

/// `text` with `from`, which stands in it, replaced.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// The findings of that level: "/pointer: message".
inline std::vector<std::string> findings(std::string_view text, Level level) {
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document) << to_line(document.error()) << '\n' << text;
    std::vector<std::string> found;
    for (const auto& finding : validate(document->root())) {
        EXPECT_FALSE(finding.rule.empty()) << finding.message;
        if (finding.level == level) found.push_back(finding.pointer + ": " + finding.message);
    }
    return found;
}

inline std::vector<std::string> errors(std::string_view text) {
    return findings(text, Level::error);
}

inline std::vector<std::string> warnings(std::string_view text) {
    return findings(text, Level::warning);
}

using Lines = std::vector<std::string>;

}  // namespace entente::stix
