#pragma once
// Ours → a bundle: what a party lacks, sealed for it, to be carried by hand.

#include <functional>
#include <memory>

#include "channel/context.h"
#include "courier/spool_file.h"
#include "lane/bundle_manifest.h"

namespace entente::courier {

enum class Contents {
    unreceipted,  ///< what the party has given no receipt for: a lost bundle does no harm
    unsent,       ///< what no earlier bundle to the party had: for a way that brings nothing back
    everything,   ///< all that it may read, its own lanes too: after it lost its disk
};

/// A bundle that was made. Its payload is on disk, sealed, until the object goes.
class Exported {
public:
    Exported(lane::SignedManifest manifest, std::unique_ptr<SpoolFile> payload,
             std::uint64_t entries)
        : manifest_(std::move(manifest)), payload_(std::move(payload)), entries_(entries) {}

    [[nodiscard]] const lane::BundleManifest& manifest() const { return manifest_.manifest; }

    [[nodiscard]] std::uint64_t entries() const { return entries_; }

    [[nodiscard]] std::uint64_t size() const;  ///< of the bundle's file

    /// The bundle's file, in pieces.
    Result<void> write(const TakePiece& take);

private:
    lane::SignedManifest manifest_;
    std::unique_ptr<SpoolFile> payload_;
    std::uint64_t entries_;
};

/// Makes a bundle for `to`. Its number is durable before it returns.
///
/// progress  how many entries are in it so far
/// errors    not_found: the party is not known; refused: its card has no age key that is still
/// good;
///           exhausted: no room for the payload; as channel::serve_segment
/// source    design 02-log section 3.11
Result<std::unique_ptr<Exported>> export_bundle(
    channel::Context& context, const lane::PartyId& to, Contents contents,
    const std::function<void(std::uint64_t entries)>& progress);

}  // namespace entente::courier
