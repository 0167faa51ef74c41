#include "stix/pattern/equivalence.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "stix/pattern/print.h"

namespace entente::stix::pattern {
namespace {

/// A normalised subtree: the operands of its outermost operator, or itself alone.
struct Form {
    NodeKind kind;
    std::vector<std::string> operands;
};

std::string_view word_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::comparison_and:
        case NodeKind::observation_and:
            return " AND ";
        case NodeKind::comparison_or:
        case NodeKind::observation_or:
            return " OR ";
        case NodeKind::followed_by:
            return " FOLLOWEDBY ";
        case NodeKind::comparison:
        case NodeKind::observation:
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return "";
    }
    return "";
}

bool is_joined(NodeKind kind) {
    return !word_of(kind).empty();
}

std::string text_of(const Form& form) {
    if (!is_joined(form.kind)) return form.operands[0];
    std::string text = "(";
    for (const auto& operand : form.operands) {
        if (text.size() > 1) text += word_of(form.kind);
        text += operand;
    }
    return text + ")";
}

void sort_once(std::vector<std::string>& texts) {
    std::ranges::sort(texts);
    const auto surplus = std::ranges::unique(texts);
    texts.erase(surplus.begin(), surplus.end());
}

std::string timestamp_text(std::string_view text) {
    text.remove_suffix(1);  // Z
    if (text.find('.') != std::string_view::npos) {
        while (text.ends_with('0')) text.remove_suffix(1);
        if (text.ends_with('.')) text.remove_suffix(1);
    }
    return "t'" + std::string(text) + "Z'";
}

std::string constant_text(const Pattern& pattern, const Constant& constant) {
    if (constant.kind == ConstantKind::timestamp) {
        return timestamp_text(pattern.text(constant.text));
    }
    auto normal = constant;
    if (constant.kind == ConstantKind::binary) normal.kind = ConstantKind::hex;
    const bool is_whole = constant.kind == ConstantKind::floating &&
                          std::trunc(constant.number) == constant.number &&
                          std::abs(constant.number) <= double{limits::json_integer_max};
    if (is_whole) {
        normal.kind = ConstantKind::integer;
        normal.integer = static_cast<std::int64_t>(constant.number);
    }
    return print_constant(pattern, normal);
}

std::string comparison_text(const Pattern& pattern, const Comparison& comparison) {
    const std::string negation = comparison.is_negated ? "NOT " : "";
    const auto path = print_path(pattern, comparison);
    if (comparison.op == Operator::exists) return negation + "EXISTS " + path;
    std::vector<std::string> constants;
    for (const auto& constant : pattern.constants(comparison)) {
        constants.push_back(constant_text(pattern, constant));
    }
    auto text = path + " " + negation;
    if (comparison.op != Operator::in) {
        return text + std::string(to_text(comparison.op)) + " " + constants[0];
    }
    sort_once(constants);
    if (constants.size() == 1) return text + "= " + constants[0];
    text += "IN (";
    for (const auto& constant : constants) {
        if (!text.ends_with('(')) text += ", ";
        text += constant;
    }
    return text + ")";
}

Form form_of(const Pattern& pattern, NodeIndex node);

Form joined_form(const Pattern& pattern, NodeIndex node) {
    Form form{.kind = pattern.kind(node), .operands = {}};
    for (const auto child : pattern.children(node)) {
        const auto inner = form_of(pattern, child);
        if (inner.kind != form.kind) {
            form.operands.push_back(text_of(inner));
            continue;
        }
        form.operands.insert(form.operands.end(), inner.operands.begin(), inner.operands.end());
    }
    if (form.kind == NodeKind::followed_by) return form;
    if (form.kind == NodeKind::observation_and) {
        std::ranges::sort(form.operands);
        return form;
    }
    sort_once(form.operands);
    if (form.operands.size() > 1) return form;
    return form_of(pattern, pattern.children(node)[0]);
}

Form qualified_form(const Pattern& pattern, NodeIndex node) {
    const auto& qualifier = pattern.qualifier(node);
    auto child = form_of(pattern, qualifier.child);
    const auto kind = pattern.kind(node);
    if (kind == NodeKind::repeats && qualifier.times == 1) return child;
    auto text = "(" + text_of(child) + ")";  // whatever stands inside: no kind comes twice
    if (kind == NodeKind::within) {
        text += " WITHIN " + print_number(qualifier.seconds) + " SECONDS";
    } else if (kind == NodeKind::repeats) {
        text += " REPEATS " + std::to_string(qualifier.times) + " TIMES";
    } else {
        text += " START " + timestamp_text(pattern.text(qualifier.start)) + " STOP " +
                timestamp_text(pattern.text(qualifier.stop));
    }
    return {.kind = kind, .operands = {std::move(text)}};
}

/// Recursion ends with the parentheses, of which the parser allows depth_max levels.
Form form_of(const Pattern& pattern, NodeIndex node) {
    switch (pattern.kind(node)) {
        case NodeKind::comparison:
            return {.kind = NodeKind::comparison,
                    .operands = {comparison_text(pattern, pattern.comparison(node))}};
        case NodeKind::observation: {
            const auto inside = form_of(pattern, pattern.children(node)[0]);
            return {.kind = NodeKind::observation, .operands = {"[" + text_of(inside) + "]"}};
        }
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return qualified_form(pattern, node);
        case NodeKind::comparison_and:
        case NodeKind::comparison_or:
        case NodeKind::observation_and:
        case NodeKind::observation_or:
        case NodeKind::followed_by:
            return joined_form(pattern, node);
    }
    return {.kind = NodeKind::comparison, .operands = {}};
}

}  // namespace

std::string normal_form(const Pattern& pattern) {
    return text_of(form_of(pattern, pattern.root()));
}

bool are_equivalent(const Pattern& a, const Pattern& b) {
    return normal_form(a) == normal_form(b);
}

}  // namespace entente::stix::pattern
