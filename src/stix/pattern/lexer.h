#pragma once
// The words of a pattern, one after another. Pure.
//
// Words are told apart as the OASIS grammar does (STIXPattern.g4 of the STIX 2.1 schemas); where
// the standard's prose is narrower or wider than the grammar, the prose counts, and lexer.cpp says
// so.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::stix::pattern {

enum class TokenKind : std::uint8_t {
    end,
    invalid,          ///< Lexer::problem() says why
    name,             ///< file, size: may be an object type or a property
    hyphenated_name,  ///< windows-registry-key: an object type only
    string,
    binary,
    hex,
    timestamp,
    integer,
    floating,
    boolean,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    colon,
    dot,
    comma,
    asterisk,
    left_parenthesis,
    right_parenthesis,
    left_bracket,
    right_bracket,
    keyword_and,
    keyword_or,
    keyword_not,
    keyword_followed_by,
    keyword_like,
    keyword_matches,
    keyword_is_superset,
    keyword_is_subset,
    keyword_exists,
    keyword_last,  ///< reserved by the grammar, used nowhere
    keyword_in,
    keyword_start,
    keyword_stop,
    keyword_seconds,
    keyword_within,
    keyword_repeats,
    keyword_times,
};

/// A word and where it stands. Of constants in apostrophes `inside` is what stands between them.
struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t offset = 0;  ///< in bytes from the start of the pattern
    std::string_view text;   ///< the whole word, borrowed
    std::string_view inside;
};

/// What is wrong with a word, and what to do about it.
struct Problem {
    std::size_t offset = 0;
    std::string what;
    std::string remedy;
};

/// Reads the words of one pattern from front to back. White space and comments are passed over.
class Lexer {
public:
    /// text  borrowed while the lexer and its tokens live
    explicit Lexer(std::string_view text) : text_(text) {}

    /// The next word; behind the last one, `end` again and again. After `invalid` it is at its end.
    Token next();

    /// What was wrong with the word that was `invalid`.
    [[nodiscard]] const Problem& problem() const { return problem_; }

private:
    void skip_space();
    bool skip_comment();
    Token quoted(TokenKind kind, std::size_t prefix_bytes);
    Token number();
    Token word();
    Token symbol();
    Token taken(TokenKind kind, std::size_t bytes);
    Token refuse(std::size_t offset, std::string what, std::string remedy);

    std::string_view text_;
    std::size_t at_ = 0;
    Problem problem_;
};

/// Whether `text` must stand in apostrophes to be the name of a property: it is a keyword, or has
/// other characters than letters, digits and '_', or starts with a digit.
///
/// source  STIX 2.1 section 9.7
bool needs_apostrophes(std::string_view text);

}  // namespace entente::stix::pattern
