#include "node/stop_signals.h"

namespace entente::node {

StopSignals::StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
}

bool StopSignals::wait(std::chrono::seconds timeout) const {
    const timespec limit{.tv_sec = timeout.count(), .tv_nsec = 0};
    return sigtimedwait(&set_, nullptr, &limit) > 0;
}

}  // namespace entente::node
