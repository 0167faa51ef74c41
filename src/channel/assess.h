#pragma once
// Our answer to a question, as a STIX object ready to be published.

#include <optional>
#include <string>
#include <vector>

#include "channel/context.h"

namespace entente::channel {

/// What an analyst decides; the rest follows from the question and from what we said before.
struct Answer {
    std::string question;    ///< STIX id
    double probability = 0;  ///< of yes, 0 to 1
    std::string scale;       ///< "icd-203", "phia" or "percent": what `term` is a word of
    std::string term;        ///< our own word; empty: none was chosen
    std::string confidence;  ///< "low", "moderate" or "high"
    std::string confidence_basis;
    std::string judgement;
    std::vector<std::string> evidence;  ///< STIX ids
    std::vector<std::string> assumptions;
    std::string dissent;
};

/// The answer that a request's body is.
///
/// errors  invalid: not JSON, or a member is missing or of another kind
Result<Answer> parse_answer(ByteView json);

/// The assessment object for `answer`: a new one, or the next version of what we answered before.
///
/// errors  not_found: no such question on the channel, or a piece of evidence that is not there
Result<Bytes> make_assessment(const Context& context, const ChannelId& channel,
                              const Answer& answer);

}  // namespace entente::channel
