// Comparisons, object paths and constants: STIX 2.1 sections 9.2, 9.6 and 9.7.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "base/encoding.h"
#include "base/limits.h"
#include "base/number.h"
#include "stix/pattern/moment.h"
#include "stix/pattern/network.h"
#include "stix/pattern/parser.h"
#include "stix/pattern/rules.h"

namespace entente::stix::pattern {
namespace {

std::uint32_t count_behind(std::size_t size, std::uint32_t first) {
    return static_cast<std::uint32_t>(size) - first;
}

std::uint32_t index(std::size_t size) {
    return static_cast<std::uint32_t>(size);  // below pattern_bytes_max: each takes bytes
}

}  // namespace

Result<NodeIndex> Parser::comparison_or() {
    return joined(TokenKind::keyword_or, NodeKind::comparison_or, &Parser::comparison_and);
}

Result<NodeIndex> Parser::comparison_and() {
    return joined(TokenKind::keyword_and, NodeKind::comparison_and, &Parser::comparison_or_group);
}

Result<NodeIndex> Parser::comparison_or_group() {
    if (at(TokenKind::left_parenthesis)) return grouped(&Parser::comparison_or);
    return comparison();
}

Result<NodeIndex> Parser::comparison() {
    Comparison comparison{.type = {},
                          .steps = {.first = index(tree_.steps_.size())},
                          .constants = {.first = index(tree_.constants_.size())},
                          .op = Operator::exists,
                          .is_negated = false};
    comparison.is_negated = at(TokenKind::keyword_not);
    if (comparison.is_negated) advance();
    const bool asks_existence = at(TokenKind::keyword_exists);
    if (asks_existence) advance();
    if (comparison.is_negated && !asks_existence) return unexpected("EXISTS");
    TRY_VOID(path(comparison));
    if (!asks_existence) {
        comparison.is_negated = at(TokenKind::keyword_not);
        if (comparison.is_negated) advance();
        comparison.op = TRY(comparison_operator());
        TRY_VOID(operand(comparison));
    }
    tree_.comparisons_.push_back(comparison);
    return add(NodeKind::comparison, {.first = index(tree_.comparisons_.size() - 1), .count = 1});
}

Result<void> Parser::path(Comparison& comparison) {
    if (!at(TokenKind::name) && !at(TokenKind::hyphenated_name)) {
        return unexpected("an object type, as in file:size");
    }
    comparison.type = add_text(token_.text);
    advance();
    TRY_VOID(expect(TokenKind::colon, "':' and the name of a property"));
    TRY_VOID(step_name("the name of a property"));
    while (at(TokenKind::dot) || at(TokenKind::left_bracket)) {
        const bool is_index = at(TokenKind::left_bracket);
        advance();
        if (is_index) TRY_VOID(step_index());
        if (!is_index) TRY_VOID(step_name("the name of a property"));
    }
    comparison.steps.count = count_behind(tree_.steps_.size(), comparison.steps.first);
    return {};
}

Result<void> Parser::step_name(std::string_view what) {
    if (at(TokenKind::hyphenated_name)) {
        return refuse(token_.offset, "a name with a hyphen outside of apostrophes",
                      "write '" + std::string(token_.text.substr(0, 250)) +
                          "' in apostrophes (STIX 2.1 section 9.7)");
    }
    if (!at(TokenKind::name) && !at(TokenKind::string)) return unexpected(what);
    if (at(TokenKind::string) && token_.inside.empty()) {
        return refuse(token_.offset, "the name of a property is empty",
                      "name the property (STIX 2.1 section 9.7)");
    }
    const auto name = at(TokenKind::name) ? add_text(token_.text) : add_unescaped(token_.inside);
    tree_.steps_.push_back({.kind = StepKind::name, .name = name});
    advance();
    return {};
}

Result<void> Parser::step_index() {
    Step step{.kind = StepKind::every};
    if (!at(TokenKind::asterisk)) {
        if (!at(TokenKind::integer)) return unexpected("an index from 0 or '*'");
        const auto value = parse_integer<std::int64_t>(token_.text, "index");
        if (!value || *value < 0 || *value > limits::json_integer_max) {
            return refuse(token_.offset, "not the index of a list",
                          "count from 0, or write * for every one (STIX 2.1 section 9.7.2)");
        }
        step = {.kind = StepKind::index, .index = *value};
    }
    tree_.steps_.push_back(step);
    advance();
    return expect(TokenKind::right_bracket, "']'");
}

Result<Operator> Parser::comparison_operator() {
    struct Word {
        TokenKind kind;
        Operator op;
    };

    static constexpr Word words[] = {
        {.kind = TokenKind::equal, .op = Operator::equal},
        {.kind = TokenKind::not_equal, .op = Operator::not_equal},
        {.kind = TokenKind::less, .op = Operator::less},
        {.kind = TokenKind::less_equal, .op = Operator::less_equal},
        {.kind = TokenKind::greater, .op = Operator::greater},
        {.kind = TokenKind::greater_equal, .op = Operator::greater_equal},
        {.kind = TokenKind::keyword_in, .op = Operator::in},
        {.kind = TokenKind::keyword_like, .op = Operator::like},
        {.kind = TokenKind::keyword_matches, .op = Operator::matches},
        {.kind = TokenKind::keyword_is_subset, .op = Operator::is_subset},
        {.kind = TokenKind::keyword_is_superset, .op = Operator::is_superset},
    };
    const auto* found = std::ranges::find(words, token_.kind, &Word::kind);
    if (found == std::end(words)) return unexpected("a comparison operator");
    advance();
    return found->op;
}

Result<void> Parser::operand(Comparison& comparison) {
    if (comparison.op == Operator::in) return set(comparison);
    TRY_VOID(constant(comparison));
    return {};
}

Result<void> Parser::set(Comparison& comparison) {
    TRY_VOID(expect(TokenKind::left_parenthesis, "'(' and the constants of the set"));
    if (!at(TokenKind::right_parenthesis)) {
        TRY_VOID(constant(comparison));
        while (at(TokenKind::comma)) {
            advance();
            TRY_VOID(constant(comparison));
        }
    }
    return expect(TokenKind::right_parenthesis, "',' or ')'");
}

Result<void> Parser::constant(Comparison& comparison) {
    const auto offset = token_.offset;
    const auto value = TRY(constant_of_token());
    tree_.constants_.push_back(value);
    comparison.constants.count = count_behind(tree_.constants_.size(), comparison.constants.first);
    return check_constant(comparison, offset);
}

/// What the operator asks of the constant that came last: STIX 2.1 section 9.6.1.
Result<void> Parser::check_constant(const Comparison& comparison, std::size_t offset) const {
    const auto constants = tree_.constants(comparison);
    const auto& constant = constants.back();
    const auto wanted = wanted_constant(comparison.op, constant.kind);
    if (!wanted.empty()) {
        return refuse(offset, "this operator takes " + std::string(wanted),
                      "write such a constant (STIX 2.1 section 9.6.1)");
    }
    if (!are_homogeneous(constants.front().kind, constant.kind)) {
        return refuse(offset, "the constants of a set are of different types",
                      "compare with one type, or join two sets with OR "
                      "(STIX 2.1 section 9.6.1)");
    }
    const bool is_network =
        comparison.op == Operator::is_subset || comparison.op == Operator::is_superset;
    if (is_network && !parse_network(tree_.text(constant.text))) {
        return refuse(offset, "not an IPv4 or IPv6 address or network",
                      "write '198.51.100.0/24' or '2001:db8::/32' (STIX 2.1 section 9.6.1)");
    }
    if (!is_possible_hash(tree_, comparison, constant)) {
        return refuse(offset, "not a value that this hash algorithm can give",
                      "check the digits, or name the algorithm that made it "
                      "(STIX 2.1 section 10.7)");
    }
    return {};
}

Result<Constant> Parser::constant_of_token() {
    switch (token_.kind) {
        case TokenKind::string: {
            const Constant value{.kind = ConstantKind::string,
                                 .text = add_unescaped(token_.inside)};
            advance();
            return value;
        }
        case TokenKind::boolean: {
            const Constant value{.kind = ConstantKind::boolean,
                                 .integer = token_.text == "true" ? 1 : 0};
            advance();
            return value;
        }
        case TokenKind::integer:
            return integer_constant();
        case TokenKind::floating:
            return floating_constant();
        case TokenKind::binary:
            return binary_constant();
        case TokenKind::hex:
            return hex_constant();
        case TokenKind::timestamp:
            return timestamp_constant();
        default:
            return unexpected("a constant: a number, true, false, or text in apostrophes");
    }
}

Result<Constant> Parser::integer_constant() {
    std::int64_t value = 0;
    const auto* end = token_.text.data() + token_.text.size();
    const auto parsed = std::from_chars(token_.text.data(), end, value);
    if (parsed.ec != std::errc{} || value > limits::json_integer_max ||
        value < -limits::json_integer_max) {
        return refuse(token_.offset, "an integer beyond 2^53 - 1",
                      "write a float if it may be inexact (STIX 2.1 section 2.10)");
    }
    advance();
    return Constant{.kind = ConstantKind::integer, .integer = value};
}

Result<Constant> Parser::floating_constant() {
    double value = 0;
    const auto* end = token_.text.data() + token_.text.size();
    const auto parsed = std::from_chars(token_.text.data(), end, value, std::chars_format::fixed);
    if (parsed.ec != std::errc{} || !std::isfinite(value)) {
        return refuse(token_.offset, "a number that no double-precision float can hold",
                      "write one within +-1.8e308 (STIX 2.1 section 2.6)");
    }
    advance();
    return Constant{.kind = ConstantKind::floating, .number = value == 0 ? 0 : value};
}

Result<Constant> Parser::binary_constant() {
    std::string text(token_.inside);
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });  // section 9.2
    const auto octets = from_base64(text);
    if (!octets) {
        return refuse(token_.offset, "not base64",
                      "encode it with padding (RFC 4648 section 4; STIX 2.1 section 9.2)");
    }
    advance();
    return Constant{.kind = ConstantKind::binary, .text = add_text(*octets)};
}

Result<Constant> Parser::hex_constant() {
    std::string text(token_.inside);
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto octets = from_hex(text);
    if (!octets) {
        return refuse(token_.offset, "not an even number of hexadecimal digits",
                      "write two of 0-9 and a-f for each octet (STIX 2.1 section 9.2)");
    }
    advance();
    return Constant{.kind = ConstantKind::hex, .text = add_text(*octets)};
}

Result<Constant> Parser::timestamp_constant() {
    if (!parse_moment(token_.inside)) {
        return refuse(token_.offset, "not a timestamp, or a date that does not exist",
                      "write it as t'2021-08-24T12:30:00Z' (STIX 2.1 sections 2.16 and 9.2)");
    }
    const auto text = add_text(token_.inside);
    advance();
    return Constant{.kind = ConstantKind::timestamp, .text = text};
}

}  // namespace entente::stix::pattern
