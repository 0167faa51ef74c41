#pragma once
// Whether a string is one that its property may have. Pure.

#include "json/value.h"
#include "stix/report.h"
#include "stix/table.h"

namespace entente::stix {

/// Reports what is wrong with `value` as a string property: its type, its vocabulary, its form.
void check_text(const Property& property, const json::Value& value, std::string_view rule,
                Report& report);

/// Reports a word that its vocabulary does not have: an error, or a warning if that is open.
void check_word(const Vocabulary& vocabulary, std::string_view word, Report& report);

}  // namespace entente::stix
