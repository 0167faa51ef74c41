#pragma once
// What the standard's prose asks of a pattern beyond its grammar. Pure.

#include <string_view>

#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// Whether some one type of object can satisfy every operand of `node`, a comparison_and.
///
/// cost    O(n log n) in the comparisons below it
/// source  STIX 2.1 section 9.5: "satisfiable with the same object"
bool has_common_type(const Pattern& pattern, NodeIndex node);

/// What `op` takes instead of a constant of that kind, for an error; empty if it takes that.
///
/// source  STIX 2.1 section 9.6.1: LIKE, MATCHES and the set operators take strings, what has an
///         order excludes booleans
std::string_view wanted_constant(Operator op, ConstantKind kind);

/// Whether both may stand in one set. The two kinds of numbers, and the two of octets, are one
/// type each: they compare with the same properties.
///
/// source  STIX 2.1 sections 9.2 and 9.6.1
bool are_homogeneous(ConstantKind a, ConstantKind b);

/// Whether the property can have that value, as far as it is the hash of a known algorithm:
/// file:hashes.MD5 = 'f00' cannot be meant.
///
/// source  STIX 2.1 sections 2.7 and 10.7
bool is_possible_hash(const Pattern& pattern, const Comparison& comparison,
                      const Constant& constant);

}  // namespace entente::stix::pattern
