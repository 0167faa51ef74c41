#pragma once
// A bundle's file: an archive of two members, `manifest` and `payload.age`.

#include <functional>

#include "age/keys.h"
#include "base/bytes.h"
#include "base/result.h"
#include "courier/spool_file.h"
#include "lane/bundle_manifest.h"

namespace entente::courier {

/// The next bytes of what is read; empty at the end.
using NextPiece = std::function<Result<Bytes>()>;

/// All that stands before the payload, and behind it.
Bytes bundle_start(const lane::SignedManifest& manifest);
Bytes bundle_end(const lane::BundleManifest& manifest);

/// What a bundle's file is taken apart into. An error ends the reading.
struct BundleSink {
    std::function<Result<void>(const lane::SignedManifest&)> manifest;  ///< once, first
    TakePiece payload;
};

/// Reads a bundle's outside. Without an error the payload has the size and the digest that the
/// manifest names; signatures are not looked at.
///
/// errors  invalid: no bundle, or damaged: what says where. And what the sink or `next` returns
Result<void> read_bundle(const NextPiece& next, const BundleSink& sink);

/// One member of a payload.
using TakeMember = std::function<Result<void>(const std::string& name, ByteView content)>;

/// Opens a payload. The first member, the address, is checked here and not handed on.
///
/// errors  refused: sealed for another key, or the envelope is around another's payload; invalid,
///         corrupt: damaged, or a member above limits::segment_message_bytes_max. And what `take`
///         returns
/// memory  the largest member
Result<void> read_content(SpoolFile& payload, const lane::BundleManifest& manifest,
                          const age::Identity& identity, const TakeMember& take);

}  // namespace entente::courier
