#pragma once
// Patterns damaged word by word: most are wrong in one place, and many are still patterns.

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stix::pattern {

// Every word of the grammar, and constants at the edge of what they may be.
inline constexpr std::string_view vocabulary[] = {
    "AND",
    "OR",
    "NOT",
    "FOLLOWEDBY",
    "LIKE",
    "MATCHES",
    "ISSUBSET",
    "ISSUPERSET",
    "EXISTS",
    "LAST",
    "IN",
    "START",
    "STOP",
    "SECONDS",
    "WITHIN",
    "REPEATS",
    "TIMES",
    "true",
    "false",
    "and",
    "=",
    "==",
    "!=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    ":",
    ".",
    ",",
    "*",
    "(",
    ")",
    "[",
    "]",
    "+",
    "-",
    "^",
    "/",
    "'",
    "\\",
    "a",
    "a-b",
    "_a",
    "A9",
    "-",
    "0",
    "5",
    "-0",
    "-5",
    "+5",
    "007",
    "1.5",
    "-.5",
    ".5",
    "+.5",
    "00.5",
    "5.",
    "9007199254740993",
    "'x'",
    "''",
    "'\\''",
    "'\\\\'",
    "'\\n'",
    "'a\nb'",
    "'\u00FC\U0001F600'",
    "h'aB'",
    "h'a'",
    "h''",
    "h'zz'",
    "b'YQ=='",
    "b''",
    "b'YQ='",
    "b'YR=='",
    "b'YW\nJj'",
    "b'YWJj'",
    "t'2020-02-29T00:00:00Z'",
    "t'2020-02-30T00:00:00Z'",
    "t'2020-02-29T23:59:60.5Z'",
    "t'2020-13-01T00:00:00Z'",
    "t'2020-02-29T00:00:00.Z'",
    "t'2020-02-29t00:00:00z'",
    "t'2020-02-29T24:00:00Z'",
    "t''",
    "/**/",
    "/*",
    "// x\n",
    "//",
    "\u00A0",
    "\u2003",
    "\u0085",
    "\u200B",
    "\u00FC",
    "::",
    "[*]",
    "[0]",
    "[-1]",
    "x:y = 1",
};

/// Damages words; the same each time for one seed.
class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : engine_(seed) {}

    /// `words` with one to three changes, joined with or without white space.
    std::string text(std::vector<std::string> words) {
        for (auto changes = 1 + below(3); changes > 0 && !words.empty(); --changes) change(words);
        std::string joined;
        for (const auto& word : words) joined += word + space();
        return joined;
    }

private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

    std::string any_word() { return std::string(vocabulary[below(std::size(vocabulary))]); }

    std::string space() {
        static constexpr std::string_view spaces[] = {" ", " ", " ", " ", "", "", "\n"};
        return std::string(spaces[below(std::size(spaces))]);
    }

    void change(std::vector<std::string>& words) {
        const auto at = below(words.size());
        const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
        switch (below(6)) {
            case 0:
                words.erase(place);
                break;
            case 1:
                words.insert(place, std::string(*place));
                break;
            case 2:
                std::swap(words[at], words[below(words.size())]);
                break;
            case 3:
                words[at] = any_word();
                break;
            case 4:
                words.insert(place, any_word());
                break;
            default:
                change_character(words[at]);
        }
    }

    void change_character(std::string& word) {
        static constexpr std::string_view characters = "'\\-+.:[](),*=<>!/ \n\r\t01256789aAbhtTZz_";
        if (word.empty()) return;
        const auto at = below(word.size());
        if (static_cast<unsigned char>(word[at]) >= 0x80) return;  // the text stays UTF-8
        const char with = characters[below(characters.size())];
        if (below(3) == 0)
            word.erase(at, 1);
        else if (below(2) == 0)
            word[at] = with;
        else
            word.insert(at, 1, with);
    }

    std::mt19937_64 engine_;
};

}  // namespace entente::stix::pattern
