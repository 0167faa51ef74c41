#pragma once
// The index's thread: takes frames that are on disk, describes their entries, inserts them.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "host/guarded.h"
#include "store/embedded/index.h"

namespace entente::store {

/// A frame that is on disk and not yet in the index.
struct IndexJob {
    IndexBatch batch;  ///< facts are still missing
    Bytes records;
};

/// Feeds an index from a queue. Any thread may call.
class Indexer {
public:
    /// Called by the thread after the entries of `lane` below `size` are in the index.
    using OnIndexed = std::function<void(const LaneId& lane, TreeSize size)>;

    /// Starts the thread. Borrows index and describe.
    Indexer(Index& index, const host::Guarded<Describe>& describe, OnIndexed on_indexed);

    Indexer(const Indexer&) = delete;
    Indexer& operator=(const Indexer&) = delete;

    /// Finishes what is queued, so that the next start has nothing to replay.
    ~Indexer();

    /// Waits until the queue is short enough to take another frame. Ask before the frame is
    /// written: after that nothing may stand in its way.
    ///
    /// errors  fatal: the thread failed; exhausted: the disk has no room for the index
    [[nodiscard]] Result<void> wait_for_room();

    /// Never waits.
    void submit(IndexJob job);

    /// Waits until all that was submitted before the call is in the index.
    ///
    /// errors  as wait_for_room
    [[nodiscard]] Result<void> wait_until_done();

    /// Whether the thread has ended with an error: the index must be made again.
    [[nodiscard]] bool has_failed();

private:
    void work();
    [[nodiscard]] Result<void> insert(std::vector<IndexJob>& jobs);
    void finish(std::uint64_t jobs, std::size_t bytes, const Result<void>& result);
    std::vector<IndexJob> take_jobs();
    [[nodiscard]] bool wait_for_disk(const Error& full);
    [[nodiscard]] Result<void> failure() const;

    Index& index_;
    const host::Guarded<Describe>& describe_;
    OnIndexed on_indexed_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<IndexJob> queue_;
    std::size_t queued_bytes_ = 0;  ///< in the queue and in work
    std::uint64_t submitted_ = 0;
    std::uint64_t done_ = 0;
    bool is_closing_ = false;
    std::optional<Error> failed_;
    std::optional<Error> stalled_;  ///< the disk is full: tried again until there is room

    std::thread thread_;  ///< last: the rest must be there before it starts
};

/// The facts of an entry's record: those of its body, or that it cannot be read.
///
/// errors  corrupt: no record stands there
Result<EntryFacts> describe_entry(ByteReader& records, const host::Guarded<Describe>& describe);

}  // namespace entente::store
