#pragma once
// What the connections of one server share.

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include "http/detail/tls.h"
#include "http/detail/worker_pool.h"
#include "http/router.h"
#include "http/server.h"

namespace entente::http::detail {

/// Made once, then only read, but for the counters and the workers, which threads share.
struct ServerParts {
    ServerParts(Router routes, const ServerLimits& server_limits)
        : router(std::move(routes)),
          limits(server_limits),
          workers(server_limits.worker_threads_max) {}

    const Router router;
    const ServerLimits limits;
    std::unique_ptr<TlsContext> tls;  ///< none: a Unix socket
    std::atomic<std::uint64_t> bytes_received = 0;
    std::atomic<std::uint64_t> bytes_sent = 0;
    WorkerPool workers;
};

}  // namespace entente::http::detail
