#pragma once
// One comparison, made ready to be tried on values. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "stix/match/observation.h"
#include "stix/match/path.h"
#include "stix/match/regex.h"
#include "stix/pattern/network.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

/// A constant with all that comparing it needs.
struct Literal {
    pattern::ConstantKind kind;
    std::string text;                   ///< of strings and timestamps
    std::optional<std::string> octets;  ///< of binary and hex; of strings below U+0100
    std::int64_t integer = 0;
    double number = 0;
};

/// A comparison: compiled once, tried often, from any thread.
class Predicate {
public:
    /// errors  invalid: a regular expression that RE2 does not run; where is the comparison
    static Result<Predicate> compile(const pattern::Pattern& pattern,
                                     const pattern::Comparison& comparison);

    /// Whether it holds for an object of its type.
    ///
    /// values  scratch, kept by the caller for its memory
    /// source  STIX 2.1 sections 9.6 and 9.7.2: false where the path leads nowhere, NOT or not,
    ///         but for NOT EXISTS; of a list, true if it is for any element; NOT negates the whole
    [[nodiscard]] bool holds(const Observation& observation, json::Value object,
                             std::vector<json::Value>& values) const;

    [[nodiscard]] const std::string& type() const { return type_; }

    [[nodiscard]] const Path& path() const { return path_; }

    /// The strings of which the value must be one, if that is all that the comparison asks: what an
    /// index can look up.
    [[nodiscard]] std::optional<std::vector<std::string>> wanted_strings() const;

private:
    Predicate() = default;

    [[nodiscard]] bool holds_for(json::Value value) const;
    [[nodiscard]] bool is_matched(json::Value value) const;
    [[nodiscard]] bool has_relation(json::Value value) const;
    [[nodiscard]] bool is_ordered(json::Value value) const;

    std::string type_;
    Path path_;
    PropertyType property_ = PropertyType::plain;
    pattern::Operator op_ = pattern::Operator::exists;
    bool is_negated_ = false;
    std::vector<Literal> literals_;
    std::optional<Regex> regex_;
    std::optional<pattern::Network> network_;
};

}  // namespace entente::stix::match
