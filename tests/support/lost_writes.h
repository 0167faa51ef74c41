#pragma once
// What a disk may keep of writes that were not synced: each sector of them, or not.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "base/bytes.h"

namespace entente::test {

inline constexpr std::size_t sector_bytes = 512;

/// A write since the last sync; nothing in bytes: a truncation to offset.
struct FileChange {
    std::uint64_t offset;
    std::optional<Bytes> bytes;

    void apply(Bytes& content) const {
        if (!bytes) {
            content.resize(offset);
            return;
        }
        content.resize(std::max<std::size_t>(content.size(), offset + bytes->size()));
        content.replace(offset, bytes->size(), *bytes);
    }
};

/// A file as programs see it, and as the device has it.
struct FileContent {
    Bytes durable = {};
    Bytes now = {};
    std::vector<FileChange> pending = {};

    /// Each sector of each change comes down or not, on its own.
    void lose(std::mt19937_64& random) {
        for (const auto& change : pending) {
            if (!change.bytes) {
                if (random() % 2 == 0) change.apply(durable);
                continue;
            }
            const auto& bytes = *change.bytes;
            for (std::size_t at = 0; at < bytes.size();) {
                const auto room = sector_bytes - (change.offset + at) % sector_bytes;
                const auto count = std::min(room, bytes.size() - at);
                const FileChange sector{change.offset + at, bytes.substr(at, count)};
                if (random() % 2 == 0) sector.apply(durable);
                at += count;
            }
        }
        now = durable;
        pending.clear();
    }
};

}  // namespace entente::test
