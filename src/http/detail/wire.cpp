#include "http/detail/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace entente::http::detail {
namespace {

constexpr std::size_t read_bytes = std::size_t{16} << 10;  // one TLS record (RFC 8446, 5.1)

std::unexpected<Error> broken(const Patience& patience, int number) {
    return fail(ErrorKind::unavailable,
                "the connection broke: " + std::system_category().message(number), patience.peer,
                "try again later");
}

std::unexpected<Error> cannot_connect(const Patience& patience, const std::string& why) {
    return fail(ErrorKind::unavailable, "cannot connect: " + why, patience.peer,
                "check the address, and that the peer's node is running");
}

class PlainWire final : public Wire {
public:
    PlainWire(Descriptor socket, Patience patience)
        : socket_(std::move(socket)), patience_(std::move(patience)) {}

    Result<std::optional<ByteView>> try_read() override {
        const auto count = ::recv(socket_.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (count >= 0) return ByteView(buffer_.data(), static_cast<std::size_t>(count));
        if (errno == EAGAIN || errno == EINTR) return std::nullopt;
        return broken(patience_, errno);
    }

    Result<std::size_t> try_write(ByteView bytes) override {
        const auto count =
            ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno == EAGAIN || errno == EINTR) return 0;
        return broken(patience_, errno);
    }

    [[nodiscard]] int descriptor() const override { return socket_.number(); }

private:
    Descriptor socket_;
    Patience patience_;
    std::array<char, read_bytes> buffer_{};
};

struct FreeSession {
    void operator()(SSL* session) const { SSL_free(session); }
};

class TlsWire final : public Wire {
public:
    TlsWire(Descriptor socket, const TlsContext& tls, Patience patience)
        : socket_(std::move(socket)),
          session_(tls.make_client_session(socket_.number())),
          patience_(std::move(patience)) {}

    Result<void> shake_hands() {
        for (;;) {
            const int done = SSL_do_handshake(session_.get());
            if (done == 1) return {};
            const int why = SSL_get_error(session_.get(), done);
            if (!is_waiting(why)) return failed(why);
            TRY_VOID(wait_until_ready(descriptor(), why == SSL_ERROR_WANT_WRITE, patience_));
        }
    }

    Result<std::optional<ByteView>> try_read() override {
        std::size_t count = 0;
        const int done = SSL_read_ex(session_.get(), buffer_.data(), buffer_.size(), &count);
        if (done == 1) return ByteView(buffer_.data(), count);
        const int why = SSL_get_error(session_.get(), done);
        if (is_waiting(why)) return std::nullopt;
        if (is_end(why)) return ByteView{};
        return failed(why);
    }

    Result<std::size_t> try_write(ByteView bytes) override {
        std::size_t count = 0;
        const int done = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &count);
        if (done == 1) return count;
        const int why = SSL_get_error(session_.get(), done);
        if (is_waiting(why)) return 0;
        return failed(why);
    }

    [[nodiscard]] int descriptor() const override { return socket_.number(); }

private:
    static bool is_waiting(int why) {
        return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
    }

    /// The end of the stream, with or without close_notify: HTTP says by itself what is missing.
    static bool is_end(int why) {
        if (why == SSL_ERROR_ZERO_RETURN) return true;
        const bool is_end_of_file = why == SSL_ERROR_SSL && ERR_GET_REASON(ERR_peek_last_error()) ==
                                                                SSL_R_UNEXPECTED_EOF_WHILE_READING;
        if (is_end_of_file) ERR_clear_error();
        return is_end_of_file;
    }

    std::unexpected<Error> failed(int why) const {
        const int number = errno;
        if (why == SSL_ERROR_SYSCALL && ERR_peek_error() == 0) return broken(patience_, number);
        return std::unexpected(take_tls_error(patience_.peer));
    }

    Descriptor socket_;
    std::unique_ptr<SSL, FreeSession> session_;
    Patience patience_;
    std::array<char, read_bytes> buffer_{};
};

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Result<Addresses> resolve(const Endpoint& endpoint, const Patience& patience) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const auto port = std::to_string(endpoint.port);
    const int status = ::getaddrinfo(endpoint.host.c_str(), port.c_str(), &hints, &found);
    if (status != 0) return cannot_connect(patience, ::gai_strerror(status));
    return Addresses(found, &::freeaddrinfo);
}

Result<Descriptor> connect_to(const addrinfo& address, const Patience& patience) {
    Descriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int yes = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) == 0) return socket;
    int number = errno;
    if (number == EINPROGRESS) {
        TRY_VOID(wait_until_ready(socket.number(), true, patience));
        socklen_t size = sizeof number;
        ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &number, &size);
    }
    if (number == 0) return socket;
    return cannot_connect(patience, std::system_category().message(number));
}

/// Tries the addresses in the resolver's order; the last error counts.
Result<Descriptor> connect_tcp(const Endpoint& endpoint, const Patience& patience) {
    const auto addresses = TRY(resolve(endpoint, patience));
    Result<Descriptor> socket = cannot_connect(patience, "no address");
    for (const auto* at = addresses.get(); at != nullptr && !socket; at = at->ai_next) {
        socket = connect_to(*at, patience);
    }
    return socket;
}

}  // namespace

Result<void> wait_until_ready(int descriptor, bool for_writing, const Patience& patience) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            patience.deadline - std::chrono::steady_clock::now());
        const auto wanted = static_cast<short>(POLLIN | (for_writing ? POLLOUT : 0));
        std::array<pollfd, 2> polled{
            pollfd{.fd = descriptor, .events = wanted, .revents = 0},
            pollfd{.fd = patience.cancel_descriptor, .events = POLLIN, .revents = 0}};
        const int timeout_ms = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
        const int ready = ::poll(polled.data(), polled.size(), timeout_ms);
        if (polled[1].revents != 0) {
            return fail(ErrorKind::unavailable, "cancelled", patience.peer);
        }
        if (ready > 0) return {};
        if (ready == 0) {
            return fail(ErrorKind::unavailable, "timeout: no answer in time", patience.peer,
                        "try again later");
        }
        if (errno != EINTR) return broken(patience, errno);
    }
}

Result<std::unique_ptr<Wire>> connect_plain(const std::string& path, const Patience& patience) {
    auto socket = TRY(connect_unix(path));
    return std::make_unique<PlainWire>(std::move(socket), patience);
}

Result<std::unique_ptr<Wire>> connect_tls(const Endpoint& endpoint, const TlsContext& tls,
                                          const Patience& patience) {
    auto socket = TRY(connect_tcp(endpoint, patience));
    auto wire = std::make_unique<TlsWire>(std::move(socket), tls, patience);
    TRY_VOID(wire->shake_hands());
    return wire;
}

}  // namespace entente::http::detail
