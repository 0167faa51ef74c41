// The least that taking a bundle in durably needs: on one thread parse, canonicalise, hash, Merkle,
// append + fdatasync; on the other the same index as the product's. No validation, no markings, no
// signatures, no processes, no requests. Prints objects per second.
//
//   limit_ingest BUNDLE DIRECTORY
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include "channel/describe.h"
#include "host/disk.h"
#include "host/random.h"
#include "json/canonical.h"
#include "json/stream.h"
#include "lane/entry.h"
#include "lane/tree.h"
#include "store/embedded/index_sqlite.h"

namespace entente {
namespace {

constexpr std::size_t batch_objects = 1'000;
constexpr std::size_t read_bytes = 1 << 20;

/// A batch on its way from the record to the index.
struct Job {
    store::IndexBatch batch;
    std::vector<Bytes> bodies;
};

/// The index's thread.
class Indexing {
public:
    explicit Indexing(store::Index& index) : index_(index), thread_([this] { work(); }) {}

    void submit(Job job) {
        {
            const std::scoped_lock lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        changed_.notify_one();
    }

    /// Waits until all is in; whether it is.
    bool finish() {
        {
            const std::scoped_lock lock(mutex_);
            is_closing_ = true;
        }
        changed_.notify_one();
        thread_.join();
        return is_good_;
    }

private:
    void work() {
        const auto describe = channel::make_describe();
        while (true) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return !jobs_.empty() || is_closing_; });
            if (jobs_.empty()) return;
            auto jobs = std::exchange(jobs_, {});
            lock.unlock();
            std::vector<store::IndexBatch> batches;
            for (auto& job : jobs) {
                for (const auto& body : job.bodies) {
                    job.batch.facts.push_back(describe(lane::BodyKind::stix, body));
                }
                batches.push_back(std::move(job.batch));
            }
            if (!index_.insert(batches)) is_good_ = false;
        }
    }

    store::Index& index_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool is_closing_ = false;
    bool is_good_ = true;
    std::thread thread_;
};

/// The record's thread: all that happens to an object before it is on disk.
class Ingest {
public:
    Ingest(host::File& record, Indexing& indexing) : record_(record), indexing_(indexing) {}

    Result<void> take(ByteView text) {
        const auto value = TRY(parser_.parse(text));
        auto body = TRY(json::canonical(value));
        const auto salt = random_.bytes<32>();
        const lane::Header header{.commitment = lane::commit(salt, body),
                                  .kind = lane::BodyKind::stix,
                                  .body_bytes = static_cast<std::uint32_t>(body.size()),
                                  .origin = std::nullopt,
                                  .relay = {},
                                  .time = Instant(0),
                                  .writer = lane::PartyId(lane::Digest{})};
        const auto leaf = lane::encode_header(header);
        const auto id = lane::entry_id(leaf).value();
        frontier_.append(id);
        leaves_.push_back(id);
        const auto before = records_.size();
        lane::append_entry(
            records_,
            {.header = leaf, .state = lane::BodyState::inline_body, .salt = salt, .body = body});
        record_bytes_.push_back(static_cast<std::uint32_t>(records_.size() - before));
        bodies_.push_back(std::move(body));
        if (bodies_.size() == batch_objects) return flush();
        return {};
    }

    Result<void> flush() {
        if (bodies_.empty()) return {};
        static_cast<void>(frontier_.root());
        TRY_VOID(record_.write(end_, records_));
        TRY_VOID(record_.sync());
        const auto count = bodies_.size();
        Job job{.batch = {.lane = lane::LaneId(lane::Digest{}),
                          .channel = lane::ChannelId(lane::Digest{}),
                          .writer = lane::PartyId(lane::Digest{}),
                          .place = {.first = lane::EntryIndex(objects_),
                                    .sequence = objects_,
                                    .offset = end_,
                                    .record_bytes = std::exchange(record_bytes_, {})},
                          .leaves = std::exchange(leaves_, {}),
                          .facts = {},
                          .receipts = {},
                          .frame_offset = end_,
                          .frame_end = end_ + records_.size()},
                .bodies = std::exchange(bodies_, {})};
        objects_ += count;
        end_ += records_.size();
        records_.clear();
        indexing_.submit(std::move(job));
        return {};
    }

    [[nodiscard]] std::uint64_t objects() const { return objects_; }

private:
    host::File& record_;
    Indexing& indexing_;
    host::SystemRandom random_;
    json::Parser parser_;
    lane::Frontier frontier_;
    Bytes records_;
    std::vector<std::uint32_t> record_bytes_;
    std::vector<lane::Digest> leaves_;
    std::vector<Bytes> bodies_;
    std::uint64_t objects_ = 0;
    std::uint64_t end_ = 0;
};

Result<void> ingest(const std::string& bundle, const std::string& directory) {
    const auto disk = host::make_system_disk();
    TRY_VOID(disk->make_directory(directory));
    const auto input = TRY(disk->open(bundle));
    const auto record = TRY(disk->create(directory + "/record"));
    const auto index = TRY(store::open_sqlite_index(directory + "/index.db"));
    const auto start = std::chrono::steady_clock::now();
    Indexing indexing(*index);
    Ingest work(*record, indexing);
    json::ObjectStream stream;
    const auto take = [&](const json::Piece& piece) -> Result<void> {
        return piece.kind == json::Piece::Kind::object ? work.take(piece.text) : Result<void>();
    };
    for (std::uint64_t at = 0;;) {
        const auto chunk = TRY(input->read(at, read_bytes));
        if (chunk.empty()) break;
        at += chunk.size();
        TRY_VOID(stream.feed(chunk, take));
    }
    TRY_VOID(work.flush());
    const auto on_disk = std::chrono::steady_clock::now();
    if (!indexing.finish()) return fail(ErrorKind::fatal, "the index failed", directory);
    const auto end = std::chrono::steady_clock::now();
    const auto seconds = [&](auto time) {
        return std::chrono::duration<double>(time - start).count();
    };
    std::printf("{\"objects\":%llu,\"seconds_on_disk\":%.6f,\"seconds_indexed\":%.6f}\n",
                static_cast<unsigned long long>(work.objects()), seconds(on_disk), seconds(end));
    return {};
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: limit_ingest BUNDLE DIRECTORY\n", stderr);
        return 2;
    }
    const auto done = entente::ingest(argv[1], argv[2]);
    if (!done) std::fprintf(stderr, "limit_ingest: %s\n", entente::to_line(done.error()).c_str());
    return done ? 0 : 1;
}
