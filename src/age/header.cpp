#include "age/header.h"

#include <algorithm>
#include <cstring>

#include "base/encoding.h"

namespace entente::age {
namespace {

constexpr std::string_view version_line = "age-encryption.org/v1";
constexpr std::string_view stanza_start = "-> ";
constexpr std::string_view end_start = "---";
constexpr std::size_t body_columns = 64;

/// Reads line after line; a line ends in a line feed, which is not part of it.
class Lines {
public:
    explicit Lines(ByteView text) : rest_(text) {}

    [[nodiscard]] bool is_at(std::string_view start) const { return rest_.starts_with(start); }

    [[nodiscard]] bool is_over() const { return rest_.empty(); }

    Result<std::string_view> next() {
        ++number_;
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) return refused("the line does not end");
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }

    [[nodiscard]] std::unexpected<Error> refused(const char* what) const {
        return fail(ErrorKind::invalid, what, "age header, line " + std::to_string(number_),
                    "ask for the file again: it is not what age writes");
    }

private:
    ByteView rest_;
    std::size_t number_ = 0;
};

bool is_argument(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

Result<Bytes> read_body(Lines& lines) {
    Bytes body;
    while (true) {
        const auto line = TRY(lines.next());
        if (line.size() > body_columns) return lines.refused("the line is too long");
        const auto bytes = from_bare_base64(line);
        if (!bytes) return lines.refused("not canonical base64 without padding");
        body += *bytes;
        if (line.size() < body_columns) return body;
    }
}

Result<Stanza> read_stanza(Lines& lines) {
    const auto line = TRY(lines.next());
    if (!line.starts_with(stanza_start)) return lines.refused("not a recipient's line");
    Stanza stanza;
    auto rest = line.substr(stanza_start.size());
    while (true) {
        const auto end = rest.find(' ');
        const auto argument = rest.substr(0, end);
        if (!is_argument(argument)) return lines.refused("an argument cannot be");
        stanza.arguments.emplace_back(argument);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    stanza.body = TRY(read_body(lines));
    return stanza;
}

}  // namespace

std::string coded_text(const std::vector<Stanza>& stanzas) {
    std::string text = std::string(version_line) + '\n';
    for (const auto& stanza : stanzas) {
        text += "->";
        for (const auto& argument : stanza.arguments) text += ' ' + argument;
        text += '\n';
        const auto body = to_bare_base64(stanza.body);
        for (std::size_t at = 0; at + body_columns <= body.size(); at += body_columns) {
            text += body.substr(at, body_columns) + '\n';
        }
        text += body.substr(body.size() - body.size() % body_columns) + '\n';
    }
    return text + std::string(end_start);
}

std::string to_text(const Header& header) {
    return coded_text(header.stanzas) + ' ' + to_bare_base64(view(header.code)) + '\n';
}

Result<std::optional<std::size_t>> find_header_end(ByteView start) {
    const auto shown = std::min(start.size(), version_line.size());
    if (start.substr(0, shown) != version_line.substr(0, shown)) {
        return fail(ErrorKind::invalid, "not a file of age v1", "age header, line 1",
                    "give a file that age, or entente, encrypted; without armour");
    }
    const auto last = start.find("\n---");
    const auto end = last == ByteView::npos ? last : start.find('\n', last + 1);
    if (end != ByteView::npos && end < header_bytes_max) return std::optional(end + 1);
    if (start.size() < header_bytes_max) return std::nullopt;
    return fail(ErrorKind::invalid, "longer than " + std::to_string(header_bytes_max) + " bytes",
                "age header", "encrypt it for fewer recipients");
}

Result<Header> parse_header(ByteView text) {
    Lines lines(text);
    if (TRY(lines.next()) != version_line) return lines.refused("not age v1");
    Header header{.stanzas = {}, .code = {}};
    while (!lines.is_at(end_start)) header.stanzas.push_back(TRY(read_stanza(lines)));
    const auto last = TRY(lines.next());
    if (header.stanzas.empty()) return lines.refused("sealed for nobody");
    if (!last.starts_with("--- ")) return lines.refused("not the last line");
    const auto code = from_bare_base64(last.substr(end_start.size() + 1));
    if (!code || code->size() != header.code.size()) return lines.refused("not a code of 32 bytes");
    if (!lines.is_over()) return lines.refused("something follows");
    std::memcpy(header.code.data(), code->data(), header.code.size());
    return header;
}

}  // namespace entente::age
