#include "store/embedded/fence.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/check.h"
#include "store/embedded/xxh3.h"

namespace entente::store {
namespace {

constexpr std::size_t record_bytes = 512;
constexpr std::size_t pair_bytes = 2 * record_bytes;
constexpr std::size_t content_bytes = 8 + 1 + 32 + 8 + 32 + 8;
constexpr std::size_t checksum_bytes = 8;
constexpr std::uint64_t host_pair = 0;

// 16 KiB at a time: growing costs a sync of its own and is rare.
constexpr std::uint64_t pairs_per_growth = 16;
constexpr std::size_t fence_bytes_max = std::size_t{64} << 20;  // 65,536 lanes

enum class RecordKind : unsigned char { host = 1, head = 2 };

struct Record {
    std::uint64_t generation;
    RecordKind kind;
    lane::Digest id;
    std::uint64_t size;
    lane::Digest root;
    std::uint64_t time_s;
};

Bytes encode(const Record& record) {
    Bytes bytes;
    append_integer<8>(bytes, record.generation);
    append_integer<1>(bytes, static_cast<std::uint64_t>(record.kind));
    bytes += view(record.id);
    append_integer<8>(bytes, record.size);
    bytes += view(record.root);
    append_integer<8>(bytes, record.time_s);
    append_integer<8>(bytes, xxh3(bytes));
    bytes.resize(record_bytes, '\0');
    return bytes;
}

/// Nothing, if it was never written or is damaged.
Result<std::optional<Record>> decode(ByteView bytes) {
    ByteReader reader(bytes, "fence");
    const auto generation = TRY(reader.integer(8));
    const auto kind = TRY(reader.integer(1));
    const auto id = TRY(reader.digest());
    const auto size = TRY(reader.integer(8));
    const auto root = TRY(reader.digest());
    const auto time_s = TRY(reader.integer(8));
    const auto checksum = TRY(reader.integer(checksum_bytes));
    const bool is_kind = kind == static_cast<std::uint64_t>(RecordKind::host) ||
                         kind == static_cast<std::uint64_t>(RecordKind::head);
    const bool is_whole = checksum == xxh3(bytes.substr(0, content_bytes));
    if (generation == 0 || !is_kind || !is_whole) return std::nullopt;
    return Record{.generation = generation,
                  .kind = static_cast<RecordKind>(kind),
                  .id = id,
                  .size = size,
                  .root = root,
                  .time_s = time_s};
}

bool is_blank(ByteView bytes) {
    return std::ranges::all_of(bytes, [](char byte) { return byte == '\0'; });
}

/// The newer whole record of a pair; nothing if the pair is free.
///
/// errors  corrupt: it was written, and neither record is whole
Result<std::optional<Record>> newest_of(ByteView pair, const host::Path& path) {
    const auto first_bytes = pair.substr(0, record_bytes);
    const auto second_bytes = pair.substr(record_bytes);
    const auto first = TRY(decode(first_bytes));
    const auto second = TRY(decode(second_bytes));
    if (first && second) return first->generation > second->generation ? first : second;
    if (first || second) return first ? first : second;
    // Only the first write to a pair can tear without a whole twin: the twin is blank then.
    if (is_blank(first_bytes) || is_blank(second_bytes)) return std::nullopt;
    return fail(ErrorKind::corrupt, "the fence is damaged", path,
                "restore the fence from its own storage; do not write without it");
}

Error as_fatal(Error error) {
    error.kind = ErrorKind::fatal;
    return error;
}

}  // namespace

Result<Fence> Fence::open(host::Disk& disk, const host::Path& path) {
    if (disk.exists(path)) {
        auto file = TRY(disk.open(path));
        Fence fence(std::move(file));
        TRY_VOID(fence.load(path));
        // After a killed process a record may be in the kernel's memory only; what it says is
        // relied on from now on, so it must be on disk.
        TRY_VOID(fence.file_->sync());
        return fence;
    }
    auto file = TRY(disk.create(path));
    Fence fence(std::move(file));
    TRY_VOID(fence.grow());
    return fence;
}

Result<void> Fence::load(const host::Path& path) {
    const auto size = TRY(file_->size());
    if (size > fence_bytes_max) {
        return fail(ErrorKind::corrupt, "this is no fence: it is too large", path);
    }
    const auto bytes = TRY(file_->read(0, static_cast<std::size_t>(size)));
    // What a crash cut off of the last growth was never written to.
    pair_count_ = bytes.size() / pair_bytes;
    for (std::uint64_t number = 0; number < pair_count_; ++number) {
        const auto pair = ByteView(bytes).substr(number * pair_bytes, pair_bytes);
        TRY_VOID(take_pair(number, pair, path));
    }
    if (pair_count_ == 0) return grow();
    return {};
}

Result<void> Fence::take_pair(std::uint64_t number, ByteView pair, const host::Path& path) {
    const auto record = TRY(newest_of(pair, path));
    if (!record) {
        if (number != host_pair) free_pairs_.push_back(number);
        return {};
    }
    if (record->kind == RecordKind::host) {
        host_ = HostIdentity{.machine = record->id, .directory = record->root};
        host_generation_ = record->generation;
        return {};
    }
    const lane::LaneId lane(record->id);
    const lane::Head head{.lane = lane, .size = lane::TreeSize(record->size), .root = record->root};
    lanes_.insert_or_assign(lane, Pair{.number = number,
                                       .generation = record->generation,
                                       .head = head,
                                       .receipt_time_s = record->time_s});
    return {};
}

Result<void> Fence::grow() {
    const Bytes blank(pairs_per_growth * pair_bytes, '\0');
    const auto end = pair_count_ * pair_bytes;
    if (auto written = file_->write(end, blank); !written) {
        (void)file_->truncate(end);  // blank or gone, what stays there is free
        return written;
    }
    TRY_VOID(file_->sync());
    for (std::uint64_t i = 0; i < pairs_per_growth; ++i) {
        if (pair_count_ + i != host_pair) free_pairs_.push_back(pair_count_ + i);
    }
    pair_count_ += pairs_per_growth;
    return {};
}

Result<void> Fence::reserve(const lane::LaneId& lane) {
    if (lanes_.contains(lane)) return {};
    if (free_pairs_.empty()) TRY_VOID(grow());
    lanes_.emplace(lane, Pair{.number = free_pairs_.back(), .generation = 0, .head = std::nullopt});
    free_pairs_.pop_back();
    return {};
}

Result<void> Fence::write(std::uint64_t pair_number, std::uint64_t generation, ByteView content) {
    const auto slot = generation % 2;  // the other one holds the generation before
    auto written = file_->write(pair_number * pair_bytes + slot * record_bytes, content);
    if (written) written = file_->sync();
    if (!written) return std::unexpected(as_fatal(written.error()));
    return {};
}

Result<void> Fence::set_host(const HostIdentity& host) {
    const auto content = encode({.generation = host_generation_ + 1,
                                 .kind = RecordKind::host,
                                 .id = host.machine,
                                 .size = 0,
                                 .root = host.directory,
                                 .time_s = 0});
    TRY_VOID(write(host_pair, host_generation_ + 1, content));
    ++host_generation_;
    host_ = host;
    return {};
}

Result<void> Fence::advance(const lane::Head& head, std::uint64_t receipt_time_s) {
    const auto at = lanes_.find(head.lane);
    check(at != lanes_.end(), "the keeper reserves before it advances");
    auto& pair = at->second;
    const auto time_s = std::max(pair.receipt_time_s, receipt_time_s);
    const auto content = encode({.generation = pair.generation + 1,
                                 .kind = RecordKind::head,
                                 .id = head.lane.value(),
                                 .size = head.size.value(),
                                 .root = head.root,
                                 .time_s = time_s});
    TRY_VOID(write(pair.number, pair.generation + 1, content));
    ++pair.generation;
    pair.head = head;
    pair.receipt_time_s = time_s;
    return {};
}

std::vector<lane::Head> Fence::heads() const {
    std::vector<lane::Head> heads;
    for (const auto& [lane, pair] : lanes_) {
        if (pair.head) heads.push_back(*pair.head);
    }
    return heads;
}

std::uint64_t Fence::receipt_time_s(const lane::LaneId& lane) const {
    const auto at = lanes_.find(lane);
    return at == lanes_.end() ? 0 : at->second.receipt_time_s;
}

std::optional<lane::Head> Fence::head(const lane::LaneId& lane) const {
    const auto at = lanes_.find(lane);
    return at == lanes_.end() ? std::nullopt : at->second.head;
}

}  // namespace entente::store
