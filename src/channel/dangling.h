#pragma once
// References out of what an audience reads into what it may not (design 02-log rule L3).

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "channel/context.h"
#include "channel/lanes.h"
#include "json/value.h"

namespace entente::channel {

/// Finds references that would tell an audience of what is here for others alone. What is not here
/// at all may be referred to: it says nothing of any lane. Belongs to one thread.
class Dangling {
public:
    static Result<Dangling> begin(const Context& context, const ChannelId& channel,
                                  const Parties& audience);

    /// Whether there is any lane here that not all of the audience read.
    [[nodiscard]] bool can_exist() const { return !narrow_.empty(); }

    /// What comes to the audience with the same put.
    void add_offered(std::string id) { readable_.emplace(std::move(id), true); }

    /// Why the object may not go to the audience; nothing: all that it refers to may be known.
    ///
    /// errors  as Store::find
    Result<std::optional<Error>> check(ByteView object);

private:
    explicit Dangling(const Context& context) : context_(&context) {}

    Result<bool> is_readable(const std::string& id);

    const Context* context_;
    std::set<lane::LaneId> wide_;    ///< lanes that all of the audience read
    std::set<lane::LaneId> narrow_;  ///< those of the channel that not all do
    std::map<std::string, bool> readable_;
    json::Parser parser_;
};

}  // namespace entente::channel
