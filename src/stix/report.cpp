#include "stix/report.h"

namespace entente::stix {

void Report::add(Level level, std::string_view rule, std::string message, std::string remedy) {
    if (findings_.size() >= limits::put_findings_max) return;
    findings_.push_back({.level = level,
                         .pointer = pointer_,
                         .rule = rule,
                         .message = std::move(message),
                         .remedy = std::move(remedy)});
}

}  // namespace entente::stix
