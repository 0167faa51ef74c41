// Must not compile: who holds an Appended knows that the batch is on disk.
#include "store/store.h"

entente::store::Appended forge(const entente::store::LaneId& lane) {
    return {lane, entente::store::EntryIndex(0), entente::store::TreeSize(1)};
}
