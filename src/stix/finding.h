#pragma once
// What validation says about an object. Pure.

#include <string>
#include <string_view>

namespace entente::stix {

/// How bad a finding is. Only errors keep an object out.
enum class Level { info, warning, error };

/// One thing that is not as the standard has it.
struct Finding {
    Level level;
    std::string pointer;    ///< JSON pointer (RFC 6901): "/object_marking_refs/0"
    std::string_view rule;  ///< where the rule is written: "STIX 2.1 section 3.2"
    std::string message;    ///< what is wrong
    std::string remedy;     ///< what to do

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// "error", "warning" or "info".
constexpr const char* to_text(Level level) {
    switch (level) {
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "error";
}

}  // namespace entente::stix
