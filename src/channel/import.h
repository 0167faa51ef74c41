#pragma once
// What was offered, as objects of STIX 2.1 and TLP 2.0: older ones are made into them.

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "json/value.h"
#include "stix/object.h"
#include "stix/upgrade.h"

namespace entente::channel {

/// An offered object as it is, or what became of one of STIX 2.0 or TLP 1.
struct Imported {
    std::vector<stix::Object> objects;  ///< the object, then the observables out of it
    std::vector<stix::Change> changes;  ///< none for what was up to date already
};

/// Reads one object. The same text gives the same objects every time, also where the identifier of
/// an observable follows from nothing: so putting a file again finds it unchanged.
///
/// errors  as stix::parse and stix::upgrade
Result<Imported> import_object(json::Parser& parser, ByteView text);

}  // namespace entente::channel
