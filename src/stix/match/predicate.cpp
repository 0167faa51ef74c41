#include "stix/match/predicate.h"

#include <algorithm>
#include <utility>

#include "stix/match/compare.h"
#include "stix/match/nfc.h"
#include "stix/pattern/print.h"

namespace entente::stix::match {
namespace {

using pattern::ConstantKind;
using pattern::Operator;

Literal literal_of(const pattern::Pattern& pattern, const pattern::Constant& constant) {
    Literal literal{.kind = constant.kind,
                    .text = std::string(pattern.text(constant.text)),
                    .octets = {},
                    .integer = constant.integer,
                    .number = constant.number};
    if (constant.kind == ConstantKind::string) literal.octets = to_octets(literal.text);
    if (constant.kind == ConstantKind::binary || constant.kind == ConstantKind::hex) {
        literal.octets = literal.text;
    }
    return literal;
}

TextUnit unit_of(PropertyType property) {
    return property == PropertyType::plain ? TextUnit::code_point : TextUnit::octet;
}

}  // namespace

Result<Predicate> Predicate::compile(const pattern::Pattern& pattern,
                                     const pattern::Comparison& comparison) {
    Predicate predicate;
    predicate.type_ = pattern.text(comparison.type);
    predicate.path_ = path_of(pattern, comparison);
    predicate.property_ = property_type(predicate.path_);
    predicate.op_ = comparison.op;
    predicate.is_negated_ = comparison.is_negated;
    for (const auto& constant : pattern.constants(comparison)) {
        predicate.literals_.push_back(literal_of(pattern, constant));
    }
    if (predicate.op_ == Operator::is_subset || predicate.op_ == Operator::is_superset) {
        predicate.network_ = pattern::parse_network(predicate.literals_[0].text);
    }
    if (predicate.op_ != Operator::like && predicate.op_ != Operator::matches) return predicate;
    // Section 9.6.2: normalised here, and only here. Octets have no normal form.
    auto& literal = predicate.literals_[0];
    literal.text = to_nfc(literal.text);
    if (predicate.op_ != Operator::matches) return predicate;
    const auto unit = unit_of(predicate.property_);
    if (unit == TextUnit::octet && !literal.octets) return predicate;  // no octet can match it
    auto regex = Regex::compile(unit == TextUnit::octet ? *literal.octets : literal.text, unit);
    if (!regex) {
        auto error = std::move(regex.error());
        error.where = pattern::print_comparison(pattern, comparison);
        return std::unexpected(std::move(error));
    }
    predicate.regex_ = std::move(*regex);
    return predicate;
}

bool Predicate::holds(const Observation& observation, json::Value object,
                      std::vector<json::Value>& values) const {
    resolve(observation, object, path_, values);
    if (op_ == Operator::exists) return values.empty() == is_negated_;
    if (values.empty()) return false;
    const bool is_true =
        std::ranges::any_of(values, [&](json::Value value) { return holds_for(value); });
    return is_true != is_negated_;
}

bool Predicate::holds_for(json::Value value) const {
    switch (op_) {
        case Operator::equal:
        case Operator::in:
            return std::ranges::any_of(literals_, [&](const Literal& literal) {
                const auto order = compare(value, property_, literal);
                return order && *order == 0;
            });
        case Operator::not_equal: {
            const auto order = compare(value, property_, literals_[0]);
            return !order || *order != 0;
        }
        case Operator::less:
        case Operator::less_equal:
        case Operator::greater:
        case Operator::greater_equal:
            return is_ordered(value);
        case Operator::like:
        case Operator::matches:
            return is_matched(value);
        case Operator::is_subset:
        case Operator::is_superset:
            return has_relation(value);
        case Operator::exists:
            return true;
    }
    return false;
}

bool Predicate::is_ordered(json::Value value) const {
    const auto order = compare(value, property_, literals_[0]);
    if (!order) return false;
    if (op_ == Operator::less) return *order < 0;
    if (op_ == Operator::less_equal) return *order <= 0;
    if (op_ == Operator::greater) return *order > 0;
    return *order >= 0;
}

bool Predicate::is_matched(json::Value value) const {
    if (!value.is_string()) return false;
    const auto& literal = literals_[0];
    if (property_ == PropertyType::plain) {
        const auto text = to_nfc(*value.as_string());
        if (regex_) return regex_->search(text);
        return is_like(text, literal.text, TextUnit::code_point);
    }
    const auto octets = octets_of(value, property_);
    if (!octets || !literal.octets) return false;
    if (regex_) return regex_->search(*octets);
    return op_ == Operator::like && is_like(*octets, *literal.octets, TextUnit::octet);
}

bool Predicate::has_relation(json::Value value) const {
    if (!value.is_string()) return false;
    const auto network = pattern::parse_network(*value.as_string());
    if (!network) return false;
    return op_ == Operator::is_subset ? contains(*network_, *network)
                                      : contains(*network, *network_);
}

std::optional<std::vector<std::string>> Predicate::wanted_strings() const {
    const bool is_equality = op_ == Operator::equal || op_ == Operator::in;
    if (!is_equality || is_negated_ || property_ != PropertyType::plain) return std::nullopt;
    std::vector<std::string> wanted;
    for (const auto& literal : literals_) {
        if (literal.kind != ConstantKind::string) return std::nullopt;
        wanted.push_back(literal.text);
    }
    return wanted;
}

}  // namespace entente::stix::match
