#include "http/detail/worker_pool.h"

#include <system_error>
#include <utility>

namespace entente::http::detail {

Result<void> WorkerPool::run(std::function<void()> job) {
    const std::scoped_lock lock(mutex_);
    if (idle_ <= jobs_.size() && threads_.size() < threads_max_) {
        try {
            threads_.emplace_back([this] { work(); });
        } catch (const std::system_error& error) {
            if (threads_.empty()) {
                return fail(ErrorKind::unavailable, error.what(), "threads",
                            "raise the limit of threads for this process");
            }
        }
    }
    jobs_.push_back(std::move(job));
    changed_.notify_one();
    return {};
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        changed_.wait(lock, [this] { return is_stopping_ || !jobs_.empty(); });
        --idle_;
        if (jobs_.empty()) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // what the job holds goes before the lock is taken
        lock.lock();
    }
}

void WorkerPool::stop() {
    std::vector<std::thread> threads;
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
        threads.swap(threads_);
        changed_.notify_all();
    }
    for (auto& thread : threads) thread.join();
}

}  // namespace entente::http::detail
