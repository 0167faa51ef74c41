// The least that auditing a lane file needs: read it, hash every record, build the tree. No checks
// of headers or canonical form, no signatures. Prints records per second.
//
//   limit_verify LANE_FILE
#include <chrono>
#include <cstdio>

#include "host/disk.h"
#include "lane/entry.h"
#include "lane/tree.h"

namespace entente {
namespace {

constexpr std::size_t magic_bytes = 16;       // "entente-lane/v1\n"
constexpr std::size_t frame_head_bytes = 12;  // u32 length, u64 checksum
constexpr std::size_t file_bytes_max = std::size_t{1} << 32;

/// Hashes the records of one frame's payload: see store/embedded/frame.h.
Result<std::uint64_t> hash_records(ByteView payload, lane::Frontier& frontier) {
    ByteReader reader(payload, "frame");
    TRY_VOID(reader.take(1 + 8 + 8));
    const auto count = TRY(reader.integer(4));
    const auto notes = TRY(reader.integer(1));
    for (std::uint64_t i = 0; i < notes; ++i) {
        const auto bytes = TRY(reader.integer(4));
        TRY_VOID(reader.take(static_cast<std::size_t>(bytes)));
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = TRY(lane::read_entry(reader));
        static_cast<void>(lane::commit(entry.salt, entry.body));
        frontier.append(lane::entry_id(entry.header).value());
    }
    return count;
}

Result<void> verify(const char* path) {
    const auto start = std::chrono::steady_clock::now();
    const auto disk = host::make_system_disk();
    const auto bytes = TRY(host::read_whole(*disk, path, file_bytes_max));
    ByteReader reader(bytes, "lane file");
    TRY_VOID(reader.take(magic_bytes));
    lane::Frontier frontier;
    std::uint64_t records = 0;
    while (reader.left() >= frame_head_bytes) {
        const auto length = TRY(reader.integer(4));
        TRY_VOID(reader.take(8));
        const auto payload = TRY(reader.take(static_cast<std::size_t>(length)));
        records += TRY(hash_records(payload, frontier));
    }
    static_cast<void>(frontier.root());
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("{\"records\":%llu,\"seconds\":%.6f}\n", static_cast<unsigned long long>(records),
                seconds.count());
    return {};
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: limit_verify LANE_FILE\n", stderr);
        return 2;
    }
    const auto done = entente::verify(argv[1]);
    if (!done) std::fprintf(stderr, "limit_verify: %s\n", entente::to_line(done.error()).c_str());
    return done ? 0 : 1;
}
