#pragma once
// Mine → lane: objects are offered one by one, each checked and let out by the gate; then all are
// sealed, or none.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "channel/admission.h"
#include "channel/context.h"
#include "channel/spool.h"

namespace entente::store {
struct Position;
}

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
    std::uint64_t unchanged = 0;  ///< on our lane already, byte for byte
    std::uint64_t refused = 0;
    std::uint64_t upgraded = 0;     ///< of those offered; one may become several
    std::vector<Refusal> refusals;  ///< the first limits::put_findings_max of them
    std::vector<Upgrade> upgrades;  ///< and of these
    lane::TreeSize lane_size{0};
};

/// How many objects are on disk, for a progress line.
using PublishProgress = std::function<void(std::uint64_t sealed, std::uint64_t of)>;

/// One publication. Belongs to one thread.
class Publication {
public:
    /// errors  refused: the channel is not founded, or writing is stopped
    static Result<std::unique_ptr<Publication>> begin(Context& context, const ChannelId& channel);

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
    /// What is to become of a candidate.
    enum class Fate { sealed, unchanged, refused };

    struct Candidate {
        std::string id;
        std::optional<Instant> version;
        Spooled body;
        std::string where;
        Fate fate = Fate::sealed;
    };

    Publication(Context& context, const ChannelId& channel, release::Audience audience);

    Result<void> take(Verdict verdict);
    void refuse(std::string where, Error error);
    void refuse(const Candidate& candidate, Error error);
    Result<void> compare_among_themselves();
    Result<void> compare_with_lane();
    /// Why the candidate cannot be what stands there already; nothing: it is.
    [[nodiscard]] Result<std::optional<Error>> contradiction(const store::Position& position,
                                                             const Candidate& candidate) const;
    Result<void> seal(const PublishProgress& progress);

    Context& context_;
    ChannelId channel_;
    Spool spool_;
    std::vector<Candidate> candidates_;
    std::unique_ptr<VersionLookup> lookup_;  ///< one answer for each candidate
    PublishReport report_;
    Admission admission_;
};

}  // namespace entente::channel
