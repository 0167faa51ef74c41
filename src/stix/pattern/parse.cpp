#include "stix/pattern/parse.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/limits.h"
#include "base/number.h"
#include "stix/pattern/limits.h"
#include "stix/pattern/moment.h"
#include "stix/pattern/parser.h"
#include "stix/pattern/rules.h"

namespace entente::stix::pattern {
namespace {

std::string quoted_text(std::string_view text) {
    constexpr std::size_t shown_bytes_max = 40;
    return "'" + std::string(text.substr(0, shown_bytes_max)) + "'";
}

/// "within" for WITHIN: a mistake often made.
bool is_keyword_in_lower_case(const Token& token) {
    if (token.kind != TokenKind::name) return false;
    std::string upper(token.text);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper != token.text && needs_apostrophes(upper);
}

NodeIndex index(std::size_t size) {
    return static_cast<NodeIndex>(size);  // below pattern_bytes_max: a node takes bytes
}

}  // namespace

Result<Pattern> parse(std::string_view text) {
    if (text.size() > pattern_bytes_max) {
        return fail(ErrorKind::exhausted, "the pattern is too long",
                    "byte " + std::to_string(pattern_bytes_max),
                    "divide it into patterns of at most 1 MiB");
    }
    return Parser(text).run();
}

Result<Pattern> Parser::run() {
    tree_.text_.reserve(text_.size());
    advance();
    TRY_VOID(followed_by());
    if (!at(TokenKind::end)) {
        return unexpected("AND, OR, FOLLOWEDBY, a qualifier or the end of the pattern");
    }
    return std::move(tree_);
}

// --- Observations (STIX 2.1 section 9.5), from the weakest operator to the strongest (9.5.3) ---

Result<NodeIndex> Parser::followed_by() {
    return joined(TokenKind::keyword_followed_by, NodeKind::followed_by, &Parser::observation_or);
}

Result<NodeIndex> Parser::observation_or() {
    return joined(TokenKind::keyword_or, NodeKind::observation_or, &Parser::observation_and);
}

Result<NodeIndex> Parser::observation_and() {
    return joined(TokenKind::keyword_and, NodeKind::observation_and, &Parser::qualified);
}

Result<NodeIndex> Parser::qualified() {
    auto node = TRY(observation());
    unsigned seen = 0;
    while (at(TokenKind::keyword_within) || at(TokenKind::keyword_repeats) ||
           at(TokenKind::keyword_start)) {
        const unsigned kind = at(TokenKind::keyword_within)    ? 1
                              : at(TokenKind::keyword_repeats) ? 2
                                                               : 4;
        if ((seen & kind) != 0) {
            return refuse(token_.offset, "a second " + std::string(token_.text) + " qualifier",
                          "keep one, or put what is qualified into parentheses "
                          "(STIX 2.1 section 9.5.1)");
        }
        seen |= kind;
        node = TRY(qualifier(node));
    }
    return node;
}

Result<NodeIndex> Parser::qualifier(NodeIndex child) {
    const auto word = token_.kind;
    advance();
    if (word == TokenKind::keyword_within) return within(child);
    if (word == TokenKind::keyword_repeats) return repeats(child);
    return start_stop(child);
}

Result<NodeIndex> Parser::within(NodeIndex child) {
    if (!at(TokenKind::integer) && !at(TokenKind::floating)) {
        return unexpected("a number of seconds");
    }
    double seconds = 0;
    const auto text = token_.text;
    const auto parsed =
        std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    if (parsed.ec != std::errc{} || !(seconds > 0)) {
        return refuse(token_.offset, "WITHIN takes a number of seconds above zero",
                      "write WITHIN 300 SECONDS (STIX 2.1 section 9.5.1)");
    }
    advance();
    TRY_VOID(expect(TokenKind::keyword_seconds, "SECONDS"));
    return add_qualifier(NodeKind::within, {.child = child, .seconds = seconds});
}

Result<NodeIndex> Parser::repeats(NodeIndex child) {
    if (!at(TokenKind::integer)) return unexpected("a number of times");
    const auto times = parse_integer<std::int64_t>(token_.text, "REPEATS");
    if (!times || *times < 1 || *times > limits::json_integer_max) {
        return refuse(token_.offset, "REPEATS takes a positive integer",
                      "write REPEATS 5 TIMES (STIX 2.1 section 9.5.1)");
    }
    advance();
    TRY_VOID(expect(TokenKind::keyword_times, "TIMES"));
    return add_qualifier(NodeKind::repeats, {.child = child, .times = *times});
}

Result<NodeIndex> Parser::start_stop(NodeIndex child) {
    const auto offset = token_.offset;
    if (!at(TokenKind::timestamp)) return unexpected("a timestamp, t'2021-08-24T12:30:00Z'");
    const auto start = TRY(timestamp_constant());
    TRY_VOID(expect(TokenKind::keyword_stop, "STOP"));
    if (!at(TokenKind::timestamp)) return unexpected("a timestamp, t'2021-08-24T12:30:00Z'");
    const auto stop = TRY(timestamp_constant());
    if (!(parse_moment(tree_.text(start.text)) < parse_moment(tree_.text(stop.text)))) {
        return refuse(offset, "START is not before STOP: no time can be in between",
                      "set STOP to a later time (STIX 2.1 section 9.5.1)");
    }
    return add_qualifier(NodeKind::start_stop,
                         {.child = child, .start = start.text, .stop = stop.text});
}

Result<NodeIndex> Parser::observation() {
    if (at(TokenKind::left_parenthesis)) return grouped(&Parser::followed_by);
    if (!at(TokenKind::left_bracket)) return unexpected("'[' or '('");
    advance();
    const auto child = TRY(comparison_or());
    TRY_VOID(expect(TokenKind::right_bracket, "AND, OR or ']'"));
    tree_.children_.push_back(child);
    return add(NodeKind::observation, {.first = index(tree_.children_.size() - 1), .count = 1});
}

// --- What observations and comparisons have in common ---

Result<NodeIndex> Parser::joined(TokenKind word, NodeKind kind, Operand operand) {
    const auto offset = token_.offset;
    const auto first_operand = operands_.size();
    const auto first = TRY((this->*operand)());
    if (!at(word)) return first;
    take_operand(kind, first);
    while (at(word)) {
        advance();
        const auto next = TRY((this->*operand)());
        take_operand(kind, next);
    }
    const auto begin = operands_.begin() + static_cast<std::ptrdiff_t>(first_operand);
    const Range range{.first = index(tree_.children_.size()),
                      .count = index(operands_.size() - first_operand)};
    tree_.children_.insert(tree_.children_.end(), begin, operands_.end());
    operands_.erase(begin, operands_.end());
    const auto node = add(kind, range);
    if (kind == NodeKind::comparison_and && !has_common_type(tree_, node)) {
        return refuse(offset, "AND joins comparisons that no one object can satisfy",
                      "compare one object type here, or join them with OR "
                      "(STIX 2.1 section 9.5)");
    }
    return node;
}

/// Of an operand that is the same operator in parentheses, the operands are taken. It is the node
/// made last, so that it leaves no gap.
void Parser::take_operand(NodeKind kind, NodeIndex node) {
    if (tree_.kind(node) != kind) {
        operands_.push_back(node);
        return;
    }
    const auto children = tree_.children(node);
    operands_.insert(operands_.end(), children.begin(), children.end());
    tree_.children_.resize(tree_.nodes_[node].range.first);
    tree_.nodes_.pop_back();
}

Result<NodeIndex> Parser::grouped(Operand inside) {
    if (depth_ == depth_max) {
        return fail(ErrorKind::exhausted, "parentheses nested too deep", place(token_.offset),
                    "write it with at most " + std::to_string(depth_max) + " levels");
    }
    ++depth_;
    advance();
    const auto node = TRY((this->*inside)());
    TRY_VOID(expect(TokenKind::right_parenthesis, "an operator or ')'"));
    --depth_;
    return node;
}

NodeIndex Parser::add(NodeKind kind, Range range) {
    tree_.nodes_.push_back({.kind = kind, .range = range});
    return index(tree_.nodes_.size() - 1);
}

NodeIndex Parser::add_qualifier(NodeKind kind, const Qualifier& qualifier) {
    tree_.qualifiers_.push_back(qualifier);
    return add(kind, {.first = index(tree_.qualifiers_.size() - 1), .count = 1});
}

Range Parser::add_text(std::string_view text) {
    const Range range{.first = index(tree_.text_.size()), .count = index(text.size())};
    tree_.text_ += text;
    return range;
}

Range Parser::add_unescaped(std::string_view inside) {
    const auto first = tree_.text_.size();
    for (auto slash = inside.find('\\'); slash != std::string_view::npos;
         slash = inside.find('\\')) {
        tree_.text_ += inside.substr(0, slash);
        tree_.text_ += inside[slash + 1];  // the lexer saw that something stands there
        inside.remove_prefix(slash + 2);
    }
    tree_.text_ += inside;
    return {.first = index(first), .count = index(tree_.text_.size() - first)};
}

Result<void> Parser::expect(TokenKind kind, std::string_view what) {
    if (!at(kind)) return unexpected(what);
    advance();
    return {};
}

std::unexpected<Error> Parser::unexpected(std::string_view wanted) const {
    if (at(TokenKind::invalid)) {
        const auto& problem = lexer_.problem();
        return refuse(problem.offset, problem.what, problem.remedy);
    }
    const auto found = at(TokenKind::end) ? "the end of the pattern" : quoted_text(token_.text);
    auto remedy = "write " + std::string(wanted) + " here";
    if (is_keyword_in_lower_case(token_)) remedy = "write keywords in capitals";
    return refuse(token_.offset, "expected " + std::string(wanted) + ", found " + found,
                  std::move(remedy));
}

std::unexpected<Error> Parser::refuse(std::size_t offset, std::string what,
                                      std::string remedy) const {
    return fail(ErrorKind::invalid, std::move(what), place(offset), std::move(remedy));
}

std::string Parser::place(std::size_t offset) const {
    const auto before = text_.substr(0, offset);
    const auto line = 1 + std::ranges::count(before, '\n');
    const auto start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto column = 1 + std::ranges::count_if(before.substr(start), is_start);
    return "line " + std::to_string(line) + ", column " + std::to_string(column) + " (byte " +
           std::to_string(offset) + ")";
}

}  // namespace entente::stix::pattern
