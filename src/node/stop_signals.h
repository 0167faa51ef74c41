#pragma once
// SIGTERM and SIGINT, taken by one thread that waits for them.

#include <chrono>
#include <csignal>

namespace entente::node {

/// Blocks the signals that end a process, so that they can be waited for. Made before any other
/// thread: one that was there earlier would still be killed by them.
class StopSignals {
public:
    StopSignals();

    /// Waits for one of them, at most `timeout`. Whether there was one.
    [[nodiscard]] bool wait(std::chrono::seconds timeout) const;

private:
    sigset_t set_{};
};

}  // namespace entente::node
