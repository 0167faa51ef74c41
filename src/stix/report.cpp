#include "stix/report.h"

namespace entente::stix {

void Report::append_steps(std::string& pointer, const Step* last) {
    if (!last) return;
    append_steps(pointer, last->before_);  // as deep as the document at most
    if (last->is_index_) {
        json::append_step(pointer, last->index_);
    } else {
        json::append_step(pointer, last->name_);
    }
}

std::string Report::pointer() const {
    std::string pointer;
    append_steps(pointer, last_);
    return pointer;
}

void Report::add(Level level, std::string_view rule, std::string message, std::string remedy) {
    if (!wants(level) || findings_.size() >= limits::put_findings_max) return;
    findings_.push_back({.level = level,
                         .pointer = pointer(),
                         .rule = rule,
                         .message = std::move(message),
                         .remedy = std::move(remedy)});
}

}  // namespace entente::stix
