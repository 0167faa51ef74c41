#include "views/plain_text.h"

#include <algorithm>
#include <vector>

#include "base/check.h"

namespace entente::views {

namespace {

constexpr std::size_t columns_max = 96;
constexpr std::size_t label_columns = 22;  // two of indent, the longest label, a space

/// The length of the UTF-8 sequence that begins with `lead`.
std::size_t sequence_bytes(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The code points in valid UTF-8; each counts as one column.
std::size_t columns(std::string_view text) {
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(text, is_start));
}

bool acts_on_a_terminal(std::string_view character) {
    if (character.size() == 1) return character[0] < ' ' || character[0] == '\x7F';
    if (character.size() == 2) {
        // U+0080 to U+009F, the C1 controls; U+061C, a direction mark.
        return (character[0] == '\xC2' && character[1] < '\xA0') || character == "\u061C";
    }
    // Marks, embeddings, overrides and isolates of direction; line and paragraph separators.
    return character == "\u200E" || character == "\u200F" ||
           (character >= "\u2028" && character <= "\u202E") ||
           (character >= "\u2066" && character <= "\u2069");
}

/// The words of `text`; those too long for a line are cut.
std::vector<std::string_view> words_of(std::string_view text, std::size_t width) {
    std::vector<std::string_view> words;
    std::size_t start = 0;
    std::size_t taken = 0;
    std::size_t at = 0;
    const auto finish = [&] {
        if (at > start) words.push_back(text.substr(start, at - start));
        taken = 0;
    };
    while (at < text.size()) {
        if (text[at] == ' ') {
            finish();
            start = ++at;
            continue;
        }
        if (taken == width) {
            finish();
            start = at;
        }
        at += sequence_bytes(text[at]);
        ++taken;
    }
    finish();
    return words;
}

/// `text`, made printable, in lines of at most `width` columns; none if it is empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    const auto harmless = printable(text);
    std::vector<std::string> lines;
    for (const auto word : words_of(harmless, width)) {
        if (lines.empty() || columns(lines.back()) + 1 + columns(word) > width) {
            lines.emplace_back(word);
        } else {
            lines.back().append(" ").append(word);
        }
    }
    return lines;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = text.substr(at, sequence_bytes(text[at]));
        at += character.size();
        if (character == "\n" || character == "\t" || character == "\r") {
            made += ' ';
        } else if (acts_on_a_terminal(character)) {
            made += "\uFFFD";
        } else {
            made += character;
        }
    }
    return made;
}

void PlainText::heading(std::string_view text) {
    if (!text_.empty()) text_ += '\n';
    for (const auto& line : wrapped(text, columns_max)) text_ += line + '\n';
}

void PlainText::field(std::string_view label, std::string_view text) {
    check(label.size() + 3 <= label_columns, "labels are ours, and short");
    auto start = "  " + std::string(label);
    for (const auto& line : wrapped(text, columns_max - label_columns)) {
        start.resize(label_columns, ' ');
        text_ += start + line + '\n';
        start.clear();
    }
}

}  // namespace entente::views
