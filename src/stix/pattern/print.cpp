#include "stix/pattern/print.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/encoding.h"
#include "stix/pattern/lexer.h"

namespace entente::stix::pattern {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

/// How tightly an operator binds: STIX 2.1 section 9.5.3. Qualifiers bind tightest.
int strength(NodeKind kind) {
    switch (kind) {
        case NodeKind::followed_by:
            return 0;
        case NodeKind::observation_or:
        case NodeKind::comparison_or:
            return 1;
        case NodeKind::observation_and:
        case NodeKind::comparison_and:
            return 2;
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return 3;
        case NodeKind::observation:
        case NodeKind::comparison:
            return 4;
    }
    return 4;
}

bool is_qualifier(NodeKind kind) {
    return strength(kind) == 3;
}

/// The qualifiers of one observation, the innermost first.
struct Chain {
    NodeIndex base;
    std::vector<NodeIndex> qualifiers;
};

Chain chain_of(const Pattern& pattern, NodeIndex node) {
    Chain chain{.base = node, .qualifiers = {}};
    while (is_qualifier(pattern.kind(chain.base))) {
        chain.qualifiers.push_back(chain.base);
        chain.base = pattern.qualifier(chain.base).child;
    }
    std::ranges::reverse(chain.qualifiers);
    return chain;
}

/// Before which qualifiers a parenthesis closes: where a kind would come twice (section 9.5.1).
std::vector<bool> closings(const Pattern& pattern, std::span<const NodeIndex> qualifiers) {
    std::vector<bool> closes;
    std::vector<NodeKind> seen;
    for (const auto node : qualifiers) {
        const auto kind = pattern.kind(node);
        closes.push_back(std::ranges::find(seen, kind) != seen.end());
        if (closes.back()) seen.clear();
        seen.push_back(kind);
    }
    return closes;
}

class Printer {
public:
    explicit Printer(const Pattern& pattern) : pattern_(pattern) {}

    std::string run() {
        node(pattern_.root());
        return std::move(out_);
    }

private:
    void node(NodeIndex index);
    void joined(NodeIndex index, std::string_view word);
    void grouped(NodeIndex index, bool has_parentheses);
    void qualified(NodeIndex index);
    void qualifier(NodeIndex index);

    const Pattern& pattern_;
    std::string out_;
};

void Printer::node(NodeIndex index) {
    switch (pattern_.kind(index)) {
        case NodeKind::comparison:
            out_ += print_comparison(pattern_, pattern_.comparison(index));
            return;
        case NodeKind::comparison_and:
        case NodeKind::observation_and:
            return joined(index, " AND ");
        case NodeKind::comparison_or:
        case NodeKind::observation_or:
            return joined(index, " OR ");
        case NodeKind::followed_by:
            return joined(index, " FOLLOWEDBY ");
        case NodeKind::observation:
            out_ += '[';
            node(pattern_.children(index)[0]);
            out_ += ']';
            return;
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return qualified(index);
    }
}

void Printer::joined(NodeIndex index, std::string_view word) {
    const auto own = strength(pattern_.kind(index));
    bool is_first = true;
    for (const auto child : pattern_.children(index)) {
        if (!is_first) out_ += word;
        is_first = false;
        grouped(child, strength(pattern_.kind(child)) < own);
    }
}

void Printer::grouped(NodeIndex index, bool has_parentheses) {
    if (has_parentheses) out_ += '(';
    node(index);
    if (has_parentheses) out_ += ')';
}

void Printer::qualified(NodeIndex index) {
    const auto [base, qualifiers] = chain_of(pattern_, index);
    const auto closes = closings(pattern_, qualifiers);
    out_.append(static_cast<std::size_t>(std::ranges::count(closes, true)), '(');
    grouped(base, strength(pattern_.kind(base)) < 3);
    for (std::size_t i = 0; i < qualifiers.size(); ++i) {
        if (closes[i]) out_ += ')';
        qualifier(qualifiers[i]);
    }
}

void Printer::qualifier(NodeIndex index) {
    const auto& qualifier = pattern_.qualifier(index);
    if (pattern_.kind(index) == NodeKind::within) {
        out_ += " WITHIN " + print_number(qualifier.seconds) + " SECONDS";
    } else if (pattern_.kind(index) == NodeKind::repeats) {
        out_ += " REPEATS " + std::to_string(qualifier.times) + " TIMES";
    } else {
        out_ += " START t'" + std::string(pattern_.text(qualifier.start)) + "' STOP t'" +
                std::string(pattern_.text(qualifier.stop)) + "'";
    }
}

}  // namespace

std::string print(const Pattern& pattern) {
    return Printer(pattern).run();
}

std::string print_path(const Pattern& pattern, const Comparison& comparison) {
    std::string out(pattern.text(comparison.type));
    bool is_first = true;
    for (const auto& step : pattern.steps(comparison)) {
        if (step.kind == StepKind::every) {
            out += "[*]";
        } else if (step.kind == StepKind::index) {
            out += "[" + std::to_string(step.index) + "]";
        } else {
            const auto name = pattern.text(step.name);
            out += is_first ? ':' : '.';
            out += needs_apostrophes(name) ? quoted(name) : std::string(name);
        }
        is_first = false;
    }
    return out;
}

std::string print_comparison(const Pattern& pattern, const Comparison& comparison) {
    const std::string negation = comparison.is_negated ? "NOT " : "";
    const auto path = print_path(pattern, comparison);
    if (comparison.op == Operator::exists) return negation + "EXISTS " + path;
    auto out = path + " " + negation + std::string(to_text(comparison.op)) + " ";
    const auto constants = pattern.constants(comparison);
    if (comparison.op != Operator::in) return out + print_constant(pattern, constants[0]);
    out += '(';
    for (const auto& constant : constants) {
        if (&constant != constants.data()) out += ", ";
        out += print_constant(pattern, constant);
    }
    return out + ")";
}

std::string print_constant(const Pattern& pattern, const Constant& constant) {
    switch (constant.kind) {
        case ConstantKind::boolean:
            return constant.integer != 0 ? "true" : "false";
        case ConstantKind::integer:
            return std::to_string(constant.integer);
        case ConstantKind::floating: {
            auto text = print_number(constant.number);
            if (text.find('.') == std::string::npos) text += ".0";
            return text;
        }
        case ConstantKind::string:
            return quoted(pattern.text(constant.text));
        case ConstantKind::binary:
            return "b'" + to_base64(pattern.text(constant.text)) + "'";
        case ConstantKind::hex:
            return "h'" + to_hex(pattern.text(constant.text)) + "'";
        case ConstantKind::timestamp:
            return "t'" + std::string(pattern.text(constant.text)) + "'";
    }
    return {};
}

std::string print_number(double number) {
    // The longest are the least numbers: a sign, "0.", 323 zeros and up to 17 digits.
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                            std::chars_format::fixed);
    check(error == std::errc{}, "no finite double has more than 344 characters");
    return {buffer.data(), end};
}

std::string_view to_text(Operator op) {
    switch (op) {
        case Operator::equal:
            return "=";
        case Operator::not_equal:
            return "!=";
        case Operator::less:
            return "<";
        case Operator::less_equal:
            return "<=";
        case Operator::greater:
            return ">";
        case Operator::greater_equal:
            return ">=";
        case Operator::in:
            return "IN";
        case Operator::like:
            return "LIKE";
        case Operator::matches:
            return "MATCHES";
        case Operator::is_subset:
            return "ISSUBSET";
        case Operator::is_superset:
            return "ISSUPERSET";
        case Operator::exists:
            return "EXISTS";
    }
    return "=";
}

}  // namespace entente::stix::pattern
