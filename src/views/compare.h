#pragma once
// Transcript → comparison: finds the question, its answers and their evidence. Pure.

#include <string_view>

#include "base/result.h"
#include "channel/transcript.h"
#include "views/comparison.h"

namespace entente::views {

/// The comparison of all answers that stand on `channel` to the question.
///
/// errors  not_found: no such question on the channel; conflict, invalid: as latest_question; those
///         of the transcript
/// cost    a look-up for the question, for what refers to it, and for each piece of evidence
Result<Comparison> compare(const channel::Transcript& transcript, const lane::ChannelId& channel,
                           std::string_view question_id);

}  // namespace entente::views
