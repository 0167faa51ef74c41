#pragma once
// The extensions of an object, and what kind of object they make it. Pure.

#include <string_view>

#include "json/value.h"
#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

/// What to hold an object of `type` to. Types that nobody defines are reported, at /type.
///
/// source  STIX 2.1 sections 7.3, 11.2
const Kind& kind_of(std::string_view type, const json::Value& object, Report& report);

/// Reports what is wrong with the property extensions, ours in detail.
///
/// source  STIX 2.1 sections 3.2, 7.3
void check_extensions(const Found& found, Report& report);

/// Whether an extension adds properties to the top level, whose names then say nothing to us.
bool has_toplevel_extension(const json::Value& object);

}  // namespace entente::stix
