#pragma once
// Mine → lane: objects are offered one by one, each checked and let out by the gate; then all are
// sealed, or none.

#include <string>
#include <vector>

#include "channel/admission.h"
#include "channel/candidate.h"
#include "channel/context.h"
#include "channel/distribute.h"
#include "channel/spool.h"
#include "channel/targets.h"

namespace entente::channel {

/// An object that was not taken, and why.
struct Refusal {
    std::string where;  ///< "bundle.json, object 17, byte 20480"
    std::string id;     ///< if it could be read
    Error error;
};

/// What an older object was changed in, to be one of STIX 2.1 and TLP 2.0.
struct Upgrade {
    std::string where;  ///< of the offered object
    std::string id;
    std::vector<stix::Change> changes;
};

class VersionLookup;

/// What became of everything that was offered.
struct PublishReport {
    std::uint64_t offered = 0;
    std::uint64_t sealed = 0;
    std::uint64_t unchanged = 0;  ///< with these readers already, byte for byte
    std::uint64_t released = 0;   ///< of those sealed: with others already, now also with these
    std::uint64_t refused = 0;
    std::uint64_t upgraded = 0;     ///< of those offered; one may become several
    std::vector<Refusal> refusals;  ///< the first limits::put_findings_max of them
    std::vector<Upgrade> upgrades;  ///< and of these
    std::uint64_t lanes = 1;        ///< that they went to
    lane::TreeSize lane_size{0};    ///< of the first of them
};

/// To whom, and what may be amiss with it.
struct PublishOptions {
    std::vector<PartyId> to = {};  ///< empty: all parties of the channel
    /// Whether objects may refer to what not all of those parties may read: they learn its id
    /// (design 02-log rule L3).
    bool allows_dangling = false;
};

/// One publication. Belongs to one thread.
class Publication {
public:
    /// errors  refused: the channel is not founded, one is no party to it, or writing is stopped;
    ///         exhausted: no lane is left for these parties; conflict: the lane is frozen
    static Result<std::unique_ptr<Publication>> begin(Context& context, const ChannelId& channel,
                                                      const PublishOptions& options = {});

    ~Publication();

    /// Takes one object for finish, and begins to check it; one that cannot be taken becomes a
    /// Refusal.
    ///
    /// where   for the Refusal
    /// errors  exhausted: no room for the spool
    Result<void> offer(ByteView object, std::string where);

    /// Checks what is left of a bundle without its objects.
    Result<void> offer_bundle(ByteView bundle);

    /// Seals what was offered. With refusals it seals nothing, unless `skip_invalid`.
    ///
    /// errors  as channel::write: what was sealed before the error stays sealed, and putting the
    /// same
    ///         objects again finds it unchanged
    Result<PublishReport> finish(bool skip_invalid, const PublishProgress& progress);

private:
    Publication(Context& context, SignedCharter charter, Parties audience);

    Result<void> take(Verdict verdict);
    void refuse(std::string where, Error error);
    void refuse(const Candidate& candidate, Error error);
    Result<void> compare_among_themselves();
    Result<void> compare_with_lanes(const Targets& targets);
    /// Compares with a version that stands in a lane of ours already.
    Result<void> compare(Candidate& candidate, const Targets& targets);
    Result<void> compare_references();
    void count();

    Context& context_;
    SignedCharter charter_;
    Parties audience_;
    bool allows_dangling_ = false;
    Spool spool_;
    std::vector<Candidate> candidates_;
    std::unique_ptr<VersionLookup> lookup_;  ///< one answer for each candidate
    PublishReport report_;
    Admission admission_;
};

}  // namespace entente::channel
