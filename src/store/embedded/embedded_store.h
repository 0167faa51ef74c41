#pragma once
// The keeper for one machine: lane files are the record, SQLite is an index of them.
//
//   <directory>/record/<lane id>     the lane file: see lane_file.h
//   <directory>/derived/index.db     may be dropped; rebuilt from the record
//   <directory>/node.db              the organisation's own matters: see sqlite_matters.h
//   <fence directory>/fence          newest sealed and cosigned heads, on other storage

#include <functional>
#include <memory>
#include <string>

#include "host/disk.h"
#include "store/store.h"

namespace entente::store {

struct EmbeddedOptions {
    std::string directory;
    std::string fence_directory;
    PartyId
        self;  ///< whose lanes are ours: the fence guards these as sealed, the others as cosigned
    Describe describe;
    std::string index_path = {};  ///< where index.db is; empty: in derived/
    /// Hears what an operator should know though the store opens: another directory, say. Empty:
    /// nobody hears it now, and the next opening says it again.
    std::function<void(const std::string&)> warn = {};
};

/// Opens the store, taking its lock. Replays what the index lacks of the record, truncates a torn
/// tail, compares with the fence: if that is ahead of the record (a restored backup), gone, or of
/// another machine, there is doubt, and nothing is signed until it is settled.
///
/// errors  conflict: another process has it open; corrupt: the record is damaged before its tail,
///         or holds another history than the fence
/// cost    O(lanes), and what the index lacks; nothing reads the whole record
Result<std::unique_ptr<Store>> open_embedded(host::Disk& disk, EmbeddedOptions options);

/// How far a rebuild is, for a progress line.
using Progress = std::function<void(std::uint64_t entries_done)>;

/// Drops the index and makes it again from the record. Takes the store's lock.
///
/// errors  as open_embedded
Result<void> rebuild_embedded(host::Disk& disk, EmbeddedOptions options, const Progress& progress);

/// A lane file for an audit: read-only, without the lock, so beside a running node too. Visits the
/// frames in order; stops at an incomplete last frame without an error, for a writer may be at it.
struct AuditFrame {
    std::uint64_t offset;  ///< of the frame in the file
    EntryIndex first;
    std::uint32_t count;
    Bytes records;                               ///< see lane/entry.h
    std::optional<lane::Checkpoint> checkpoint;  ///< the head that was stored with these entries
    std::vector<lane::Checkpoint> receipts;      ///< of earlier heads: notes with receipts alone
    bool is_checksum_good;
};

/// The lanes that the record in `directory` has.
Result<std::vector<LaneId>> audit_lanes(host::Disk& disk, const std::string& directory);

/// The heads that the fence has: how far a record must reach at least.
///
/// errors  not_found: there is no fence; corrupt: it is damaged
Result<std::vector<lane::Head>> audit_fence(host::Disk& disk, const std::string& fence_directory);

/// Calls `visit` for every frame; stops at its first error and returns that.
///
/// returns how many bytes at the end are no whole frame: a torn tail, a writer at work, or damage
/// errors  corrupt: a frame cannot be read at all: where names the lane and the next entry
Result<std::uint64_t> audit_frames(host::Disk& disk, const std::string& directory,
                                   const LaneId& lane,
                                   const std::function<Result<void>(AuditFrame)>& visit);

}  // namespace entente::store
