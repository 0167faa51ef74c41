#pragma once
// What tests ask of a Result.

#include <string>
#include <utility>

#include "base/result.h"
#include "tests/support/precompiled.h"

namespace entente::test {

/// The value, or the end of the test program with the error's line.
template <class Value>
Value must(Result<Value> result) {
    EXPECT_TRUE(result) << (result ? "" : to_line(result.error()));
    return std::move(result).value();
}

inline std::string line_of(const auto& result) {
    return result ? "no error" : to_line(result.error());
}

/// The kind of the error that is expected; "fatal" if there is none.
inline ErrorKind kind_of(const auto& result) {
    EXPECT_FALSE(result);
    return result ? ErrorKind::fatal : result.error().kind;
}

}  // namespace entente::test
