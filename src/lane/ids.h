#pragma once
// The ids of the log. All are 32-byte digests that must never meet. Pure.

#include <cstdint>
#include <string>

#include "base/encoding.h"
#include "base/strong.h"
#include "crypto/sha256.h"

namespace entente::lane {

using crypto::Digest;

using PartyId = Strong<Digest, struct PartyIdTag>;      ///< design 02-log section 3.3
using ChannelId = Strong<Digest, struct ChannelIdTag>;  ///< SHA-256 of the text of charter rev 0
using LaneId = Strong<Digest, struct LaneIdTag>;        ///< leaf hash of entry 0
using EntryId = Strong<Digest, struct EntryIdTag>;      ///< leaf hash: SHA-256(0x00 || header)

using EntryIndex = Strong<std::uint64_t, struct EntryIndexTag>;  ///< 0 is the first entry
using TreeSize = Strong<std::uint64_t, struct TreeSizeTag>;      ///< a number of entries

/// 64 lower-case hex digits.
template <class Tag>
std::string to_hex(const Strong<Digest, Tag>& id) {
    return entente::to_hex(view(id.value()));
}

/// The id that 64 lower-case hex digits are: `parse_id<LaneId>(text)`.
///
/// errors  invalid: anything else
template <class Id>
Result<Id> parse_id(std::string_view text) {
    return Id(TRY(digest_from_hex(text)));
}

}  // namespace entente::lane
