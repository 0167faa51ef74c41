#include "json/text.h"

#include <algorithm>

namespace entente::json {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

void append_escape(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\r':
            out += "\\r";
            return;
        default:
            out += "\\u00";
            out += hex_digits[static_cast<unsigned char>(c) >> 4];
            out += hex_digits[static_cast<unsigned char>(c) & 15];
    }
}

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](int shift) {
        out += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        tail(0);
    } else if (point < 0x1'0000) {
        out += static_cast<char>(0xE0 | (point >> 12));
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xF0 | (point >> 18));
        tail(12), tail(6), tail(0);
    }
}

std::uint32_t hex_value(std::string_view four) {
    std::uint32_t value = 0;
    for (const char c : four) {
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value << 4 | static_cast<std::uint32_t>(digit);
    }
    return value;
}

/// Appends what the escape at the start of `raw` stands for; its length.
std::size_t append_one_escape(std::string& out, std::string_view raw) {
    switch (raw[1]) {
        case 'b':
            out += '\b';
            return 2;
        case 't':
            out += '\t';
            return 2;
        case 'n':
            out += '\n';
            return 2;
        case 'f':
            out += '\f';
            return 2;
        case 'r':
            out += '\r';
            return 2;
        case 'u':
            break;
        default:
            out += raw[1];
            return 2;
    }
    const auto unit = hex_value(raw.substr(2, 4));
    if (unit < 0xD800 || unit > 0xDBFF) {
        append_utf8(out, unit);
        return 6;
    }
    const auto low = hex_value(raw.substr(8, 4));
    append_utf8(out, 0x1'0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return 12;
}

/// The lead bytes of one line of the table of RFC 3629 section 4, and what must follow them.
struct Sequence {
    unsigned lead_first;
    unsigned lead_last;
    unsigned second_first;
    unsigned second_last;
    std::size_t length;
};

constexpr Sequence sequences[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/// The length of the UTF-8 sequence at the start of `text`; 0 if there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t at) -> unsigned {
        return static_cast<unsigned char>(text[at]);
    };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    const auto* line = std::ranges::find_if(sequences, [&](const Sequence& sequence) {
        return lead >= sequence.lead_first && lead <= sequence.lead_last;
    });
    if (line == std::end(sequences) || text.size() < line->length) return 0;
    if (byte(1) < line->second_first || byte(1) > line->second_last) return 0;
    for (std::size_t at = 2; at < line->length; ++at) {
        if ((byte(at) & 0xC0) != 0x80) return 0;
    }
    return line->length;
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    while (true) {
        const auto run = plain_run(text);
        out.append(text.data(), run);
        if (run == text.size()) break;
        append_escape(out, text[run]);
        text.remove_prefix(run + 1);
    }
    out += '"';
}

void append_unescaped(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        const auto run = std::min(raw.find('\\'), raw.size());
        out.append(raw.data(), run);
        raw.remove_prefix(run);
        if (!raw.empty()) raw.remove_prefix(append_one_escape(out, raw));
    }
}

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto length = sequence_length(text.substr(at, 4));
        if (length == 0) return at;
        at += length;
    }
    return at;
}

}  // namespace entente::json
