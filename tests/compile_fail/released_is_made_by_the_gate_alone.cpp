// Must not compile: whoever takes a Released can rely on the gate having been asked.
#include "release/gate.h"

int main() {
    using entente::release::Audience;
    using entente::release::Released;
    using entente::release::Surface;
    const Released<int> leak(1, Audience{}, Surface::lane);
    return leak.thing();
}
