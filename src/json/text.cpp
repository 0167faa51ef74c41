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

/// The length of the UTF-8 sequence at the start of `text`; 0 if there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const auto is_tail = [&](std::size_t at) { return (byte(at) & 0xC0) == 0x80; };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return is_tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool is_overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool is_surrogate = lead == 0xED && byte(1) > 0x9F;
        return is_tail(1) && is_tail(2) && !is_overlong && !is_surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool is_overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool is_beyond = lead == 0xF4 && byte(1) > 0x8F;
        return is_tail(1) && is_tail(2) && is_tail(3) && !is_overlong && !is_beyond ? 4 : 0;
    }
    return 0;
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
