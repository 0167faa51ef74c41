#pragma once
// The bytes of a client's connection, with or without TLS: nothing here blocks but wait().

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "http/detail/listen.h"
#include "http/detail/tls.h"
#include "http/target.h"

namespace entente::http::detail {

using Deadline = std::chrono::steady_clock::time_point;

/// What ends a wait: the time, or another thread.
struct Patience {
    Deadline deadline;
    int cancel_descriptor;  ///< readable from the moment of cancel() on
    std::string peer;       ///< for errors
};

/// Waits until `descriptor` can be read or, if asked for, written.
///
/// errors  unavailable: timeout, cancelled
Result<void> wait_until_ready(int descriptor, bool for_writing, const Patience& patience);

/// A connection. Belongs to one thread.
class Wire {
public:
    Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    virtual ~Wire() = default;

    /// What has arrived, borrowed until the next read: empty at the end, nothing if none has yet.
    ///
    /// errors  unavailable: broken; refused: the peer refused our certificate
    virtual Result<std::optional<ByteView>> try_read() = 0;

    /// How many of `bytes` were taken, 0 if there is no room yet.
    ///
    /// errors  unavailable: broken
    virtual Result<std::size_t> try_write(ByteView bytes) = 0;

    [[nodiscard]] virtual int descriptor() const = 0;
};

/// errors  unavailable: nobody listens, no such host, timeout, cancelled
Result<std::unique_ptr<Wire>> connect_plain(const std::string& path, const Patience& patience);

/// tls     lives while the wire does
/// errors  as connect_plain; refused: the peer's certificate is another
Result<std::unique_ptr<Wire>> connect_tls(const Endpoint& endpoint, const TlsContext& tls,
                                          const Patience& patience);

}  // namespace entente::http::detail
