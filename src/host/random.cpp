#include "host/random.h"

#include <algorithm>
#include <sys/random.h>

#include "base/check.h"

namespace entente::host {

void SystemRandom::fill(std::span<std::byte> out) {
    constexpr std::size_t uninterrupted_most = 256;  // getrandom(2): below this never cut short
    while (!out.empty()) {
        const auto part = out.first(std::min(out.size(), uninterrupted_most));
        check(getrandom(part.data(), part.size(), 0) == static_cast<ssize_t>(part.size()),
              "getrandom gives up to 256 bytes at once");
        out = out.subspan(part.size());
    }
}

}  // namespace entente::host
