#pragma once
// Bytes between a thread that may wait and the network's coroutines, which may not.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"
#include "http/message.h"

namespace entente::http::detail {

/// A queue of bytes with room for about `bytes_max`, one writer and one reader. Each end has a
/// waiting form for worker threads and a form that returns at once for the network's thread.
class Pipe {
public:
    /// on_change  called by each waiting form, without the lock, after it changed something
    Pipe(std::size_t bytes_max, std::function<void()> on_change);

    /// Waits for room, then adds `bytes`, however many.
    ///
    /// errors  unavailable: the reader is gone
    Result<void> write(ByteView bytes);

    /// Waits for bytes and takes all that are there; empty at the end.
    ///
    /// errors  what the writer failed with
    Result<Bytes> read();

    /// Adds without waiting; ask has_room before.
    void push(ByteView bytes);

    /// Whether less than bytes_max are waiting, or nobody will read them.
    [[nodiscard]] bool has_room() const;

    struct Taken {
        Bytes bytes;
        bool is_ended = false;       ///< nothing will follow
        std::optional<Error> error;  ///< and this is why, if it did not end well
    };

    /// All that is there, without waiting.
    Taken take();

    /// The writer's last word: the end, or an error after what was written. The first one counts.
    void finish();
    void fail_with(Error error);

    /// The reader's last word: what is written from here on goes nowhere.
    void abandon();

private:
    void end(std::optional<Error> error);
    [[nodiscard]] bool has_room_locked() const;

    const std::size_t bytes_max_;
    const std::function<void()> on_change_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Bytes bytes_;
    bool is_ended_ = false;
    bool is_abandoned_ = false;
    std::optional<Error> error_;
};

/// The waiting ends of a pipe as handlers see them.
std::shared_ptr<BodyReader> make_body_reader(std::shared_ptr<Pipe> pipe);
std::unique_ptr<ChunkWriter> make_chunk_writer(std::shared_ptr<Pipe> pipe);

}  // namespace entente::http::detail
