#pragma once
// Follows the lines with which the node answers while it does long work (server/api/lines.h).

#include <functional>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "json/value.h"

namespace entente::cli {

/// Takes one line of progress.
using TakeLine = std::function<void(const std::string& event, const json::Value& line)>;

/// Belongs to one thread.
class AnswerLines {
public:
    /// subject  what the work is on, for errors: a file
    AnswerLines(std::string subject, TakeLine take)
        : subject_(std::move(subject)), take_(std::move(take)) {}

    /// Takes a piece of the answer; lines may be cut anywhere.
    void take(ByteView piece);

    /// The report, as JSON, or why there is none.
    ///
    /// remedy  what to do if the node went away
    [[nodiscard]] Result<std::string> report(const std::string& remedy) const;

private:
    void take_line(std::string_view line);
    [[nodiscard]] Error error_of(const json::Value& line) const;

    std::string subject_;
    TakeLine take_;
    std::string pending_;
    std::string report_;
    std::optional<Error> error_;
};

}  // namespace entente::cli
