#include "stix/pattern/lexer.h"

#include <algorithm>
#include <utility>

#include "stix/pattern/unicode.h"

namespace entente::stix::pattern {
namespace {

struct Keyword {
    std::string_view text;
    TokenKind kind;
};

constexpr Keyword keywords[] = {
    {"AND", TokenKind::keyword_and},
    {"OR", TokenKind::keyword_or},
    {"NOT", TokenKind::keyword_not},
    {"FOLLOWEDBY", TokenKind::keyword_followed_by},
    {"LIKE", TokenKind::keyword_like},
    {"MATCHES", TokenKind::keyword_matches},
    {"ISSUPERSET", TokenKind::keyword_is_superset},
    {"ISSUBSET", TokenKind::keyword_is_subset},
    {"EXISTS", TokenKind::keyword_exists},
    {"LAST", TokenKind::keyword_last},
    {"IN", TokenKind::keyword_in},
    {"START", TokenKind::keyword_start},
    {"STOP", TokenKind::keyword_stop},
    {"SECONDS", TokenKind::keyword_seconds},
    {"WITHIN", TokenKind::keyword_within},
    {"REPEATS", TokenKind::keyword_repeats},
    {"TIMES", TokenKind::keyword_times},
    {"true", TokenKind::boolean},
    {"false", TokenKind::boolean},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_name(char c) {
    return is_name_start(c) || is_digit(c);
}

TokenKind kind_of_word(std::string_view text) {
    // Keywords are upper case but for two: most names are told at their first letter.
    const char first = text[0];
    if ((first >= 'A' && first <= 'Z') || first == 't' || first == 'f') {
        for (const auto& keyword : keywords) {
            if (keyword.text == text) return keyword.kind;
        }
    }
    return TokenKind::name;
}

TokenKind kind_of_quoted(char prefix) {
    switch (prefix) {
        case 'b':
            return TokenKind::binary;
        case 'h':
            return TokenKind::hex;
        case 't':
            return TokenKind::timestamp;
        default:
            return TokenKind::string;
    }
}

}  // namespace

Token Lexer::taken(TokenKind kind, std::size_t bytes) {
    Token token{.kind = kind, .offset = at_, .text = text_.substr(at_, bytes), .inside = {}};
    at_ += bytes;
    return token;
}

Token Lexer::refuse(std::size_t offset, std::string what, std::string remedy) {
    problem_ = {.offset = offset, .what = std::move(what), .remedy = std::move(remedy)};
    at_ = text_.size();
    return {.kind = TokenKind::invalid, .offset = offset, .text = {}, .inside = {}};
}

Token Lexer::next() {
    skip_space();
    if (at_ >= text_.size()) return taken(TokenKind::end, 0);
    const char c = text_[at_];
    const char following = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\'') return quoted(TokenKind::string, 0);
    if ((c == 'b' || c == 'h' || c == 't') && following == '\'') {
        return quoted(kind_of_quoted(c), 1);
    }
    if (is_name_start(c)) return word();
    if (is_digit(c) || c == '-' || c == '+' || (c == '.' && is_digit(following))) return number();
    return symbol();
}

void Lexer::skip_space() {
    while (at_ < text_.size()) {
        const auto byte = static_cast<unsigned char>(text_[at_]);
        if (byte == ' ') {
            ++at_;
        } else if (byte == '/') {
            if (!skip_comment()) return;
        } else if (byte > ' ' && byte < 0x80) {
            return;
        } else {
            const auto point = decode(text_, at_);
            if (point.bytes == 0 || !is_white_space(point.value)) return;
            at_ += point.bytes;
        }
    }
}

/// Comments are the grammar's; the prose does not know them, and forbids nothing.
bool Lexer::skip_comment() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("//")) {
        at_ += std::min(rest.find_first_of("\r\n"), rest.size());
        return true;
    }
    const auto close = rest.starts_with("/*") ? rest.find("*/", 2) : std::string_view::npos;
    if (close == std::string_view::npos) return false;
    at_ += close + 2;
    return true;
}

Token Lexer::quoted(TokenKind kind, std::size_t prefix_bytes) {
    const auto open = at_ + prefix_bytes;
    auto at = open + 1;
    while (at < text_.size() && text_[at] != '\'') {
        if (text_[at] == '\\') {  // section 9.2: only these two may follow
            const char escaped = at + 1 < text_.size() ? text_[at + 1] : '\0';
            if (escaped != '\'' && escaped != '\\') {
                return refuse(at, "a backslash that escapes nothing",
                              "write \\\\ for a backslash and \\' for an apostrophe "
                              "(STIX 2.1 section 9.2)");
            }
            at += 2;
        } else if (static_cast<unsigned char>(text_[at]) < 0x80) {
            ++at;
        } else {
            const auto point = decode(text_, at);
            if (point.bytes == 0) return refuse(at, "not UTF-8", "encode the pattern as UTF-8");
            at += point.bytes;
        }
    }
    if (at >= text_.size()) {
        return refuse(at_, "a constant without its closing apostrophe", "close it with '");
    }
    auto token = taken(kind, at + 1 - at_);
    token.inside = text_.substr(open + 1, at - open - 1);
    return token;
}

Token Lexer::number() {
    const auto start = at_;
    auto at = at_;
    if (text_[at] == '+') {
        return refuse(at, "a number with a plus sign",
                      "leave the plus sign out (STIX 2.1 section 9.2)");
    }
    if (text_[at] == '-') ++at;
    const auto digits = at;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    const auto whole = text_.substr(digits, at - digits);
    if (at + 1 < text_.size() && text_[at] == '.' && is_digit(text_[at + 1])) {
        ++at;
        while (at < text_.size() && is_digit(text_[at])) ++at;
        return taken(TokenKind::floating, at - start);
    }
    if (whole.empty()) return refuse(start, "a sign without a number", "write digits behind it");
    if (whole.size() > 1 && whole[0] == '0') {
        return refuse(start, "an integer with a leading zero", "leave the zero out");
    }
    return taken(TokenKind::integer, at - start);
}

Token Lexer::word() {
    auto at = at_;
    bool is_hyphenated = false;
    while (at < text_.size() && (is_name(text_[at]) || text_[at] == '-')) {
        is_hyphenated = is_hyphenated || text_[at] == '-';
        ++at;
    }
    const auto text = text_.substr(at_, at - at_);
    return taken(is_hyphenated ? TokenKind::hyphenated_name : kind_of_word(text), text.size());
}

Token Lexer::symbol() {
    struct Symbol {
        std::string_view text;
        TokenKind kind;
    };

    static constexpr Symbol symbols[] = {
        {"==", TokenKind::equal},
        {"=", TokenKind::equal},
        {"!=", TokenKind::not_equal},
        {"<>", TokenKind::not_equal},
        {"<=", TokenKind::less_equal},
        {"<", TokenKind::less},
        {">=", TokenKind::greater_equal},
        {">", TokenKind::greater},
        {":", TokenKind::colon},
        {".", TokenKind::dot},
        {",", TokenKind::comma},
        {"*", TokenKind::asterisk},
        {"(", TokenKind::left_parenthesis},
        {")", TokenKind::right_parenthesis},
        {"[", TokenKind::left_bracket},
        {"]", TokenKind::right_bracket},
    };
    const auto rest = text_.substr(at_);
    for (const auto& symbol : symbols) {
        if (rest.starts_with(symbol.text)) return taken(symbol.kind, symbol.text.size());
    }
    if (rest.starts_with("/*")) return refuse(at_, "a comment without its end", "close it with */");
    const auto point = decode(text_, at_);
    if (point.bytes == 0) return refuse(at_, "not UTF-8", "encode the pattern as UTF-8");
    return refuse(at_, "a character that means nothing here",
                  "take it out, or put the text it belongs to in apostrophes");
}

bool needs_apostrophes(std::string_view text) {
    if (text.empty() || !is_name_start(text[0])) return true;
    return !std::ranges::all_of(text, is_name) || kind_of_word(text) != TokenKind::name;
}

}  // namespace entente::stix::pattern
