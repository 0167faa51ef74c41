#include "store/embedded/embedded_store.h"

#include "store/embedded/index_sqlite.h"
#include "store/embedded/recovery.h"

namespace entente::store {
namespace {

std::string index_path(const EmbeddedOptions& options) {
    if (!options.index_path.empty()) return options.index_path;
    return StoreLayout{options.directory}.derived() + "/index.db";
}

/// Makes what a new store lacks.
Result<std::unique_ptr<host::Lock>> prepare(host::Disk& disk, const EmbeddedOptions& options) {
    const StoreLayout layout{options.directory};
    TRY_VOID(disk.make_directory(options.directory));
    auto lock = TRY(disk.lock(layout.lock()));
    TRY_VOID(disk.make_directory(layout.record()));
    TRY_VOID(disk.make_directory(layout.derived()));
    TRY_VOID(disk.make_directory(options.fence_directory));
    TRY_VOID(finish_erasure(disk, layout.erasing(),
                            [&](const LaneId& lane) { return layout.lane(lane); }));
    return lock;
}

/// Opens the index; one that is damaged or of another version is made anew, for it can be.
Result<std::unique_ptr<Index>> open_index(const std::string& path) {
    auto index = open_sqlite_index(path);
    if (index || index.error().kind != ErrorKind::corrupt) return index;
    TRY_VOID(drop_sqlite_index(path));
    return open_sqlite_index(path);
}

/// False: the index that was there does not fit the record. It may have failed before that was
/// seen, as what is replayed meets what it holds of another copy.
Result<bool> fits(Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options,
                  const Progress& progress) {
    auto recovered = recover_lanes(keeper, disk, options, progress);
    if (!recovered && keeper.indexer().has_failed()) return false;
    return recovered;
}

/// A keeper with its lanes; with an empty index, if the one that is there does not fit the record.
Result<std::unique_ptr<Keeper>> load(host::Disk& disk, const EmbeddedOptions& options,
                                     const Progress& progress) {
    auto index = TRY(open_index(index_path(options)));
    auto keeper = std::make_unique<Keeper>(disk, options, std::move(index));
    if (TRY(fits(*keeper, disk, options, progress))) return keeper;
    keeper.reset();
    TRY_VOID(drop_sqlite_index(index_path(options)));
    auto fresh = TRY(open_index(index_path(options)));
    keeper = std::make_unique<Keeper>(disk, options, std::move(fresh));
    if (TRY(recover_lanes(*keeper, disk, options, progress))) return keeper;
    return fail(ErrorKind::corrupt, "a new index does not fit the record", index_path(options));
}

Result<std::unique_ptr<Keeper>> open_keeper(host::Disk& disk, const EmbeddedOptions& options,
                                            const Progress& progress) {
    auto keeper = TRY(load(disk, options, progress));
    auto found = TRY(recover_fence(*keeper, disk, options));
    keeper->set_fence(std::move(found.fence), std::move(found.reason));
    return keeper;
}

}  // namespace

Result<std::unique_ptr<Store>> open_embedded(host::Disk& disk, EmbeddedOptions options) {
    auto lock = TRY(prepare(disk, options));
    auto keeper = TRY(open_keeper(disk, options, {}));
    keeper->set_lock(std::move(lock));
    return keeper;
}

Result<void> rebuild_embedded(host::Disk& disk, EmbeddedOptions options, const Progress& progress) {
    const auto lock = TRY(prepare(disk, options));
    TRY_VOID(drop_sqlite_index(index_path(options)));
    const auto keeper = TRY(open_keeper(disk, options, progress));
    return keeper->wait_indexed();
}

}  // namespace entente::store
