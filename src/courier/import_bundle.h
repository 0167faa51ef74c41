#pragma once
// A bundle → what it brings: the same verbs that take a peer's messages take its members. May be
// repeated, in any order: what is here already changes nothing.

#include <functional>
#include <map>
#include <vector>

#include "channel/context.h"
#include "courier/bundle_file.h"

namespace entente::courier {

/// What of one lane a bundle brought.
struct LaneNews {
    std::uint64_t new_entries = 0;
    lane::TreeSize held{0};  ///< how much of the lane is here now
};

/// A member that could not be taken; the others were.
struct MemberProblem {
    std::string member;
    Error error;
};

struct Imported {
    lane::BundleManifest manifest;
    std::map<lane::LaneId, LaneNews> lanes;
    std::uint64_t new_entries = 0;
    std::vector<MemberProblem> problems;
};

/// Takes a bundle that was sealed for this node: checks origin and digest, then opens it. Its
/// plain text never touches the disk.
///
/// progress  how many entries it has brought so far, new or not
/// errors    refused: for another party, or not signed by its sender; not_found: the sender is not
///           known; invalid, corrupt: damaged; exhausted, fatal: the disk's. What only one member
///           has is in Imported::problems
Result<Imported> import_bundle(channel::Context& context, const NextPiece& next,
                               const std::function<void(std::uint64_t entries)>& progress);

/// Refuses a manifest that no key of its sender's card signed.
///
/// errors  refused
Result<void> check_origin(const lane::SignedManifest& manifest, const channel::SignedCard& sender);

}  // namespace entente::courier
