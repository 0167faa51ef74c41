#pragma once
// Where our parser and the grammar differ, and the section of STIX 2.1 that decides it.

#include <algorithm>
#include <string>
#include <string_view>

#include "base/result.h"
#include "stix/pattern/lexer.h"

namespace entente::stix::pattern {

/// What the grammar takes and we refuse: a rule of the prose. It is told by our error's first
/// words.
struct Narrower {
    std::string_view what;
    std::string_view section;
    std::string_view example;
};

inline constexpr Narrower narrower[] = {
    {"a number with a plus sign", "9.2", "[a:b = +5]"},
    {"an integer beyond", "2.10", "[a:b = 9007199254740993]"},
    {"not base64", "9.2, RFC 4648 section 3.5", "[a:b = b'YR==']"},
    {"not a timestamp", "2.16", "[a:b = t'2021-02-30T00:00:00Z']"},
    {"AND joins comparisons", "9.5", "[a:b = 1 AND c:d = 1]"},
    {"a second ", "9.5.1", "[a:b = 1] WITHIN 5 SECONDS WITHIN 6 SECONDS"},
    {"WITHIN takes", "9.5.1", "[a:b = 1] WITHIN 0 SECONDS"},
    {"REPEATS takes", "9.5.1", "[a:b = 1] REPEATS 0 TIMES"},
    {"START is not before STOP", "9.5.1",
     "[a:b = 1] START t'2021-01-01T00:00:00Z' STOP t'2020-01-01T00:00:00Z'"},
    {"the constants of a set", "9.6.1", "[a:b IN (1, 'x')]"},
    {"not an IPv4 or IPv6", "9.6.1", "[a:b ISSUBSET 'here']"},
    {"the name of a property is empty", "9.7", "[a:'' = 1]"},
    {"not the index of a list", "9.7.2", "[a:b[-1] = 1]"},
    {"not a value that this hash", "10.7", "[file:hashes.MD5 = 'f00']"},
};

/// The row that `error` falls under; null if none does: then it is no rule of the prose.
inline const Narrower* find_narrower(const Error& error) {
    const auto* found = std::ranges::find_if(
        narrower, [&](const Narrower& row) { return error.what.starts_with(row.what); });
    return found == std::end(narrower) ? nullptr : found;
}

/// What we take and the grammar refuses: line feeds within base64, which section 9.2 asks for, and
/// no octets at all, which it does not forbid. The same text as the grammar wants it: what it
/// takes then differed in nothing else.
inline std::string with_binaries_of_the_grammar(std::string_view text) {
    std::string plain;
    std::size_t copied = 0;
    Lexer lexer(text);
    for (auto token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
        if (token.kind == TokenKind::invalid) break;
        if (token.kind != TokenKind::binary) continue;
        std::string inside(token.inside);
        std::erase_if(inside, [](char c) { return c == '\n' || c == '\r'; });
        plain += text.substr(copied, token.offset - copied);
        plain += "b'" + (inside.empty() ? "YQ==" : inside) + "'";
        copied = token.offset + token.text.size();
    }
    plain += text.substr(copied);
    return plain;
}

}  // namespace entente::stix::pattern
