#pragma once
// Where the tests' stores come from.

#include <functional>
#include <memory>
#include <string>

#include "store/store.h"

namespace entente::store::test {

/// Places where stores can be opened, one for the node and one for its peer. Opening a place again,
/// after its store is gone, finds what was there.
class Keepers {
public:
    Keepers() = default;
    Keepers(const Keepers&) = delete;
    Keepers& operator=(const Keepers&) = delete;
    virtual ~Keepers() = default;

    virtual std::unique_ptr<Store> open(const std::string& place, const PartyId& self) = 0;
};

using MakeKeepers = std::function<std::unique_ptr<Keepers>()>;

}  // namespace entente::store::test
