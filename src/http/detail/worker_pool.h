#pragma once
// The threads on which handlers run.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"

namespace entente::http::detail {

/// Threads made on demand, up to a number. Jobs beyond it wait; how many can is the caller's
/// limit: a server has one job for each connection at most. Safe to call from any thread.
class WorkerPool {
public:
    explicit WorkerPool(std::size_t threads_max) : threads_max_(threads_max) {}

    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    ~WorkerPool() { stop(); }

    /// Runs `job` on a thread. A job does not throw.
    ///
    /// errors  unavailable: no thread can be made, and there is none yet
    Result<void> run(std::function<void()> job);

    /// Runs the jobs that are waiting and returns when all have returned. No job may come after.
    void stop();

private:
    void work();

    const std::size_t threads_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    std::size_t idle_ = 0;
    bool is_stopping_ = false;
};

}  // namespace entente::http::detail
