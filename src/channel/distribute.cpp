#include "channel/distribute.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "base/limits.h"
#include "channel/writer.h"
#include "lane/operation.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// One of a batch's places is kept for a `seen`.
constexpr std::size_t batch_bodies_max = limits::batch_entries_max - 1;

/// Seals bodies into one lane, batch by batch.
class LaneFiller {
public:
    LaneFiller(BatchWriter writer, std::function<void(std::uint64_t kept)> tell)
        : writer_(std::move(writer)), tell_(std::move(tell)) {}

    Result<void> add(lane::Body body) {
        const bool is_full = bodies_.size() == batch_bodies_max ||
                             bytes_ + body.bytes.size() > limits::batch_bytes_max;
        if (is_full && !bodies_.empty()) TRY_VOID(flush());
        bytes_ += body.bytes.size();
        bodies_.push_back(std::move(body));
        return {};
    }

    Result<lane::TreeSize> finish() {
        TRY_VOID(flush());
        TRY_VOID(writer_.finish());
        tell_(writer_.kept_bodies());
        return writer_.lane_size();
    }

private:
    Result<void> flush() {
        if (bodies_.empty()) return {};
        TRY_VOID(writer_.write(std::exchange(bodies_, {})));
        bytes_ = 0;
        tell_(writer_.kept_bodies());
        return {};
    }

    BatchWriter writer_;
    std::function<void(std::uint64_t kept)> tell_;
    std::vector<lane::Body> bodies_;
    std::size_t bytes_ = 0;
};

/// What goes to several lanes needs its salt before the first of them.
std::vector<lane::Salt> shared_salts(Context& context, std::size_t candidates, std::size_t lanes) {
    std::vector<lane::Salt> salts(lanes > 1 ? candidates : 0);
    context.random.fill(std::as_writable_bytes(std::span(salts)));
    return salts;
}

/// Tells the readers of each earlier release who has it now.
Result<void> tell_released(Context& context, const std::vector<Candidate>& candidates,
                           const Parties& audience) {
    std::map<lane::LaneId, std::vector<lane::Body>> notices;
    for (const auto& candidate : candidates) {
        if (candidate.fate != Fate::sealed || !candidate.repeat) continue;
        const auto& [first, salt, origin, in] = *candidate.repeat;
        const auto lane = TRY(context.store.state(first));
        lane::Released released{.entry = origin.entry, .to = {}};
        std::ranges::set_difference(audience, lane.opening.audience,
                                    std::back_inserter(released.to));
        if (released.to.empty()) continue;
        notices[first].push_back(
            {.kind = lane::BodyKind::operation, .bytes = lane::encode_operation(released)});
    }
    for (auto& [id, bodies] : notices) {
        const auto lane = TRY(context.store.state(id));
        if (!check_writable(context, lane)) continue;
        LaneFiller filler(TRY(BatchWriter::begin(context, lane)), [](auto) {});
        for (auto& body : bodies) TRY_VOID(filler.add(std::move(body)));
        TRY_VOID(filler.finish());
    }
    return {};
}

}  // namespace

Result<lane::TreeSize> distribute(Context& context, Spool& spool,
                                  const std::vector<Candidate>& candidates, const Targets& targets,
                                  const PublishProgress& progress) {
    const auto salts = shared_salts(context, candidates.size(), targets.lanes.size());
    std::uint64_t of = 0;
    for (const auto& lane : targets.lanes) {
        of += static_cast<std::uint64_t>(std::ranges::count_if(
            candidates, [&](const auto& candidate) { return candidate.is_for(lane.id); }));
    }
    lane::TreeSize first_size{0};
    std::uint64_t before = 0;
    std::uint64_t told = 0;
    for (const auto& lane : targets.lanes) {
        const bool is_first = &lane == &targets.lanes.front();
        const bool is_last = &lane == &targets.lanes.back();
        std::uint64_t here = 0;
        LaneFiller filler(TRY(BatchWriter::begin(context, lane)), [&](std::uint64_t kept) {
            here = kept;
            if (before + kept > std::exchange(told, before + kept)) progress(told, of);
        });
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const auto& candidate = candidates[i];
            if (!candidate.is_for(lane.id)) continue;
            lane::Body body{.kind = lane::BodyKind::stix, .bytes = {}};
            body.bytes = TRY(is_last ? spool.take(candidate.body) : spool.read(candidate.body));
            if (!salts.empty()) body.salt = salts[i];
            if (candidate.repeat) {
                body.salt = candidate.repeat->salt;
                body.origin = candidate.repeat->origin;
            }
            TRY_VOID(filler.add(std::move(body)));
        }
        const auto size = TRY(filler.finish());
        if (is_first) first_size = size;
        before += here;
    }
    TRY_VOID(tell_released(context, candidates, targets.audience));
    return first_size;
}

}  // namespace entente::channel
