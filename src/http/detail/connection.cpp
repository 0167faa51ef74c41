#include "http/detail/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>
#include <tuple>
#include <utility>

namespace entente::http::detail {
namespace {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;
using std::chrono::milliseconds;

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_bytes = std::size_t{16} << 10;   // one TLS record (RFC 8446, 5.1)
constexpr std::size_t write_bytes = std::size_t{64} << 10;  // per write_timeout

// How long a client that was refused may go on sending before it is cut.
constexpr milliseconds linger_timeout{2'000};

Socket adopt(asio::io_context& network, int descriptor) {
    int family = AF_UNIX;
    socklen_t size = sizeof family;
    ::getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size);
    Socket socket(network);
    ErrorCode ignored;  // a dead descriptor shows at the first read
    socket.assign(asio::generic::stream_protocol(family, 0), descriptor, ignored);
    return socket;
}

/// A time after which a connection is closed. A new one makes the old one void.
struct Watch {
    explicit Watch(asio::io_context& network) : timer(network) {}

    asio::steady_timer timer;
    unsigned round = 0;
};

class SocketConnection final : public Connection,
                               public std::enable_shared_from_this<SocketConnection> {
public:
    SocketConnection(asio::io_context& network, std::shared_ptr<ServerParts> parts, int descriptor)
        : network_(network),
          parts_(std::move(parts)),
          socket_(adopt(network, descriptor)),
          reading_(network),
          writing_(network),
          lingering_(network),
          signal_(network, asio::steady_timer::time_point::max()) {
        if (parts_->tls) tls_.emplace(socket_, parts_->tls->make_session());
    }

    Task<bool> shake_hands() override {
        if (!tls_) co_return true;
        limit_reading(parts_->limits.header_timeout);
        const auto [error] =
            co_await tls_->async_handshake(asio::ssl::stream_base::server, as_values);
        end_reading_limit();
        if (!error) client_key_ = peer_key(tls_->native_handle());
        co_return client_key_.has_value();
    }

    [[nodiscard]] std::optional<crypto::Digest> client_key() const override { return client_key_; }

    Task<ByteView> read_some() override {
        const auto room = asio::buffer(buffer_);
        ErrorCode error;
        std::size_t count = 0;
        if (tls_) {
            std::tie(error, count) = co_await tls_->async_read_some(room, as_values);
        } else {
            std::tie(error, count) = co_await socket_.async_read_some(room, as_values);
        }
        if (error) co_return ByteView{};
        parts_->bytes_received += count;
        co_return ByteView(buffer_.data(), count);
    }

    Task<bool> write_all(ByteView bytes) override {
        while (!bytes.empty()) {
            const auto piece = asio::buffer(bytes.data(), std::min(bytes.size(), write_bytes));
            ErrorCode error;
            std::size_t count = 0;
            arm(writing_, parts_->limits.write_timeout);
            if (tls_) {
                std::tie(error, count) = co_await asio::async_write(*tls_, piece, as_values);
            } else {
                std::tie(error, count) = co_await asio::async_write(socket_, piece, as_values);
            }
            disarm(writing_);
            if (error) co_return false;
            parts_->bytes_sent += count;
            bytes.remove_prefix(count);
        }
        co_return true;
    }

    void limit_reading(milliseconds limit) override { arm(reading_, limit); }

    void end_reading_limit() override { disarm(reading_); }

    // No close_notify is exchanged: every message here carries its own length.
    void begin_linger() override {
        arm(lingering_, linger_timeout);
        ErrorCode ignored;  // closed already: the reader sees it
        socket_.shutdown(Socket::shutdown_send, ignored);
    }

    Task<void> linger() override {
        begin_linger();
        for (ErrorCode error; !error;) {
            std::size_t count = 0;  // read and forgotten
            std::tie(error, count) =
                co_await socket_.async_read_some(asio::buffer(buffer_), as_values);
        }
    }

    void close() override {
        ErrorCode ignored;  // closed is what it shall be
        socket_.close(ignored);
        for (auto* watch : {&reading_, &writing_, &lingering_}) disarm(*watch);
    }

    Task<void> wait_for_signal() override {
        co_await signal_.async_wait(as_values);  // ends by cancel alone
    }

    std::function<void()> waker() override {
        return [self = shared_from_this()] {
            asio::post(self->network_, [self] { self->signal_.cancel(); });
        };
    }

private:
    void arm(Watch& watch, milliseconds limit) {
        watch.timer.expires_after(limit);
        watch.timer.async_wait(
            [weak = weak_from_this(), &watch, round = ++watch.round](const ErrorCode&) {
                const auto self = weak.lock();
                if (self && watch.round == round) self->close();
            });
    }

    static void disarm(Watch& watch) {
        ++watch.round;
        watch.timer.cancel();
    }

    asio::io_context& network_;
    std::shared_ptr<ServerParts> parts_;
    Socket socket_;
    std::optional<asio::ssl::stream<Socket&>> tls_;
    std::optional<crypto::Digest> client_key_;
    Watch reading_;
    Watch writing_;
    Watch lingering_;
    asio::steady_timer signal_;
    std::array<char, read_bytes> buffer_{};
};

}  // namespace

std::shared_ptr<Connection> adopt_connection(boost::asio::io_context& network,
                                             std::shared_ptr<ServerParts> parts, int socket) {
    return std::make_shared<SocketConnection>(network, std::move(parts), socket);
}

}  // namespace entente::http::detail
