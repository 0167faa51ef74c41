#pragma once
// A question of the channel, as its asker's latest version puts it. Pure.

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "channel/transcript.h"

namespace entente::views {

/// Who wrote something. Sorted by name, so that every node lists the parties alike.
struct Party {
    std::string name;
    lane::PartyId id;

    friend auto operator<=>(const Party&, const Party&) = default;
};

/// The party whose lane the entry stands in.
Party writer_of(const channel::TranscriptEntry& entry);

/// What is asked, what may be answered, and how it will be known who was right.
struct Question {
    std::string id;
    Party asked_by;
    Timestamp modified;
    std::string wording;
    std::vector<std::string> answers;  ///< "yes", "no"; distributions are in this order
    std::string resolution_rule;
    std::string resolves_on;  ///< the time, as it was written
    bool is_revoked;
};

/// Reads one version of a question.
///
/// errors  invalid: the body is no question, or is erased; of another answer_kind than "yes-no"
/// source  schemas/question.json
Result<Question> read_question(const channel::TranscriptEntry& entry);

/// The version of question `id` with the latest `modified`; among equals the one that stands later
/// in the lane.
///
/// versions  all that stand on the channel
/// errors    not_found: there are none; conflict: more than one party wrote the object, and nobody
///           can say here whose question it is; invalid: as read_question
Result<Question> latest_question(std::string_view id,
                                 std::span<const channel::TranscriptEntry> versions);

}  // namespace entente::views
