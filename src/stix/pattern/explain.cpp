#include "stix/pattern/explain.h"

#include <cstddef>
#include <string_view>

#include "stix/pattern/print.h"
#include "stix/pattern/unicode.h"

namespace entente::stix::pattern {
namespace {

/// What does not show, or changes how its neighbours show: controls, and the marks and overrides
/// of direction (UAX #9).
bool is_hidden(char32_t value) {
    return value < 0x20 || (value >= 0x7F && value < 0xA0) ||
           (value >= 0x200B && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
           (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF;
}

std::string shown(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, bytes] = decode(text, at);  // valid: the lexer saw it
        if (is_hidden(value)) {
            out += "\\u{";
            for (int shift = value > 0xFF ? 12 : 4; shift >= 0; shift -= 4) {
                out += digits[(value >> shift) & 0xF];
            }
            out += "}";
        } else {
            out += text.substr(at, bytes);
        }
        at += bytes;
    }
    return out;
}

std::string_view phrase(Operator op, bool is_negated) {
    switch (op) {
        case Operator::equal:
            return is_negated ? "is anything but" : "is";
        case Operator::not_equal:
            return is_negated ? "is nothing but" : "is not";
        case Operator::less:
            return is_negated ? "is not less than" : "is less than";
        case Operator::less_equal:
            return is_negated ? "is not at most" : "is at most";
        case Operator::greater:
            return is_negated ? "is not greater than" : "is greater than";
        case Operator::greater_equal:
            return is_negated ? "is not at least" : "is at least";
        case Operator::in:
            return is_negated ? "is none of" : "is one of";
        case Operator::like:
            return is_negated ? "does not look like" : "looks like";
        case Operator::matches:
            return is_negated ? "has no match of the regular expression"
                              : "has a match of the regular expression";
        case Operator::is_subset:
            return is_negated ? "does not lie inside the network" : "lies inside the network";
        case Operator::is_superset:
            return is_negated ? "does not contain the network" : "contains the network";
        case Operator::exists:
            return is_negated ? "is absent" : "is present";
    }
    return "is";
}

/// Writes the lines of one pattern.
class Explainer {
public:
    explicit Explainer(const Pattern& pattern) : pattern_(pattern) {}

    std::string run() {
        node(pattern_.root(), 0);
        return std::move(out_);
    }

private:
    void node(NodeIndex index, std::size_t depth);
    void list(NodeIndex index, std::size_t depth, std::string_view heading);
    void line(std::size_t depth, std::string_view text);
    [[nodiscard]] std::string sentence(const Comparison& comparison) const;
    [[nodiscard]] std::string qualification(NodeIndex index) const;

    const Pattern& pattern_;
    std::string out_;
};

void Explainer::node(NodeIndex index, std::size_t depth) {
    switch (pattern_.kind(index)) {
        case NodeKind::comparison:
            return line(depth, sentence(pattern_.comparison(index)));
        case NodeKind::comparison_and:
            return list(index, depth, "all of this holds for that object:");
        case NodeKind::comparison_or:
            return list(index, depth, "any of this holds for that object:");
        case NodeKind::observation:
            return list(index, depth, "an observation of an object where");
        case NodeKind::observation_and:
            return list(index, depth, "all of these, each in observations of its own:");
        case NodeKind::observation_or:
            return list(index, depth, "any of these:");
        case NodeKind::followed_by:
            return list(index, depth, "these one after another, in other observations each:");
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return list(index, depth, qualification(index));
    }
}

void Explainer::list(NodeIndex index, std::size_t depth, std::string_view heading) {
    line(depth, heading);
    for (const auto child : pattern_.children(index)) node(child, depth + 1);
}

void Explainer::line(std::size_t depth, std::string_view text) {
    out_.append(2 * depth, ' ');
    out_ += text;
    out_ += '\n';
}

std::string Explainer::qualification(NodeIndex index) const {
    const auto& qualifier = pattern_.qualifier(index);
    if (pattern_.kind(index) == NodeKind::within) {
        return "in less than " + print_number(qualifier.seconds) + " seconds from first to last:";
    }
    if (pattern_.kind(index) == NodeKind::repeats) {
        return "at least " + std::to_string(qualifier.times) +
               " times, in other observations each:";
    }
    return "from " + std::string(pattern_.text(qualifier.start)) + " on and before " +
           std::string(pattern_.text(qualifier.stop)) + ":";
}

std::string Explainer::sentence(const Comparison& comparison) const {
    auto text = shown(print_path(pattern_, comparison)) + " " +
                std::string(phrase(comparison.op, comparison.is_negated));
    bool is_first = true;
    for (const auto& constant : pattern_.constants(comparison)) {
        text += is_first ? " " : ", ";
        text += shown(print_constant(pattern_, constant));
        is_first = false;
    }
    if (comparison.op == Operator::in && is_first) text += " nothing";
    return text;
}

}  // namespace

std::string explain(const Pattern& pattern) {
    return Explainer(pattern).run();
}

}  // namespace entente::stix::pattern
