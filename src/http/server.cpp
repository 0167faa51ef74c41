#include "http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "http/detail/listen.h"
#include "http/detail/server_parts.h"
#include "http/detail/session.h"

namespace entente::http {
namespace {

namespace asio = boost::asio;
using detail::Descriptor;
using detail::ServerParts;
using detail::Session;

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds accept_pause{100};  // when the process is out of descriptors

/// How many connections are open, for a thread that waits until none is.
class OpenCount {
public:
    void add(int change) {
        const std::scoped_lock lock(mutex_);
        count_ += change;
        changed_.notify_all();
    }

    /// Whether all closed before `limit`.
    bool wait_for_none(std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit, [this] { return count_ == 0; });
    }

    void wait_for_none() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return count_ == 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int count_ = 0;
};

class RunningServer final : public Server {
public:
    RunningServer(std::shared_ptr<ServerParts> parts, Descriptor listener, std::uint16_t port,
                  std::string socket_path)
        : parts_(std::move(parts)),
          port_(port),
          socket_path_(std::move(socket_path)),
          work_(network_.get_executor()),
          listener_(network_, listener.release()) {
        open_.add(1);  // the listener's coroutine
        asio::co_spawn(network_, accept(*this),
                       [this](const std::exception_ptr&) { open_.add(-1); });
        thread_ = std::thread([this] { network_.run(); });
    }

    ~RunningServer() override { stop(); }

    [[nodiscard]] std::uint16_t port() const override { return port_; }

    [[nodiscard]] ByteCounts bytes() const override {
        return {.received = parts_->bytes_received, .sent = parts_->bytes_sent};
    }

    void stop() override;

private:
    static asio::awaitable<void> accept(RunningServer& server);
    void admit(int socket);

    const std::shared_ptr<ServerParts> parts_;
    const std::uint16_t port_;
    const std::string socket_path_;
    std::atomic<bool> is_stopped_ = false;
    OpenCount open_;
    asio::io_context network_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::posix::stream_descriptor listener_;                      // network's thread
    std::map<const Session*, std::shared_ptr<Session>> sessions_;  // network's thread
    std::thread thread_;
};

/// Accepts connections until the listener is closed.
asio::awaitable<void> RunningServer::accept(RunningServer& server) {
    auto& listener = server.listener_;
    asio::steady_timer pause(server.network_);
    while (listener.is_open()) {
        const int socket =
            ::accept4(listener.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0) {
            server.admit(socket);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS) {
            pause.expires_after(accept_pause);
            co_await pause.async_wait(as_values);
        } else if (errno == EAGAIN) {
            co_await listener.async_wait(asio::posix::stream_descriptor::wait_read, as_values);
        }
    }
}

/// Serves the socket, or closes it if there are too many. Those who are in stay in: a stranger
/// who only connects cannot push them out.
void RunningServer::admit(int socket) {
    Descriptor owner(socket);
    if (sessions_.size() >= parts_->limits.connections_max) return;
    const int yes = 1;  // a small answer leaves at once; no such thing on a Unix socket
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto on_end = [this](const Session* session) {
        sessions_.erase(session);
        open_.add(-1);
    };
    auto session = detail::start_session(network_, parts_, owner.release(), on_end);
    const auto* key = session.get();
    open_.add(1);
    sessions_.emplace(key, std::move(session));
}

void RunningServer::stop() {
    if (is_stopped_.exchange(true)) return;
    asio::post(network_, [this] {
        listener_.close();
        for (const auto& [key, session] : sessions_) session->wind_down();
    });
    if (!open_.wait_for_none(parts_->limits.stop_timeout)) {
        asio::post(network_, [this] {
            for (const auto& [key, session] : sessions_) session->cut();
        });
        open_.wait_for_none();
    }
    parts_->workers.stop();
    work_.reset();
    network_.stop();
    thread_.join();
    if (!socket_path_.empty()) ::unlink(socket_path_.c_str());
}

Result<std::unique_ptr<Server>> start_tls(TlsListener listener,
                                          std::shared_ptr<ServerParts> parts) {
    parts->tls = TRY(detail::TlsContext::make(detail::TlsRole::server, listener.identity,
                                              std::move(listener.accept_client)));
    auto socket = TRY(detail::listen_tcp(listener.address, listener.port));
    const auto port = detail::port_of(socket);
    return std::make_unique<RunningServer>(std::move(parts), std::move(socket), port, "");
}

Result<std::unique_ptr<Server>> start_unix(UnixListener listener,
                                           std::shared_ptr<ServerParts> parts) {
    auto socket = TRY(detail::listen_unix(listener.path));
    return std::make_unique<RunningServer>(std::move(parts), std::move(socket), 0,
                                           std::move(listener.path));
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Router router) {
    auto parts = std::make_shared<ServerParts>(std::move(router), options.limits);
    if (auto* tls = std::get_if<TlsListener>(&options.listener)) {
        return start_tls(std::move(*tls), std::move(parts));
    }
    return start_unix(std::move(std::get<UnixListener>(options.listener)), std::move(parts));
}

}  // namespace entente::http
