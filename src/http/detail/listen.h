#pragma once
// Listening sockets, with errors that say who is in the way.

#include <cstdint>
#include <string>

#include "base/result.h"

namespace entente::http::detail {

/// A file descriptor that is closed with its owner; -1 for none.
class Descriptor {
public:
    Descriptor() = default;

    explicit Descriptor(int number) : number_(number) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}

    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] int number() const { return number_; }

    /// The number, which is the caller's to close from here on.
    [[nodiscard]] int release() {
        const int number = number_;
        number_ = -1;
        return number;
    }

private:
    int number_ = -1;
};

/// A socket that listens at an IP address; port 0 for one that the system chooses.
///
/// errors  conflict: the port is taken; invalid: no address of this machine; refused: no permission
Result<Descriptor> listen_tcp(const std::string& address, std::uint16_t port);

/// The port that a socket of listen_tcp has.
std::uint16_t port_of(const Descriptor& socket);

/// A socket that listens at `path`, for this user alone. What a dead process left is replaced.
///
/// errors  conflict: a live process listens there, or the file is no socket; invalid: the path is
///         too long; refused: no permission; not_found: no such directory
Result<Descriptor> listen_unix(const std::string& path);

/// A connection to the socket at `path`.
///
/// errors  unavailable: nobody listens there; refused: no permission; invalid: the path is too long
Result<Descriptor> connect_unix(const std::string& path);

}  // namespace entente::http::detail
