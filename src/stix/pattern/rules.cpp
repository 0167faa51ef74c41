#include "stix/pattern/rules.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace entente::stix::pattern {
namespace {

using Types = std::vector<std::string_view>;  // in order, each once

Types types_of(const Pattern& pattern, NodeIndex node);

Types common_types(const Pattern& pattern, NodeIndex node) {
    const auto children = pattern.children(node);
    auto types = types_of(pattern, children[0]);
    for (const auto child : children.subspan(1)) {
        const auto others = types_of(pattern, child);
        Types common;
        std::ranges::set_intersection(types, others, std::back_inserter(common));
        types = std::move(common);
    }
    return types;
}

/// The types of the objects that can satisfy `node`. Recursion ends with the parentheses.
Types types_of(const Pattern& pattern, NodeIndex node) {
    if (pattern.kind(node) == NodeKind::comparison) {
        return {pattern.text(pattern.comparison(node).type)};
    }
    if (pattern.kind(node) == NodeKind::comparison_and) return common_types(pattern, node);
    Types types;
    for (const auto child : pattern.children(node)) {
        const auto more = types_of(pattern, child);
        types.insert(types.end(), more.begin(), more.end());
    }
    std::ranges::sort(types);
    const auto surplus = std::ranges::unique(types);
    types.erase(surplus.begin(), surplus.end());
    return types;
}

struct HashLength {
    std::string_view algorithm;
    std::size_t hex_digits;
};

constexpr HashLength hash_lengths[] = {
    {.algorithm = "MD5", .hex_digits = 32},      {.algorithm = "SHA-1", .hex_digits = 40},
    {.algorithm = "SHA-256", .hex_digits = 64},  {.algorithm = "SHA-512", .hex_digits = 128},
    {.algorithm = "SHA3-256", .hex_digits = 64}, {.algorithm = "SHA3-512", .hex_digits = 128},
};

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

bool has_common_type(const Pattern& pattern, NodeIndex node) {
    return !common_types(pattern, node).empty();
}

std::string_view wanted_constant(Operator op, ConstantKind kind) {
    switch (op) {
        case Operator::less:
        case Operator::less_equal:
        case Operator::greater:
        case Operator::greater_equal:
            return kind == ConstantKind::boolean ? "a constant that has an order" : "";
        case Operator::like:
        case Operator::matches:
        case Operator::is_subset:
        case Operator::is_superset:
            return kind == ConstantKind::string ? "" : "a string";
        case Operator::equal:
        case Operator::not_equal:
        case Operator::in:
        case Operator::exists:
            return "";
    }
    return "";
}

bool are_homogeneous(ConstantKind a, ConstantKind b) {
    const auto type = [](ConstantKind kind) {
        if (kind == ConstantKind::floating) return ConstantKind::integer;
        if (kind == ConstantKind::hex) return ConstantKind::binary;
        return kind;
    };
    return type(a) == type(b);
}

bool is_possible_hash(const Pattern& pattern, const Comparison& comparison,
                      const Constant& constant) {
    const bool is_equality = comparison.op == Operator::equal ||
                             comparison.op == Operator::not_equal || comparison.op == Operator::in;
    const auto steps = pattern.steps(comparison);
    if (!is_equality || constant.kind != ConstantKind::string || steps.size() < 2) return true;
    const auto& parent = steps[steps.size() - 2];
    if (parent.kind != StepKind::name || pattern.text(parent.name) != "hashes") return true;
    const auto* found =
        std::ranges::find(hash_lengths, pattern.text(steps.back().name), &HashLength::algorithm);
    if (found == std::end(hash_lengths)) return true;
    const auto text = pattern.text(constant.text);
    return text.size() == found->hex_digits && std::ranges::all_of(text, is_hex);
}

}  // namespace entente::stix::pattern
