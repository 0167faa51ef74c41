// Language tags, by the grammar of RFC 5646 section 2.1.
#include <algorithm>

#include "stix/text_forms.h"
#include "stix/vocabulary.h"

namespace entente::stix {
namespace {

bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_alphanumeric(char c) {
    return is_letter(c) || is_digit(c);
}

bool is_letters(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is_letter);
}

/// Goes through the subtags of a tag, from the first to the last.
class Subtags {
public:
    explicit Subtags(std::string_view tag) : rest_(tag) { next(); }

    [[nodiscard]] std::string_view here() const { return here_; }

    [[nodiscard]] bool is_at_end() const { return is_at_end_; }

    /// On to the next one.
    void next() {
        is_at_end_ = is_last_;
        here_ = is_last_ ? std::string_view() : rest_.substr(0, rest_.find('-'));
        is_last_ = is_last_ || here_.size() == rest_.size();
        rest_.remove_prefix(std::min(rest_.size(), here_.size() + 1));
    }

    /// Past this one if it is as asked.
    bool skip_if(bool is_wanted) {
        if (is_wanted) next();
        return is_wanted;
    }

    /// Past those of `least` to 8 letters and digits; whether there was one.
    bool skip_run(std::size_t least) {
        bool any = false;
        while (here_.size() >= least && here_.size() <= 8 &&
               std::ranges::all_of(here_, is_alphanumeric)) {
            next();
            any = true;
        }
        return any;
    }

private:
    std::string_view rest_;
    std::string_view here_;
    bool is_last_ = false;
    bool is_at_end_ = false;
};

bool is_variant(std::string_view subtag) {
    if (!std::ranges::all_of(subtag, is_alphanumeric)) return false;
    if (subtag.size() == 4) return is_digit(subtag[0]);
    return subtag.size() >= 5 && subtag.size() <= 8;
}

bool is_region(std::string_view subtag) {
    if (subtag.size() == 3) return std::ranges::all_of(subtag, is_digit);
    return is_letters(subtag, 2, 2);
}

bool is_private_mark(std::string_view subtag) {
    return subtag == "x" || subtag == "X";
}

/// RFC 5646 section 2.1, "irregular": registered before the grammar, and outside of it.
constexpr Vocabulary irregular{
    .name = "RFC 5646",
    .rule = "",
    .words =
        "en-GB-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo "
        "i-pwn i-tao i-tay i-tsu sgn-BE-FR sgn-BE-NL sgn-CH-DE"};

bool skip_language(Subtags& tags) {
    const bool is_short = is_letters(tags.here(), 2, 3);
    if (!tags.skip_if(is_letters(tags.here(), 2, 8))) return false;
    for (int i = 0; is_short && i < 3; ++i) {
        if (!tags.skip_if(is_letters(tags.here(), 3, 3))) break;  // extended language
    }
    return true;
}

}  // namespace

bool is_language(std::string_view text) {
    if (irregular.has(text)) return true;
    Subtags tags(text);
    if (!is_private_mark(tags.here())) {
        if (!skip_language(tags)) return false;
        tags.skip_if(is_letters(tags.here(), 4, 4));  // script
        tags.skip_if(is_region(tags.here()));
        while (tags.skip_if(is_variant(tags.here()))) {
        }
        while (tags.here().size() == 1 && is_alphanumeric(tags.here()[0]) &&
               !is_private_mark(tags.here())) {
            tags.next();  // the singleton of an extension
            if (!tags.skip_run(2)) return false;
        }
    }
    if (tags.skip_if(is_private_mark(tags.here())) && !tags.skip_run(1)) return false;
    return tags.is_at_end();
}

}  // namespace entente::stix
