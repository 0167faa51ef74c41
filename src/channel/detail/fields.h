#pragma once
// Reads the fields of cards and charters. Each error names the field.

#include <array>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/time.h"
#include "crypto/ed25519.h"
#include "json/value.h"

namespace entente::channel::detail {

/// errors  invalid: there is no such member
inline Result<json::Value> field(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (member) return *member;
    return fail(ErrorKind::invalid, "a field is missing", "/" + std::string(name));
}

inline Result<std::string> text_field(const json::Value& object, std::string_view name) {
    const auto value = TRY(field(object, name));
    return std::string(TRY(value.as_string()));
}

inline Result<std::uint64_t> count_field(const json::Value& object, std::string_view name) {
    const auto value = TRY(field(object, name));
    const auto number = TRY(value.as_integer());
    if (number >= 0) return static_cast<std::uint64_t>(number);
    return fail(ErrorKind::invalid, "a negative count", "/" + std::string(name));
}

inline Result<std::array<std::byte, 32>> hex_field(const json::Value& object,
                                                   std::string_view name) {
    const auto text = TRY(text_field(object, name));
    return digest_from_hex(text);
}

inline Result<crypto::PublicKey> key_field(const json::Value& object, std::string_view name) {
    const auto text = TRY(text_field(object, name));
    const auto bytes = TRY(from_base64(text));
    return crypto::import_public_key(bytes);
}

inline Result<Instant> time_field(const json::Value& object, std::string_view name) {
    const auto text = TRY(text_field(object, name));
    const auto timestamp = TRY(parse_timestamp(text));
    return timestamp.instant;
}

/// The object that the second of a note's two lines is; the first must be `heading`.
///
/// errors  invalid: not two such lines
inline Result<std::string_view> second_line(std::string_view text, std::string_view heading) {
    const bool is_headed = text.starts_with(heading) && text.ends_with('\n');
    const auto line = is_headed ? text.substr(heading.size()) : std::string_view();
    if (line.empty() || line.find('\n') != line.size() - 1) {
        return fail(ErrorKind::invalid,
                    "the note is not a " + std::string(heading.substr(0, heading.size() - 1)),
                    "the note's first line");
    }
    return line.substr(0, line.size() - 1);
}

}  // namespace entente::channel::detail
