// The checker: one pass, no tree. Of each object that is open it remembers the last name.
#include "json/canonical.h"

#include <charconv>
#include <simdjson.h>
#include <vector>

#include "json/text.h"

namespace entente::json {
namespace {

constexpr std::string_view integer_digits_max = "9007199254740991";  // 2^53 - 1

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// What stands between the quotes of a string.
struct Raw {
    std::string_view inside;
    bool has_escape = false;
};

class Checker {
public:
    Checker(ByteView text, std::size_t depth_max) : text_(text), depth_max_(depth_max) {}

    /// Whether the text is canonical; else error() says why.
    bool run() {
        if (!check_value(0)) return false;
        return at_ == text_.size() || refuse(at_, "there are bytes after the end");
    }

    [[nodiscard]] Result<void> error() const {
        return fail(ErrorKind::invalid, what_, "byte " + std::to_string(offset_), remedy_);
    }

private:
    /// Keeps the error, for the errors are too large to hand up through every value.
    bool refuse(std::size_t offset, std::string what, std::string remedy = {}) {
        offset_ = offset;
        what_ = std::move(what);
        remedy_ = std::move(remedy);
        return false;
    }

    bool refuse_here() {
        if (at_ >= text_.size()) return refuse(at_, "the text ends too early");
        const char c = text_[at_];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            return refuse(at_, "white space between values", "canonical JSON has none (RFC 8785)");
        }
        return refuse(at_, "not JSON");
    }

    [[nodiscard]] bool is_next(char c) const { return at_ < text_.size() && text_[at_] == c; }

    bool take(char c) {
        if (!is_next(c)) return false;
        ++at_;
        return true;
    }

    bool check_value(std::size_t depth) {
        if (at_ >= text_.size()) return refuse_here();
        switch (text_[at_]) {
            case '"': {
                Raw ignored;
                return check_string(ignored);
            }
            case '{':
                return check_object(depth + 1);
            case '[':
                return check_array(depth + 1);
            case 't':
                return check_word("true");
            case 'f':
                return check_word("false");
            case 'n':
                return check_word("null");
            default:
                return check_number();
        }
    }

    bool check_word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return refuse_here();
        at_ += word.size();
        return true;
    }

    bool is_too_deep(std::size_t depth) {
        if (depth <= depth_max_) return false;
        return !refuse(at_, "nested deeper than " + std::to_string(depth_max_) + " levels");
    }

    bool check_array(std::size_t depth) {
        if (is_too_deep(depth)) return false;
        ++at_;
        if (take(']')) return true;
        do {
            if (!check_value(depth)) return false;
        } while (take(','));
        return take(']') || refuse_here();
    }

    bool check_object(std::size_t depth) {
        if (is_too_deep(depth)) return false;
        ++at_;
        if (take('}')) return true;
        Raw previous;
        bool is_first = true;
        do {
            const auto start = at_;
            Raw name;
            if (!check_string(name)) return false;
            if (!is_first && !check_order(previous, name, start)) return false;
            if (!take(':')) return refuse_here();
            if (!check_value(depth)) return false;
            previous = name;
            is_first = false;
        } while (take(','));
        return take('}') || refuse_here();
    }

    bool check_order(const Raw& previous, const Raw& name, std::size_t start) {
        if (previous.inside == name.inside) {
            return refuse(start, "a name stands twice in an object", "give each member once");
        }
        const bool is_sorted = previous.has_escape || name.has_escape
                                   ? stands_before(unescaped(previous), unescaped(name))
                                   : stands_before(previous.inside, name.inside);
        return is_sorted || refuse(start, "names are not sorted",
                                   "sort them by UTF-16 code units (RFC 8785 section 3.2.3)");
    }

    static std::string unescaped(const Raw& raw) {
        std::string text;
        append_unescaped(text, raw.inside);
        return text;
    }

    bool check_string(Raw& raw) {
        if (!take('"')) return refuse_here();
        const auto start = at_;
        while (true) {
            at_ += plain_run(text_.substr(at_));
            if (at_ >= text_.size()) return refuse_here();
            if (text_[at_] == '"') break;
            raw.has_escape = true;
            if (!check_escape()) return false;
        }
        raw.inside = text_.substr(start, at_ - start);
        ++at_;
        return true;
    }

    bool check_escape() {
        if (text_[at_] != '\\') return refuse(at_, "a control character in a string", "escape it");
        const auto escape = text_.substr(at_, 6);
        const char kind = escape.size() > 1 ? escape[1] : '\0';
        if (std::string_view("\"\\bfnrt").find(kind) != std::string_view::npos && kind != '\0') {
            at_ += 2;
            return true;
        }
        if (is_control_escape(escape)) {
            at_ += 6;
            return true;
        }
        return refuse(at_, "not the shortest form of this character",
                      "write it as RFC 8785 section 3.2.2.2 says");
    }

    /// \u00XX, lower-case, for a control character that has no escape of its own.
    static bool is_control_escape(std::string_view escape) {
        if (escape.size() < 6 || !escape.starts_with("\\u00")) return false;
        const char last = escape[5];
        const bool is_hex = is_digit(last) || (last >= 'a' && last <= 'f');
        if (escape[4] == '1') return is_hex;
        const bool has_own = std::string_view("89acd").find(last) != std::string_view::npos;
        return escape[4] == '0' && is_hex && !has_own;
    }

    bool check_number() {
        const auto start = at_;
        take('-');
        const auto first = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        const auto count = at_ - first;
        const bool is_whole = !is_next('.') && !is_next('e') && !is_next('E');
        if (count == 0) {
            at_ = start;
            return refuse_here();
        }
        const auto digits = text_.substr(first, count);
        const bool is_canonical = digits[0] != '0' || (count == 1 && first == start);
        const bool is_in_range =
            count < integer_digits_max.size() ||
            (count == integer_digits_max.size() && digits <= integer_digits_max);
        if (!is_whole) return check_fraction(start);
        if (is_canonical && is_in_range) return true;
        if (is_canonical) {
            return refuse(start, "an integer beyond 2^53 - 1", "write it as a string");
        }
        return refuse(start, "not a number as ECMAScript prints it");
    }

    bool check_fraction(std::size_t start) {
        while (at_ < text_.size() &&
               (is_digit(text_[at_]) ||
                std::string_view("+-.eE").find(text_[at_]) != std::string_view::npos)) {
            ++at_;
        }
        const auto token = text_.substr(start, at_ - start);
        double number = 0;
        const auto* end = token.data() + token.size();
        const auto [stopped, error] = std::from_chars(token.data(), end, number);
        if (error != std::errc{} || stopped != end) {
            return refuse(start, "not a number that a double can hold");
        }
        const auto canonical = number_text(number);
        return canonical == token ||
               refuse(start, "not a number as ECMAScript prints it", "write " + canonical);
    }

    ByteView text_;
    std::size_t depth_max_;
    std::size_t at_ = 0;
    std::size_t offset_ = 0;
    std::string what_;
    std::string remedy_;
};

}  // namespace

Result<void> check_canonical(ByteView text, std::size_t depth_max) {
    if (!simdjson::validate_utf8(text.data(), text.size())) {
        return fail(ErrorKind::invalid, "not UTF-8",
                    "byte " + std::to_string(valid_utf8_prefix(text)));
    }
    Checker checker(text, depth_max);
    if (!checker.run()) return checker.error();
    return {};
}

}  // namespace entente::json
