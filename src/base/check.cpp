#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace entente {

void check(bool holds, const char* why, std::source_location here) {
    if (holds) [[likely]]
        return;
    std::fprintf(stderr, "%s:%u: a bug in entente: this does not hold: %s\n", here.file_name(),
                 here.line(), why);
    std::abort();
}

}  // namespace entente
