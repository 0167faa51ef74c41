#pragma once
// Tells those who wait that something changed. Loses nothing: it counts.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace entente::channel {

/// A counter of changes that can be waited for. Safe to use from any thread.
class Announcer {
public:
    /// How many changes there were. Read it before looking at what may change.
    [[nodiscard]] std::uint64_t count() const;

    void announce();

    /// Waits until there were more than `count` changes, the time is over, or close. Whether there
    /// were.
    bool wait_beyond(std::uint64_t count, std::chrono::milliseconds timeout) const;

    /// Ends every wait, now and later: the node is stopping.
    void close();

    [[nodiscard]] bool is_closed() const;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::uint64_t count_ = 0;
    bool is_closed_ = false;
};

}  // namespace entente::channel
