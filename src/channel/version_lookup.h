#pragma once
// Which versions of objects our lanes have already: asked for on a thread beside the one that
// checks them, since a put of many objects waits for nothing else of the store.

#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "channel/context.h"
#include "store/store.h"

namespace entente::channel {

/// An object's id, and its version if it has one.
using ObjectVersion = std::pair<std::string, std::optional<Instant>>;

/// The look-ups of one publication. Belongs to one thread, which starts the others.
class VersionLookup {
public:
    /// errors  as Store::wait_indexed and Store::state
    static Result<VersionLookup> begin(const Context& context, const ChannelId& channel);

    /// Begins to look up the next version in order.
    void add(ObjectVersion version);

    /// Where each version is that was added, in order; nothing for those that are not there. The
    /// caller holds context.writing, so that the answers stay true.
    ///
    /// errors  as Store::find_versions
    Result<std::vector<std::optional<store::Position>>> answers();

private:
    using Answers = Result<std::vector<std::optional<store::Position>>>;

    VersionLookup(const Context& context, const ChannelId& channel, std::uint64_t written)
        : context_(&context), channel_(channel), written_(written) {}

    void ask();
    [[nodiscard]] Answers ask_again() const;

    const Context* context_;
    ChannelId channel_;
    std::uint64_t written_;  ///< entries of ours on the channel when the look-ups began
    std::vector<ObjectVersion> all_;
    std::size_t asked_ = 0;
    std::vector<std::future<Answers>> parts_;
};

}  // namespace entente::channel
