#pragma once
// What users read of a disputed lane (design 02-log section 4.8): what is certain, what is not,
// what was done and what is to do. The command line, the log and every view use these words.

#include <string>
#include <vector>

#include "channel/directory.h"
#include "channel/dispute.h"

namespace entente::channel {

struct Alarm {
    bool is_resolved;                  ///< told, but no longer an alarm
    std::string headline;              ///< "ALPHA has signed two different histories of …"
    std::vector<std::string> certain;  ///< one sentence or two each
    std::string not_certain;
    std::vector<std::string> done;
    std::vector<std::string> to_do;  ///< empty once resolved
};

/// The words for a dispute, with the names that this node knows.
Alarm alarm_of(const Directory& directory, const Dispute& dispute);

/// As people read them on a screen or in a log: "ALARM  …", "  Certain:      …".
std::vector<std::string> lines_of(const Alarm& alarm);

/// What one evidence proves, in the same words: for anyone who holds nothing but the file, too.
std::vector<std::string> certain_of(const lane::ProvenEvidence& evidence,
                                    const std::string& accused_name);

/// What one evidence proves to be the same in both, as a sentence; empty if it says nothing of it.
std::string agreement_of(const lane::ProvenEvidence& evidence);

}  // namespace entente::channel
