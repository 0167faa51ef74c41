#pragma once
// The regular expressions of MATCHES, by RE2: linear in the text, whatever the expression. Pure.

#include <memory>
#include <string_view>

#include "base/result.h"
#include "stix/match/like.h"

namespace entente::stix::match {

/// A compiled expression. Searched from any number of threads.
class Regex {
public:
    Regex(Regex&&) noexcept;
    Regex& operator=(Regex&&) noexcept;
    ~Regex();

    /// expression  in PCRE's syntax. What PCRE and RE2 write otherwise is translated: $ before a
    ///             last line feed, \Z, (?<name>...)
    /// unit        code points of UTF-8, or octets as code points up to U+00FF
    /// errors      invalid: no regular expression, or one that only a backtracking machine can run
    ///             (look-around, back-references, possessive quantifiers), or too large
    static Result<Regex> compile(std::string_view expression, TextUnit unit);

    /// Whether some part of `text` matches; '.' matches a line feed too (DOTALL).
    ///
    /// cost    O(text)
    /// source  STIX 2.1 section 9.6.1: "the search function MUST be used"
    [[nodiscard]] bool search(std::string_view text) const;

private:
    struct Machine;  // RE2

    explicit Regex(std::unique_ptr<Machine> machine);

    std::unique_ptr<Machine> machine_;
};

}  // namespace entente::stix::match
