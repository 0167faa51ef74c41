#include "stix/match/nfc.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stix/match/nfc_classes.h"
#include "stix/match/nfc_decompositions.h"
#include "stix/pattern/unicode.h"

namespace entente::stix::match {
namespace {

struct Decomposition {
    char32_t whole;
    char32_t first;
    char32_t second;  // 0: there is none
    bool is_composed;
};

struct CombiningRun {
    char32_t first;
    char32_t last;
    std::uint8_t combining_class;
};

/// Reads the words of a table, character by character.
struct WordReader {
    std::string_view text;

    constexpr char32_t number() {
        char32_t value = 0;
        while (!text.empty()) {
            const char c = text[0];
            const bool is_letter = c >= 'A' && c <= 'F';
            if (!is_letter && (c < '0' || c > '9')) break;
            value = value * 16 + static_cast<char32_t>(is_letter ? c - 'A' + 10 : c - '0');
            text.remove_prefix(1);
        }
        return value;
    }

    constexpr bool take(char mark) {
        if (!text.starts_with(mark)) return false;
        text.remove_prefix(1);
        return true;
    }
};

consteval auto read_decompositions() {
    std::array<Decomposition, decomposition_count> table{};
    WordReader reader{.text = decomposition_words};
    char32_t whole = 0;
    for (auto& row : table) {
        whole += reader.number();
        const bool is_composed = reader.take('=');
        if (!is_composed) reader.take('-');
        const auto first = reader.number();
        const auto second = reader.take('+') ? reader.number() : 0;
        row = {.whole = whole, .first = first, .second = second, .is_composed = is_composed};
        reader.take(' ');
    }
    return table;
}

consteval auto read_combining_runs() {
    std::array<CombiningRun, combining_run_count> table{};
    WordReader reader{.text = combining_class_words};
    char32_t last = 0;
    for (auto& row : table) {
        const auto first = last + reader.number();
        last = first + (reader.take('+') ? reader.number() : 0);
        reader.take('=');
        row = {.first = first,
               .last = last,
               .combining_class = static_cast<std::uint8_t>(reader.number())};
        reader.take(' ');
    }
    return table;
}

constexpr auto decompositions = read_decompositions();
constexpr auto combining_runs = read_combining_runs();

consteval std::size_t count_compositions() {
    return static_cast<std::size_t>(
        std::ranges::count(decompositions, true, &Decomposition::is_composed));
}

constexpr std::uint64_t pair_of(char32_t first, char32_t second) {
    return std::uint64_t{first} << 32 | second;
}

struct Composition {
    std::uint64_t pair;
    char32_t whole;
};

consteval auto read_compositions() {
    std::array<Composition, count_compositions()> table{};
    std::size_t at = 0;
    for (const auto& row : decompositions) {
        if (row.is_composed) {
            table[at++] = {.pair = pair_of(row.first, row.second), .whole = row.whole};
        }
    }
    std::ranges::sort(table, {}, &Composition::pair);
    return table;
}

constexpr auto compositions = read_compositions();

// Hangul syllables: Unicode 14, section 3.12.
constexpr char32_t syllable_base = 0xAC00;
constexpr char32_t leading_base = 0x1100;
constexpr char32_t vowel_base = 0x1161;
constexpr char32_t trailing_base = 0x11A7;
constexpr char32_t leading_count = 19;
constexpr char32_t vowel_count = 21;
constexpr char32_t trailing_count = 28;
constexpr char32_t syllable_count = leading_count * vowel_count * trailing_count;

std::uint8_t class_of(char32_t c) {
    const auto* run = std::ranges::lower_bound(combining_runs, c, {}, &CombiningRun::last);
    if (run == combining_runs.end() || c < run->first) return 0;
    return run->combining_class;
}

void append_decomposed(std::u32string& out, char32_t c) {
    if (c >= syllable_base && c < syllable_base + syllable_count) {
        const auto index = c - syllable_base;
        out += leading_base + index / (vowel_count * trailing_count);
        out += vowel_base + index / trailing_count % vowel_count;
        if (index % trailing_count != 0) out += trailing_base + index % trailing_count;
        return;
    }
    const auto* row = std::ranges::lower_bound(decompositions, c, {}, &Decomposition::whole);
    if (row == decompositions.end() || row->whole != c) {
        out += c;
        return;
    }
    append_decomposed(out, row->first);  // at most four deep: the table has no circles
    if (row->second != 0) append_decomposed(out, row->second);
}

struct Mark {
    std::uint8_t combining_class;
    std::size_t position;  // marks of one class keep their order
    char32_t value;

    friend auto operator<=>(const Mark&, const Mark&) = default;
};

/// UAX #15: marks between two starters stand in the order of their classes.
void order_marks(std::u32string& text) {
    std::vector<Mark> marks;
    const auto flush = [&](std::size_t end) {
        std::ranges::sort(marks);
        auto at = end - marks.size();
        for (const auto& mark : marks) text[at++] = mark.value;
        marks.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto own_class = class_of(text[at]);
        if (own_class == 0) {
            flush(at);
        } else {
            marks.push_back({.combining_class = own_class, .position = at, .value = text[at]});
        }
    }
    flush(text.size());
}

/// The code point that the two make; 0 if they make none.
char32_t composed(char32_t first, char32_t second) {
    const auto leading = first - leading_base;
    const auto vowel = second - vowel_base;
    if (leading < leading_count && vowel < vowel_count) {
        return syllable_base + (leading * vowel_count + vowel) * trailing_count;
    }
    const auto syllable = first - syllable_base;
    const auto trailing = second - trailing_base;
    if (syllable < syllable_count && syllable % trailing_count == 0 && trailing > 0 &&
        trailing < trailing_count) {
        return first + trailing;
    }
    const auto pair = pair_of(first, second);
    const auto* row = std::ranges::lower_bound(compositions, pair, {}, &Composition::pair);
    return row == compositions.end() || row->pair != pair ? 0 : row->whole;
}

std::u32string compose(std::u32string_view text) {
    std::u32string out;
    std::size_t starter = std::u32string::npos;
    std::uint8_t last_class = 0;
    for (const char32_t c : text) {
        const auto own_class = class_of(c);
        // Between the starter and a mark nothing may stand that has the mark's class or above.
        const bool is_next = starter != std::u32string::npos && starter + 1 == out.size();
        const bool is_blocked = !is_next && (last_class >= own_class || own_class == 0);
        if (starter != std::u32string::npos && !is_blocked) {
            if (const auto whole = composed(out[starter], c); whole != 0) {
                out[starter] = whole;
                continue;
            }
        }
        if (own_class == 0) starter = out.size();
        last_class = own_class;
        out += c;
    }
    return out;
}

}  // namespace

std::string to_nfc(std::string_view text) {
    // Below U+0300, whose first byte is CC, every text is in this form already.
    const auto is_low = [](char c) { return static_cast<unsigned char>(c) < 0xCC; };
    if (std::ranges::all_of(text, is_low)) return std::string(text);
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, bytes] = pattern::decode(text, at);
        if (bytes == 0) return std::string(text);  // not UTF-8: not ours to mend
        append_decomposed(points, value);
        at += bytes;
    }
    order_marks(points);
    std::string out;
    for (const char32_t c : compose(points)) pattern::append_utf8(out, c);
    return out;
}

}  // namespace entente::stix::match
