#include "json/find_error.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <vector>

#include "json/text.h"

namespace entente::json {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

template <class Number>
bool fits(std::string_view token) {
    Number number{};
    return std::from_chars(token.data(), token.data() + token.size(), number).ec == std::errc{};
}

/// Whether a number with fraction or exponent is beyond a double. One too small for it is zero, as
/// everywhere; std::from_chars does not tell the two apart, the place of the first digit does.
bool is_overflow(std::string_view token) {
    if (fits<double>(token)) return false;
    const auto mark = std::min(token.find_first_of("eE"), token.size());
    const auto mantissa = token.substr(0, mark);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    const auto first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
    auto exponent = token.substr(std::min(mark + 1, token.size()));
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    std::int64_t power = 0;
    const auto* end = exponent.data() + exponent.size();
    if (std::from_chars(exponent.data(), end, power).ec == std::errc::result_out_of_range) {
        return !exponent.starts_with('-');
    }
    return power + static_cast<std::int64_t>(point) > static_cast<std::int64_t>(first);
}

/// An object or array that is open, with the names that it has so far.
struct Level {
    bool is_object;
    std::set<std::string> names = {};
};

/// Reads the text as the grammar of RFC 8259 has it, with a stack of its own.
class Scanner {
public:
    Scanner(ByteView text, std::size_t depth_max) : text_(text), depth_max_(depth_max) {}

    Result<void> run() {
        TRY_VOID(value_or_opening());
        while (!levels_.empty()) TRY_VOID(next_item());
        skip_space();
        if (at_ == text_.size()) return {};
        return refuse(at_, "there are bytes after the end of the JSON text");
    }

private:
    static std::unexpected<Error> refuse(std::size_t offset, std::string what) {
        return fail(ErrorKind::invalid, std::move(what), "byte " + std::to_string(offset));
    }

    [[nodiscard]] std::unexpected<Error> unexpected_here(const char* wanted) const {
        if (at_ >= text_.size()) return refuse(at_, "the JSON text ends too early");
        return refuse(at_, std::string("not JSON: ") + wanted + " should stand here");
    }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }

    /// The next byte that is no white space, 0 at the end.
    char peek() {
        skip_space();
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    bool take(char c) {
        if (peek() != c || at_ >= text_.size()) return false;
        ++at_;
        return true;
    }

    /// Reads on in the innermost object or array, from behind its opening or one of its items.
    Result<void> next_item() {
        const bool is_object = levels_.back().is_object;
        if (take(is_object ? '}' : ']')) {
            levels_.pop_back();
            is_behind_opening_ = false;
            return {};
        }
        if (!is_behind_opening_ && !take(',')) {
            return unexpected_here(is_object ? "a comma or }" : "a comma or ]");
        }
        if (is_object) TRY_VOID(name());
        return value_or_opening();
    }

    Result<void> name() {
        peek();
        const auto start = at_;
        std::string text;
        TRY_VOID(string(text, "a name in quotes"));
        if (!levels_.back().names.insert(text).second) {
            return refuse(start,
                          "the name \"" + text.substr(0, 40) + "\" stands twice in an object");
        }
        if (!take(':')) return unexpected_here("a colon");
        return {};
    }

    Result<void> value_or_opening() {
        is_behind_opening_ = false;
        switch (peek()) {
            case '{':
            case '[':
                return opening();
            case '"': {
                std::string ignored;
                return string(ignored, "a string");
            }
            case 't':
                return word("true");
            case 'f':
                return word("false");
            case 'n':
                return word("null");
            default:
                return number();
        }
    }

    Result<void> opening() {
        if (levels_.size() >= depth_max_) {
            return refuse(at_, "nested deeper than " + std::to_string(depth_max_) + " levels");
        }
        levels_.push_back({.is_object = text_[at_] == '{'});
        ++at_;
        is_behind_opening_ = true;
        return {};
    }

    Result<void> word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return unexpected_here("a value");
        at_ += word.size();
        return {};
    }

    Result<void> string(std::string& out, const char* wanted) {
        if (!take('"')) return unexpected_here(wanted);
        const auto start = at_;
        while (true) {
            at_ += plain_run(text_.substr(at_));
            if (at_ >= text_.size()) return unexpected_here(wanted);
            if (text_[at_] == '"') break;
            if (text_[at_] != '\\') return refuse(at_, "a control character in a string");
            TRY_VOID(escape());
        }
        append_unescaped(out, text_.substr(start, at_ - start));
        ++at_;
        return {};
    }

    [[nodiscard]] bool is_unit(std::size_t at, char low, char high) const {
        const auto unit = text_.substr(std::min(at, text_.size()), 6);
        if (unit.size() < 6 || !unit.starts_with("\\u")) return false;
        for (const char c : unit.substr(2)) {
            if (!is_hex(c)) return false;
        }
        const char first = static_cast<char>(unit[2] | 0x20);
        const char second = static_cast<char>(unit[3] | 0x20);
        return low == '\0' || (first == 'd' && second >= low && second <= high);
    }

    Result<void> escape() {
        const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (kind != '\0' && std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos) {
            at_ += 2;
            return {};
        }
        if (!is_unit(at_, '\0', '\0')) return refuse(at_, "not an escape that JSON has");
        const bool is_digit_second = text_[at_ + 3] <= '9';
        const bool is_high = is_digit_second ? is_unit(at_, '8', '9') : is_unit(at_, 'a', 'b');
        const bool is_low = is_unit(at_, 'c', 'f');
        const bool has_low = is_unit(at_ + 6, 'c', 'f');
        if (is_low || (is_high && !has_low))
            return refuse(at_, "a surrogate without its other half");
        at_ += is_high ? 12 : 6;
        return {};
    }

    void digits() {
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    }

    bool some_digits() {
        const auto start = at_;
        digits();
        return at_ > start;
    }

    bool take_here(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    Result<void> number() {
        const auto start = at_;
        take_here('-');
        if (!take_here('0') && !some_digits()) {
            at_ = start;
            return unexpected_here("a value");
        }
        const bool has_fraction = take_here('.');
        if (has_fraction && !some_digits()) return unexpected_here("a digit");
        const bool has_exponent = take_here('e') || take_here('E');
        if (has_exponent && !take_here('+')) take_here('-');
        if (has_exponent && !some_digits()) return unexpected_here("a digit");
        return range_of(start, has_fraction || has_exponent);
    }

    [[nodiscard]] Result<void> range_of(std::size_t start, bool is_floating) const {
        const auto token = text_.substr(start, at_ - start);
        const bool is_in_range = is_floating              ? !is_overflow(token)
                                 : token.starts_with('-') ? fits<std::int64_t>(token)
                                                          : fits<std::uint64_t>(token);
        if (is_in_range) return {};
        return refuse(start, "a number that is out of range");
    }

    ByteView text_;
    std::size_t depth_max_;
    std::size_t at_ = 0;
    bool is_behind_opening_ = false;
    std::vector<Level> levels_;
};

}  // namespace

Result<void> find_error(ByteView text, std::size_t depth_max) {
    if (const auto valid = valid_utf8_prefix(text); valid < text.size()) {
        return fail(ErrorKind::invalid, "not UTF-8", "byte " + std::to_string(valid),
                    "save the text as UTF-8");
    }
    return Scanner(text, depth_max).run();
}

}  // namespace entente::json
