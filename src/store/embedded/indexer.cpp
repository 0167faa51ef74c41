#include "store/embedded/indexer.h"

#include <chrono>

#include "store/embedded/stored_entry.h"

namespace entente::store {
namespace {

// What may wait for the index in memory: two or more of the largest frames, and far below what a
// server may use.
constexpr std::size_t queue_bytes_max = std::size_t{16} << 20;

constexpr std::chrono::milliseconds full_disk_retry{500};

// One transaction: long enough that its sorted keys share pages, short enough to be seen soon.
constexpr std::size_t transaction_entries = 10'000;

/// Describes the entries of a job, in place.
Result<void> describe_job(IndexJob& job, const host::Guarded<Describe>& describe) {
    const auto count = job.batch.place.record_bytes.size();
    job.batch.facts.reserve(count);
    ByteReader records(job.records, "record");
    for (std::size_t i = 0; i < count; ++i) {
        job.batch.facts.push_back(TRY(describe_entry(records, describe)));
    }
    return {};
}

Result<std::vector<IndexBatch>> describe_jobs(std::vector<IndexJob>& jobs,
                                              const host::Guarded<Describe>& describe) {
    std::vector<IndexBatch> batches;
    batches.reserve(jobs.size());
    for (auto& job : jobs) {
        TRY_VOID(describe_job(job, describe));
        batches.push_back(std::move(job.batch));
    }
    return batches;
}

}  // namespace

Result<EntryFacts> describe_entry(ByteReader& records, const host::Guarded<Describe>& describe) {
    const auto entry = TRY(read_stored_entry(records));
    if (entry.state != lane::BodyState::inline_body) {
        EntryFacts facts;
        facts.type = erased_type;
        return facts;
    }
    const auto header = TRY(lane::decode_header(entry.header));
    return describe.with(
        [&](const Describe& function) { return function(header.kind, entry.body); });
}

Indexer::Indexer(Index& index, const host::Guarded<Describe>& describe, OnIndexed on_indexed)
    : index_(index),
      describe_(describe),
      on_indexed_(std::move(on_indexed)),
      thread_([this] { work(); }) {}

Indexer::~Indexer() {
    {
        const std::scoped_lock lock(mutex_);
        is_closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Result<void> Indexer::failure() const {
    if (!failed_ && stalled_) {
        return fail(ErrorKind::exhausted, "the index waits: " + stalled_->what, stalled_->where,
                    "free some room on this disk");
    }
    if (!failed_) return {};
    return fail(ErrorKind::fatal, "the index failed: " + failed_->what, failed_->where,
                "stop; the index is made again from the record at the next start");
}

Result<void> Indexer::wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return queued_bytes_ < queue_bytes_max || failed_ || stalled_; });
    return failure();
}

void Indexer::submit(IndexJob job) {
    {
        const std::scoped_lock lock(mutex_);
        queued_bytes_ += job.records.size();
        queue_.push_back(std::move(job));
        ++submitted_;
    }
    changed_.notify_all();
}

Result<void> Indexer::wait_until_done() {
    std::unique_lock lock(mutex_);
    const auto wanted = submitted_;
    changed_.wait(lock, [&] { return done_ >= wanted || failed_ || stalled_; });
    if (done_ >= wanted) return {};
    return failure();
}

bool Indexer::has_failed() {
    const std::scoped_lock lock(mutex_);
    return failed_.has_value();
}

std::vector<IndexJob> Indexer::take_jobs() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !queue_.empty() || is_closing_; });
    std::vector<IndexJob> jobs;
    std::size_t entries = 0;
    while (!queue_.empty() && entries < transaction_entries) {
        entries += queue_.front().batch.leaves.size();
        jobs.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return jobs;
}

void Indexer::finish(std::uint64_t jobs, std::size_t bytes, const Result<void>& result) {
    {
        const std::scoped_lock lock(mutex_);
        if (!result && !failed_) failed_ = result.error();
        stalled_.reset();
        done_ += jobs;
        queued_bytes_ -= bytes;
    }
    changed_.notify_all();
}

/// Says why nothing moves, and waits a little; whether to try again.
bool Indexer::wait_for_disk(const Error& full) {
    std::unique_lock lock(mutex_);
    stalled_ = full;
    changed_.notify_all();
    changed_.wait_for(lock, full_disk_retry, [&] { return is_closing_; });
    return !is_closing_;
}

/// Inserts until there is room for it. The entries are described once: that takes the jobs apart.
Result<void> Indexer::insert(std::vector<IndexJob>& jobs) {
    const auto batches = TRY(describe_jobs(jobs, describe_));
    auto inserted = index_.insert(batches);
    while (!inserted && inserted.error().kind == ErrorKind::exhausted &&
           wait_for_disk(inserted.error())) {
        inserted = index_.insert(batches);
    }
    TRY_VOID(std::move(inserted));
    for (const auto& batch : batches) on_indexed_(batch.lane, TreeSize(batch.place.end()));
    return {};
}

void Indexer::work() {
    for (auto jobs = take_jobs(); !jobs.empty(); jobs = take_jobs()) {
        std::size_t bytes = 0;
        for (const auto& job : jobs) bytes += job.records.size();
        const auto result = insert(jobs);
        finish(jobs.size(), bytes, result);
        if (!result) return;  // what was not inserted now would leave a gap
        const bool is_idle = [&] {
            const std::scoped_lock lock(mutex_);
            return queue_.empty();
        }();
        if (!is_idle) continue;
        const auto tidied = index_.tidy();
        const bool is_put_off = !tidied && tidied.error().kind == ErrorKind::exhausted;
        if (!tidied && !is_put_off) finish(0, 0, tidied);
    }
}

}  // namespace entente::store
