#pragma once
// The fence: how far we have signed and given receipts, on storage that a backup of the record does
// not roll back (design 02-log sections 4.1, 4.6).
//
//   file   pairs of records; a record is 512 bytes, one sector of a disk, so that a torn write
//   cannot
//          reach its twin
//   pair   two records for one thing; a change overwrites the older, so that one is always whole
//
//   record u64 generation   the higher one counts; 0: never written
//          u8  kind         1 host, 2 head
//          id[32]           1: SHA-256 of the machine id; 2: the lane
//          u64 size         1: 0; 2: of the newest head that we signed or gave a receipt for
//          root[32]         1: SHA-256 of the data directory's path; 2: of that head
//          u64 time         1: 0; 2: seconds of our newest receipt for the lane; 0: none
//          u64 XXH3-64      of the 89 bytes before it
//          zeros
//
// A change is one pwrite and one fdatasync; a file put in place by renaming costs three times that.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "host/disk.h"
#include "lane/checkpoint.h"

namespace entente::store {

/// Which machine and directory a fence was made for.
struct HostIdentity {
    lane::Digest machine;
    lane::Digest directory;

    friend bool operator==(const HostIdentity&, const HostIdentity&) = default;
};

/// The fence's file. One thread at a time.
class Fence {
public:
    /// Opens the fence, or makes an empty one. Whether one may be made is the caller's question.
    ///
    /// errors  corrupt: both records of a pair are damaged; else as host::Disk
    static Result<Fence> open(host::Disk& disk, const host::Path& path);

    [[nodiscard]] const std::optional<HostIdentity>& host() const { return host_; }

    /// errors  fatal: the device failed
    Result<void> set_host(const HostIdentity& host);

    /// The newest heads, by lane.
    [[nodiscard]] std::vector<lane::Head> heads() const;

    [[nodiscard]] std::optional<lane::Head> head(const lane::LaneId& lane) const;

    /// When we gave our newest receipt for the lane, in seconds; 0: never.
    [[nodiscard]] std::uint64_t receipt_time_s(const lane::LaneId& lane) const;

    /// Makes room for a lane, so that advance cannot fail for want of it.
    ///
    /// errors  exhausted: no room, nothing changed; fatal: the device failed
    Result<void> reserve(const lane::LaneId& lane);

    /// Records a head, in place of the lane's older one, durably. reserve came before.
    ///
    /// receipt_time_s  of our receipt for it; 0: it is a head that we signed
    /// errors  fatal, always: what the fence says is unknown from here on
    Result<void> advance(const lane::Head& head, std::uint64_t receipt_time_s);

private:
    struct Pair {
        std::uint64_t number;
        std::uint64_t generation;
        std::optional<lane::Head> head;  ///< nothing: reserved
        std::uint64_t receipt_time_s = 0;
    };

    explicit Fence(std::unique_ptr<host::File> file) : file_(std::move(file)) {}

    Result<void> load(const host::Path& path);
    Result<void> take_pair(std::uint64_t number, ByteView pair, const host::Path& path);
    Result<void> grow();
    Result<void> write(std::uint64_t pair_number, std::uint64_t generation, ByteView content);

    std::unique_ptr<host::File> file_;
    std::optional<HostIdentity> host_;
    std::uint64_t host_generation_ = 0;
    std::map<lane::LaneId, Pair> lanes_;
    std::vector<std::uint64_t> free_pairs_;
    std::uint64_t pair_count_ = 0;
};

}  // namespace entente::store
