#pragma once
// The leaf of a lane: a small header that commits to a body with a random salt. Pure.
//
// JCS object with exactly these keys, unknown ones refused (design 02-log section 3.4):
//   body    base64 of SHA-256("entente/v1 body\n" || salt[32] || body bytes)
//   kind    "stix" or "op"
//   len     length of the body in bytes
//   orig    optional {"entry": id, "time": time}: this repeats an earlier entry
//   relay   optional sorted array of party ids that may be shown this entry, or ["*"]
//   time    RFC 3339 UTC, exactly 3 decimals
//   v       1
//   writer  party id

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "lane/ids.h"

namespace entente::lane {

using Salt = std::array<std::byte, 32>;

enum class BodyKind { stix, operation };

/// The entry that this one repeats (design 02-log section 2.4).
struct Origin {
    EntryId entry;
    Instant time;

    friend bool operator==(const Origin&, const Origin&) = default;
};

struct Header {
    Digest commitment;
    BodyKind kind;
    std::uint32_t body_bytes;
    std::optional<Origin> origin;
    std::vector<std::string> relay;  ///< empty: nobody
    Instant time;                    ///< whole milliseconds
    PartyId writer;

    friend bool operator==(const Header&, const Header&) = default;
};

/// The leaf bytes of `header`.
Bytes encode_header(const Header& header);

/// The header that `bytes` are; encode_header gives the same bytes back.
///
/// errors  invalid: not canonical, unknown or missing keys, above limits::header_bytes_max
Result<Header> decode_header(ByteView bytes);

/// SHA-256("entente/v1 body\n" || salt || body).
Digest commit(const Salt& salt, ByteView body);

/// SHA-256(0x00 || header): the leaf hash of RFC 6962 section 2.1, and the entry's id.
EntryId entry_id(ByteView header);

}  // namespace entente::lane
