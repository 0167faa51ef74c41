// Policies: whatever is read asks only for keys that it names.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/policy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const auto policy = lane::parse_policy({reinterpret_cast<const char*>(data), size});
    if (!policy) return 0;
    const lane::Note unsigned_note{.text = "example.com/log\n1\n\n", .signatures = {}};
    entente::check(!lane::apply_policy(*policy, unsigned_note), "nobody signed it");
    for (const auto& group : policy->groups) {
        entente::check(group.threshold >= 1 && group.threshold <= group.members.size(),
                       "a threshold is within reach");
    }
    return 0;
}
