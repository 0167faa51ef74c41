#include "channel/announcer.h"

namespace entente::channel {

std::uint64_t Announcer::count() const {
    const std::scoped_lock lock(mutex_);
    return count_;
}

void Announcer::announce() {
    {
        const std::scoped_lock lock(mutex_);
        ++count_;
    }
    changed_.notify_all();
}

bool Announcer::wait_beyond(std::uint64_t count, std::chrono::milliseconds timeout) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [&] { return count_ > count || is_closed_; });
    return count_ > count;
}

void Announcer::close() {
    {
        const std::scoped_lock lock(mutex_);
        is_closed_ = true;
    }
    changed_.notify_all();
}

bool Announcer::is_closed() const {
    const std::scoped_lock lock(mutex_);
    return is_closed_;
}

}  // namespace entente::channel
