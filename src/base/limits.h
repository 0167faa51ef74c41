#pragma once
// Every limit that a receiver enforces before it allocates, with its reason.

#include <cstddef>
#include <cstdint>

namespace entente::limits {

// The log formats: design 02-log section 3.1.
inline constexpr std::size_t header_bytes_max = 4'096;
inline constexpr std::size_t body_bytes_max = std::size_t{16} << 20;
inline constexpr std::size_t segment_entries_max = 1'024;
inline constexpr std::size_t segment_bytes_max = std::size_t{8} << 20;  // one entry may exceed it
inline constexpr std::size_t note_bytes_max = std::size_t{64} << 10;
inline constexpr std::size_t note_signatures_max = 64;
// A segment, with one entry that may exceed its limit, and what stands around the entries.
inline constexpr std::size_t segment_message_bytes_max =
    segment_bytes_max + body_bytes_max + note_bytes_max + 8'192;
inline constexpr std::size_t proof_hashes_max = 63;  // a tree has fewer than 2^63 leaves
inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::size_t audience_max = 32;
inline constexpr std::size_t lanes_per_writer_max = 64;

// Evidence (design 02-log section 3.9): two notes of one line, an entry 0 and a proof, or a card,
// each quote of which JSON doubles. And how many proofs of one lane's fork a node keeps: one is
// enough, and a writer that signs for ever must not fill the disk.
inline constexpr std::size_t evidence_bytes_max = 4 * note_bytes_max;
inline constexpr std::size_t forks_per_lane_max = 16;

// What an operator gives as a reason, which others read.
inline constexpr std::size_t reason_bytes_max = 2'000;

// One sealed batch: design 02-log section 4.2.
inline constexpr std::size_t batch_entries_max = 1'000;
inline constexpr std::size_t batch_bytes_max = std::size_t{2} << 20;

// I-JSON (RFC 7493 section 2.2), and STIX 2.1 section 2.10.
inline constexpr std::int64_t json_integer_max = (std::int64_t{1} << 53) - 1;

// What a person hands to `put`: larger files are streamed object by object.
inline constexpr std::size_t put_findings_max = 1'000;  // more is noise; the count is still told

// HTTP: enough for our headers, little enough that a stranger cannot fill memory.
inline constexpr std::size_t http_header_bytes_max = 16'384;
inline constexpr std::size_t http_small_body_bytes_max = std::size_t{1} << 20;

// Names that people give to parties, channels and tracks.
inline constexpr std::size_t name_bytes_max = 200;

}  // namespace entente::limits
