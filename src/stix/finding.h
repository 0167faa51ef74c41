#pragma once
// What validation says about an object. Pure.

#include <string>
#include <string_view>

namespace entente::stix {

/// How bad a finding is. Only errors keep an object out.
enum class Level { info, warning, error };

/// How much is said. An error is a broken MUST, a warning a SHOULD that is not kept; an info is a
/// SHOULD that next to nobody keeps, as hashes for every URL.
enum class Strictness {
    lenient,  ///< errors alone
    usual,    ///< errors and warnings
    strict,   ///< all
};

constexpr bool wants(Strictness strictness, Level level) {
    switch (strictness) {
        case Strictness::lenient:
            return level == Level::error;
        case Strictness::usual:
            return level != Level::info;
        case Strictness::strict:
            return true;
    }
    return true;
}

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
