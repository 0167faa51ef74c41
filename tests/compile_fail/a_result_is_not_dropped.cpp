// Must not compile: an error that nobody looks at.
#include "base/result.h"

entente::Result<int> answer();

void ask() {
    answer();
}
