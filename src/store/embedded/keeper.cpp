#include "store/embedded/keeper.h"

namespace entente::store {

Keeper::Keeper(host::Disk& disk, EmbeddedOptions options, std::unique_ptr<Index> index)
    : disk_(disk),
      options_(std::move(options)),
      describe_(options_.describe),
      index_(std::move(index)),
      indexer_(std::make_unique<Indexer>(
          *index_, describe_,
          [this](const LaneId& lane, TreeSize size) { note_indexed(lane, size); })) {}

Keeper::~Keeper() {
    for (const auto& id : lanes()) {
        const std::scoped_lock lock(appending_);
        (void)write_receipts(*find_lane(id));
    }
    indexer_.reset();  // its thread looks lanes up: stop it before they go
}

void Keeper::add_lane(std::unique_ptr<HeldLane> lane) {
    const auto id = lane->live.with([](const LiveLane& live) { return live.state.id; });
    lanes_.with([&](auto& lanes) { lanes.insert_or_assign(id, std::move(lane)); });
}

}  // namespace entente::store
