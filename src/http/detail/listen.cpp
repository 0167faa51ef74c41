#include "http/detail/listen.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace entente::http::detail {
namespace {

constexpr int waiting_connections_max = 128;

std::string text_of(int number) {
    return std::system_category().message(number);
}

/// The error for what a system call left in errno.
std::unexpected<Error> system_failed(std::string what, const std::string& where) {
    const int number = errno;
    what += ": " + text_of(number);
    switch (number) {
        case EACCES:
        case EPERM:
            return fail(ErrorKind::refused, std::move(what), where,
                        "use another place, or give this user the permission");
        case ENOENT:
        case ENOTDIR:
            return fail(ErrorKind::not_found, std::move(what), where, "make the directory first");
        case EMFILE:
        case ENFILE:
        case ENOMEM:
            return fail(ErrorKind::exhausted, std::move(what), where,
                        "raise the limit of open files");
        default:
            return fail(ErrorKind::invalid, std::move(what), where,
                        "give an address of this machine");
    }
}

struct UnixAddress {
    sockaddr_un name{};
    socklen_t size = sizeof(sockaddr_un);
};

const sockaddr* generic(const UnixAddress& address) {
    return reinterpret_cast<const sockaddr*>(&address.name);
}

Result<UnixAddress> unix_address(const std::string& path) {
    UnixAddress address;
    if (path.empty() || path.size() >= sizeof address.name.sun_path) {
        return fail(ErrorKind::invalid, "the path of a socket has 1 to 107 bytes", path,
                    "use a shorter path");
    }
    address.name.sun_family = AF_UNIX;
    std::memcpy(address.name.sun_path, path.data(), path.size());
    return address;
}

Descriptor make_unix_socket(int extra_type) {
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | extra_type, 0));
}

Result<void> listen_at(const Descriptor& socket, const std::string& where) {
    if (::listen(socket.number(), waiting_connections_max) != 0) {
        return system_failed("cannot listen", where);
    }
    return {};
}

/// Removes the socket of a process that died.
Result<void> clear_stale(const std::string& path) {
    struct stat status {};

    if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) {
        return fail(ErrorKind::conflict, "a file is in the way of the socket", path,
                    "move it away, or use another path");
    }
    if (connect_unix(path)) {
        return fail(ErrorKind::conflict, "another process listens at this socket", path,
                    "stop it first: two nodes must not share a home");
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return system_failed("cannot remove the old socket", path);
    }
    return {};
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        if (number_ >= 0) ::close(number_);
        number_ = other.release();
    }
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Result<Descriptor> listen_tcp(const std::string& address, std::uint16_t port) {
    const auto where = address + ":" + std::to_string(port);
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const auto port_text = std::to_string(port);
    if (::getaddrinfo(address.c_str(), port_text.c_str(), &hints, &found) != 0) {
        return fail(ErrorKind::invalid, "not an IP address", where,
                    "give an address of this machine, 127.0.0.1 or 0.0.0.0 for all");
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    Descriptor socket(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.number() < 0) return system_failed("cannot make a socket", where);
    const int yes = 1;  // a port whose last connections still fade away is free
    ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(socket.number(), found->ai_addr, found->ai_addrlen) != 0) {
        if (errno != EADDRINUSE) return system_failed("cannot listen", where);
        return fail(ErrorKind::conflict, "another program listens at " + where, where,
                    "stop it, or give this node another port");
    }
    TRY_VOID(listen_at(socket, where));
    return socket;
}

std::uint16_t port_of(const Descriptor& socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
    // The port stands at the same place for both families (RFC 3493 section 3.3).
    sockaddr_in with_port{};
    std::memcpy(&with_port, &address, sizeof with_port);
    return ntohs(with_port.sin_port);
}

Result<Descriptor> listen_unix(const std::string& path) {
    const auto address = TRY(unix_address(path));
    auto socket = make_unix_socket(SOCK_NONBLOCK);
    if (socket.number() < 0) return system_failed("cannot make a socket", path);
    // Before bind, so that there is no moment in which others could connect.
    ::fchmod(socket.number(), S_IRUSR | S_IWUSR);
    int bound = ::bind(socket.number(), generic(address), address.size);
    if (bound != 0 && errno == EADDRINUSE) {
        TRY_VOID(clear_stale(path));
        bound = ::bind(socket.number(), generic(address), address.size);
    }
    if (bound != 0) return system_failed("cannot listen", path);
    if (::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
        return system_failed("cannot keep others from the socket", path);
    }
    TRY_VOID(listen_at(socket, path));
    return socket;
}

Result<Descriptor> connect_unix(const std::string& path) {
    const auto address = TRY(unix_address(path));
    auto socket = make_unix_socket(0);
    if (socket.number() < 0) return system_failed("cannot make a socket", path);
    if (::connect(socket.number(), generic(address), address.size) == 0) return socket;
    if (errno == EACCES || errno == EPERM) return system_failed("cannot connect", path);
    return fail(ErrorKind::unavailable, "nobody listens at this socket: " + text_of(errno), path,
                "start the node first");
}

}  // namespace entente::http::detail
