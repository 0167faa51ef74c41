#pragma once
// A language-content beside the object that it translates. Pure.

#include <vector>

#include "json/value.h"
#include "stix/finding.h"

namespace entente::stix {

/// Whether `content` is about that version of `object`: its object_ref, and its object_modified if
/// it has one.
///
/// source  STIX 2.1 section 7.1.1
bool is_translation_of(const json::Value& content, const json::Value& object);

/// Where a translation has not the shape of what it translates: text for text, lists of the same
/// length, objects for objects. Pointers lead into `content`. Properties that the object does not
/// have are passed over: whoever shows it ignores them.
///
/// content, object  a language-content, and an object that it is_translation_of
/// source           STIX 2.1 section 7.1.1
std::vector<Finding> compare_translation(const json::Value& content, const json::Value& object);

}  // namespace entente::stix
