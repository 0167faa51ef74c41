#pragma once
// Identifiers of objects: "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f". Pure.

#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace entente::stix {

/// An identifier that is well-formed: a type, two dashes, a UUID of RFC 4122.
class ObjectId {
public:
    /// where   for the error: the JSON pointer of the property
    /// errors  invalid: the type is not 3 to 250 of a-z, 0-9 and -, or what follows is no UUID
    /// source  STIX 2.1 sections 2.9 and 3.1
    static Result<ObjectId> parse(std::string_view text, std::string_view where = "/id");

    /// "indicator"
    [[nodiscard]] std::string_view type() const;

    [[nodiscard]] const std::string& text() const { return text_; }

    friend auto operator<=>(const ObjectId&, const ObjectId&) = default;

private:
    explicit ObjectId(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

/// Whether `type` may name a kind of object: 3 to 250 of a-z, 0-9 and -, from a letter on, no "--".
///
/// source  STIX 2.1 section 3.1, section 2.9
bool is_type_name(std::string_view type);

/// Whether `text` is an identifier as ObjectId::parse takes it.
///
/// cost  no allocation
bool is_id(std::string_view text);

/// What stands before the two dashes; all of `id` if there are none.
std::string_view type_of(std::string_view id);

/// The version of the UUID: '1' to '5'.
///
/// id  an identifier as is_id takes it
char version_of(std::string_view id);

/// A random (version 4) identifier out of 16 random bytes.
///
/// type    a valid type name, ours
/// source  RFC 4122 section 4.4
ObjectId make_id(std::string_view type, const std::array<std::byte, 16>& random);

}  // namespace entente::stix
