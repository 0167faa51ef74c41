#pragma once
// The text before an age file's content: for each recipient the file's key, sealed. Pure.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::age {

// 32 recipients take 4 KiB; a stranger's header fills no memory.
inline constexpr std::size_t header_bytes_max = std::size_t{64} << 10;

/// One way to the file's key.
struct Stanza {
    std::vector<std::string> arguments;  ///< at least one, the first is its type: "X25519"
    Bytes body;

    friend bool operator==(const Stanza&, const Stanza&) = default;
};

struct Header {
    std::vector<Stanza> stanzas;
    std::array<std::byte, 32> code;  ///< HMAC of the text up to and with "---"

    friend bool operator==(const Header&, const Header&) = default;
};

/// What the code is made of: the text up to and with "---". parse_header takes nothing else.
///
/// stanzas  at least one; arguments of one or more printable characters of ASCII, no space
std::string coded_text(const std::vector<Stanza>& stanzas);

/// The whole header, with the line end behind it.
std::string to_text(const Header& header);

/// Where the header ends in the beginning of a file; nothing if more is needed to tell.
///
/// errors  invalid: no header of age v1, or longer than header_bytes_max
Result<std::optional<std::size_t>> find_header_end(ByteView start);

/// errors  invalid: not exactly a header of age v1; where is "age header, line 2"
/// source  age v1 (C2SP), "Header"
Result<Header> parse_header(ByteView text);

}  // namespace entente::age
