#pragma once
// The test vectors of project Wycheproof: known answers, and inputs that have led others astray.

#include <simdjson.h>
#include <string>

#include "base/encoding.h"
#include "tests/support/shared_data.h"

namespace entente::crypto::test {

/// The bytes of a vector's member.
inline Bytes bytes_in(simdjson::dom::element vector, const char* name) {
    return from_hex(std::string_view(vector[name])).value();
}

inline bool is_valid(simdjson::dom::element vector) {
    return std::string_view(vector["result"]) == "valid";
}

/// Calls `check(group, vector)` for each vector of a file; how many there were.
template <class Check>
int each_vector(const std::string& path, const Check& check) {
    simdjson::dom::parser parser;
    const auto root = parser.load(path);
    int count = 0;
    for (const auto group : root["testGroups"]) {
        for (const auto vector : group["tests"]) {
            check(group, vector);
            ++count;
        }
    }
    return count;
}

}  // namespace entente::crypto::test
