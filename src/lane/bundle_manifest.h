#pragma once
// What stands on the outside of a bundle: from whom, to whom, which bytes. A signed note, so that a
// guard without keys can check origin and size. Pure.
//
//   entente/v1 bundle
//   id <32 hex digits>
//   seq <n>                       of this sender to this recipient: a common counter would leak
//   from <party>
//   to <party>
//   created <time>
//   payload age-encryption.org/v1
//   size <bytes of the payload>
//   sha256 <hex of the payload>
// (design 02-log section 3.11)

#include <array>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "lane/ids.h"
#include "lane/note.h"

namespace entente::lane {

struct BundleManifest {
    std::array<std::byte, 16> id;
    std::uint64_t sequence;  ///< from 1
    PartyId from;
    PartyId to;
    Instant created;     ///< to the millisecond
    std::uint64_t size;  ///< of the payload
    Digest digest;       ///< of the payload

    friend bool operator==(const BundleManifest&, const BundleManifest&) = default;
};

struct SignedManifest {
    BundleManifest manifest;
    Note note;
};

/// "entente/v1/bundle/<id>": the name of a party's bundle key.
std::string bundle_key_name(const PartyId& party);

/// The first five lines. They stand inside the payload too: an envelope around another's payload
/// does not fit.
std::string bundle_address(const BundleManifest& manifest);

SignedManifest sign_manifest(const BundleManifest& manifest, const crypto::KeyPair& bundle_key);

/// errors  invalid: not a note of this form. Signatures are not looked at
Result<SignedManifest> decode_manifest(ByteView note);

}  // namespace entente::lane
