#include "lane/note.h"

#include <algorithm>
#include <cstring>

#include "base/encoding.h"
#include "base/limits.h"
#include "crypto/sha256.h"

namespace entente::lane {
namespace {

constexpr std::string_view line_start = "\u2014 ";  // em dash, space
constexpr std::string_view empty_line = "\n\n";

std::unexpected<Error> not_a_note(const char* what, std::string_view where) {
    return fail(ErrorKind::invalid, what, "note: " + std::string(where.substr(0, 80)));
}

struct CodePoint {
    char32_t value;
    std::size_t bytes;  ///< 0: not UTF-8
};

/// The code point that `text`, which is not empty, starts with: RFC 3629 section 3.
CodePoint first_code_point(ByteView text) {
    struct Form {
        unsigned char mask;
        unsigned char lead;
        char32_t least;  // a smaller value has a shorter form, which alone is allowed
    };

    constexpr std::array forms = {Form{.mask = 0x80, .lead = 0x00, .least = 0x00},
                                  Form{.mask = 0xE0, .lead = 0xC0, .least = 0x80},
                                  Form{.mask = 0xF0, .lead = 0xE0, .least = 0x800},
                                  Form{.mask = 0xF8, .lead = 0xF0, .least = 0x10000}};
    const auto lead = static_cast<unsigned char>(text.front());
    for (std::size_t more = 0; more < forms.size(); ++more) {
        const auto& form = forms[more];
        if ((lead & form.mask) != form.lead) continue;
        if (text.size() <= more) break;
        char32_t value = lead & static_cast<unsigned char>(~form.mask);
        for (const char byte : text.substr(1, more)) {
            const auto bits = static_cast<unsigned char>(byte);
            if ((bits & 0xC0) != 0x80) return {.value = 0, .bytes = 0};
            value = (value << 6) | (bits & 0x3FU);
        }
        const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (value < form.least || value > 0x10FFFF || is_surrogate) break;
        return {.value = value, .bytes = more + 1};
    }
    return {.value = 0, .bytes = 0};
}

/// Whether `text` is UTF-8 and every code point of it passes.
template <class Predicate>
bool all_code_points(ByteView text, Predicate passes) {
    while (!text.empty()) {
        const auto next = first_code_point(text);
        if (next.bytes == 0 || !passes(next.value)) return false;
        text.remove_prefix(next.bytes);
    }
    return true;
}

/// C2SP signed-note: no control characters below U+0020 but the newline.
bool is_note_text(ByteView text) {
    return all_code_points(text, [](char32_t c) { return c >= 0x20 || c == '\n'; });
}

/// Unicode's property White_Space.
bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/// C2SP signed-note: not empty, no Unicode spaces, no plus sign.
bool is_key_name(std::string_view name) {
    return !name.empty() &&
           all_code_points(name, [](char32_t c) { return c >= 0x20 && c != '+' && !is_space(c); });
}

char type_byte(SignatureType type) {
    return static_cast<char>(type);
}

}  // namespace

KeyId key_id(std::string_view name, SignatureType type, const crypto::PublicKey& key) {
    const char byte = type_byte(type);
    const auto digest = crypto::sha256({name, "\n", {&byte, 1}, view(key.bytes)});
    KeyId id{};
    std::ranges::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::string verifier_key(std::string_view name, SignatureType type, const crypto::PublicKey& key) {
    const auto id = key_id(name, type, key);
    const auto typed_key = type_byte(type) + Bytes(view(key.bytes));
    return std::string(name) + "+" + to_hex(view(id)) + "+" + to_base64(typed_key);
}

Result<SignatureLine> decode_signature_line(std::string_view line) {
    if (!line.starts_with(line_start) || !line.ends_with('\n')) {
        return not_a_note("not a signature line", line);
    }
    const auto fields = line.substr(line_start.size(), line.size() - line_start.size() - 1);
    const auto space = fields.find(' ');
    const auto name = fields.substr(0, space);
    if (space == std::string_view::npos || !is_key_name(name)) {
        return not_a_note("a signature line has a name and a signature", line);
    }
    const auto keyed = TRY(from_base64(fields.substr(space + 1)));
    KeyId key{};
    if (keyed.size() <= key.size()) return not_a_note("a signature is too short", line);
    std::memcpy(key.data(), keyed.data(), key.size());
    return SignatureLine{
        .name = std::string(name), .key = key, .signature = keyed.substr(key.size())};
}

std::string encode_signature_line(const SignatureLine& line) {
    const auto keyed = Bytes(view(line.key)) + line.signature;
    return std::string(line_start) + line.name + " " + to_base64(keyed) + "\n";
}

Result<Note> decode_note(ByteView bytes) {
    if (bytes.size() > limits::note_bytes_max) return not_a_note("too long", "");
    if (!is_note_text(bytes)) return not_a_note("not UTF-8 text without control characters", "");
    // The text may have empty lines of its own: the last one ends it.
    const auto split = bytes.rfind(empty_line);
    if (split == ByteView::npos) return not_a_note("no empty line before signatures", bytes);
    Note note = {.text = std::string(bytes.substr(0, split + 1)), .signatures = {}};
    auto lines = bytes.substr(split + empty_line.size());
    if (lines.empty()) return not_a_note("no signatures", bytes);
    while (!lines.empty()) {
        if (note.signatures.size() == limits::note_signatures_max) {
            return not_a_note("too many signatures", lines);
        }
        const auto line = lines.substr(0, lines.find('\n') + 1);
        if (line.empty()) return not_a_note("the last line does not end", lines);  // npos + 1
        note.signatures.push_back(TRY(decode_signature_line(line)));
        lines.remove_prefix(line.size());
    }
    return note;
}

std::string encode_note(const Note& note) {
    auto bytes = note.text + "\n";
    for (const auto& line : note.signatures) bytes += encode_signature_line(line);
    return bytes;
}

SignatureLine sign_note(std::string_view text, std::string_view name, const crypto::KeyPair& key) {
    const auto signature = key.sign(text);
    return {.name = std::string(name),
            .key = key_id(name, SignatureType::ed25519, key.public_key()),
            .signature = Bytes(view(signature))};
}

bool is_signed_by(const Note& note, std::string_view name, const crypto::PublicKey& key) {
    const auto id = key_id(name, SignatureType::ed25519, key);
    return std::ranges::any_of(note.signatures, [&](const SignatureLine& line) {
        crypto::Signature signature{};
        if (line.name != name || line.key != id) return false;
        if (line.signature.size() != signature.size()) return false;
        std::memcpy(signature.data(), line.signature.data(), signature.size());
        return crypto::verify(key, note.text, signature);
    });
}

}  // namespace entente::lane
