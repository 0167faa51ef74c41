#pragma once
// Whether offered objects may go on the lane: checked on threads beside the one that reads them,
// since that is most of the work of a put.

#include <functional>
#include <future>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "release/gate.h"
#include "stix/upgrade.h"

namespace entente::channel {

/// An object that is valid and that the gate lets go to the audience.
struct Admitted {
    std::string id;
    std::optional<Instant> version;
    Bytes canonical;

    friend bool operator==(const Admitted&, const Admitted&) = default;
};

/// All that one offered object became: more than one only if it was one of STIX 2.0.
struct Admittance {
    std::vector<Admitted> objects;
    std::vector<stix::Change> changes;
};

/// What became of one offered object: all of it is let out, or nothing.
struct Verdict {
    std::string where;  ///< as it was offered
    Result<Admittance> admitted;
};

/// Belongs to one thread, which starts the others.
class Admission {
public:
    /// Gets the verdicts, in the order of offering, on the thread that offers.
    using Take = std::function<Result<void>(Verdict verdict)>;

    Admission(release::Audience audience, Take take)
        : audience_(std::move(audience)), take_(std::move(take)) {}

    /// Begins to check one object. Its verdict comes now or later.
    ///
    /// errors  those of Take
    Result<void> offer(ByteView text, std::string where);

    /// Waits until every verdict has come.
    ///
    /// errors  those of Take
    Result<void> finish();

private:
    struct Offered {
        Bytes text;
        std::string where;
    };

    using Offers = std::vector<Offered>;
    using Verdicts = std::vector<Verdict>;

    static Verdicts check(const Offers& offers, const release::Audience& audience);
    Result<void> take_next();

    release::Audience audience_;
    Take take_;
    Offers offers_;  ///< not yet given to a thread
    std::size_t offered_bytes_ = 0;
    std::queue<std::future<Verdicts>> checking_;
};

}  // namespace entente::channel
