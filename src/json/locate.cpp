#include "json/locate.h"

#include <algorithm>
#include <string>

#include "base/number.h"
#include "json/text.h"
#include "json/value.h"

namespace entente::json {
namespace {

/// A name without the escapes of RFC 6901 section 3.
std::string plain_step(std::string_view step) {
    std::string name;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const bool is_escape = step[i] == '~' && i + 1 < step.size();
        if (!is_escape) {
            name += step[i];
            continue;
        }
        name += step[++i] == '1' ? '/' : '~';
    }
    return name;
}

/// Walks through a text that is JSON, from one value to the next.
class Scanner {
public:
    explicit Scanner(ByteView text) : text_(text) { skip_space(); }

    [[nodiscard]] std::size_t offset() const { return at_; }

    [[nodiscard]] bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }

    [[nodiscard]] bool is_at_end() const { return at_ >= text_.size(); }

    /// To the value of the member `name`, from the { of an object; false if it has none.
    bool enter_member(std::string_view name) {
        step();
        while (is_at('"')) {
            const bool is_it = take_name() == name;
            step();  // the colon
            if (is_it) return true;
            skip_value();
            if (!is_at(',')) return false;
            step();
        }
        return false;
    }

    /// To the element `index`, from the [ of an array; false if it has fewer.
    bool enter_element(std::size_t index) {
        step();
        for (std::size_t i = 0; !is_at_end() && !is_at(']'); ++i) {
            if (i == index) return true;
            skip_value();
            if (!is_at(',')) return false;
            step();
        }
        return false;
    }

private:
    void skip_space() {
        while (!is_at_end() &&
               std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    /// Over one byte and what white space follows it.
    void step() {
        at_ = std::min(at_ + 1, text_.size());
        skip_space();
    }

    /// What stands between the quotes; at_ moves behind them.
    std::string_view take_string() {
        const auto first = ++at_;
        while (!is_at_end()) {
            at_ += plain_run(text_.substr(at_));
            if (is_at('"')) break;
            at_ = std::min(at_ + (is_at('\\') ? 2 : 1), text_.size());
        }
        const auto inside = text_.substr(first, at_ - first);
        step();
        return inside;
    }

    /// The name without its escapes; as it stands if those are no escapes.
    std::string take_name() {
        const auto raw = std::string(take_string());
        if (raw.find('\\') == std::string::npos) return raw;
        const auto document = Document::parse("\"" + raw + "\"");
        return document ? std::string(document->root().as_string().value_or(raw)) : raw;
    }

    void skip_value() {
        std::size_t depth = 0;
        while (!is_at_end()) {
            if (is_at('"')) {
                take_string();
            } else {
                if (is_at('{') || is_at('[')) ++depth;
                if (is_at('}') || is_at(']')) --depth;
                step();
            }
            const bool is_behind = is_at(',') || is_at('}') || is_at(']');
            if (depth == 0 && is_behind) return;
        }
    }

    ByteView text_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::size_t> locate(ByteView text, std::string_view pointer) {
    Scanner scanner(text);
    while (!pointer.empty()) {
        pointer.remove_prefix(1);  // the slash
        const auto step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        if (scanner.is_at('[')) {
            const auto index = parse_integer<std::size_t>(step, "index");
            if (!index || !scanner.enter_element(*index)) return std::nullopt;
        } else if (!scanner.is_at('{') || !scanner.enter_member(plain_step(step))) {
            return std::nullopt;
        }
    }
    if (scanner.is_at_end()) return std::nullopt;
    return scanner.offset();
}

Position position_of(ByteView text, std::size_t offset) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const auto last = before.rfind('\n');
    const auto column = last == std::string_view::npos ? before.size() : before.size() - last - 1;
    return {.line = lines + 1, .column = column + 1};
}

}  // namespace entente::json
