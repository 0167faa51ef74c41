#pragma once
// A disputed lane as JSON: for `status`, `verify` and `evidence list`, in the words of alarm.h.

#include "channel/alarm.h"
#include "json/write.h"

namespace entente::channel {

/// {"alarm", "evidence", "lane", "resolution", "state"}; state is "frozen", "resolved", or
/// "reader accused" where the lane goes on.
json::Object json_of(const Directory& directory, const Dispute& dispute);

/// {"accused", "file", "kind", "lane", "larger", "smaller"}: what one evidence proves.
json::Object json_of(const lane::ProvenEvidence& evidence);

}  // namespace entente::channel
