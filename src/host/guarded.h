#pragma once
// Data inside its lock.

#include <mutex>
#include <utility>

namespace entente::host {

/// A `Thing` that can only be reached with its lock held:
/// `guarded.with([&](Thing& thing) { ... });`
template <class Thing>
class Guarded {
public:
    Guarded() = default;

    explicit Guarded(Thing thing) : thing_(std::move(thing)) {}

    template <class Function>
    decltype(auto) with(Function&& function) {
        const std::scoped_lock lock(mutex_);
        return std::forward<Function>(function)(thing_);
    }

    template <class Function>
    decltype(auto) with(Function&& function) const {
        const std::scoped_lock lock(mutex_);
        return std::forward<Function>(function)(thing_);
    }

private:
    mutable std::mutex mutex_;
    Thing thing_{};
};

}  // namespace entente::host
