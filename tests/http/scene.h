#pragma once
// Servers and clients for the tests, over real sockets; and raw ends that speak no HTTP.

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <future>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "base/time.h"
#include "crypto/tls_identity.h"
#include "http/client.h"
#include "http/detail/listen.h"
#include "http/server.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::http::test {

/// The value, or the end of the test program with the error's line.
template <class Value>
Value take(Result<Value> result) {
    EXPECT_TRUE(result) << (result ? "" : to_line(result.error()));
    return std::move(result).value();
}

inline std::string line_of(const auto& result) {
    return result ? "no error" : to_line(result.error());
}

inline crypto::TlsIdentity make_identity(const std::string& name) {
    return take(crypto::make_tls_identity(name, Instant(1'629'808'200'000'000)));
}

inline crypto::Digest key_of(const crypto::TlsIdentity& identity) {
    return take(crypto::spki_digest(identity.certificate_pem));
}

inline Response text_response(std::string text) {
    return {.status = 200, .content_type = "text/plain", .body = std::move(text)};
}

/// A stream socket that says what the test wants, byte for byte.
class RawEnd {
public:
    explicit RawEnd(detail::Descriptor socket) : socket_(std::move(socket)) {}

    static RawEnd connect(const std::string& path) {
        return RawEnd(take(detail::connect_unix(path)));
    }

    void say(std::string_view text) const {
        // A server that refuses early may be gone: what it said counts.
        static_cast<void>(::send(socket_.number(), text.data(), text.size(), MSG_NOSIGNAL));
    }

    void finish_saying() const { ::shutdown(socket_.number(), SHUT_WR); }

    /// Everything until the other side closes.
    [[nodiscard]] std::string hear_all() const {
        std::string heard;
        while (hear_some(heard)) {
        }
        return heard;
    }

    /// The next `count` bytes.
    [[nodiscard]] std::string hear(std::size_t count) const {
        std::string heard(count, '\0');
        const auto got = ::recv(socket_.number(), heard.data(), count, MSG_WAITALL);
        heard.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        return heard;
    }

    /// Everything until `end` was heard.
    [[nodiscard]] std::string hear_until(std::string_view end) const {
        std::string heard;
        while (!heard.ends_with(end) && hear_some(heard)) {
        }
        return heard;
    }

private:
    bool hear_some(std::string& heard) const {
        std::array<char, 4096> buffer{};
        const auto count = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
        if (count > 0) heard.append(buffer.data(), static_cast<std::size_t>(count));
        return count > 0;
    }

    detail::Descriptor socket_;
};

/// A listener that speaks no HTTP by itself.
class RawListener {
public:
    explicit RawListener(const std::string& path) : socket_(take(detail::listen_unix(path))) {
        // accept() shall wait.
        ::fcntl(socket_.number(), F_SETFL, 0);
    }

    [[nodiscard]] RawEnd accept() const {
        return RawEnd(detail::Descriptor(::accept(socket_.number(), nullptr, nullptr)));
    }

private:
    detail::Descriptor socket_;
};

/// A gate that handlers wait at.
class Gate {
public:
    /// For the handler: tells that it is here, then waits.
    void pass() {
        arrived_.set_value();
        opened_.get_future().wait();
    }

    void wait_for_arrival() { arrived_.get_future().wait(); }

    void open() { opened_.set_value(); }

private:
    std::promise<void> arrived_;
    std::promise<void> opened_;
};

/// Servers and clients at one Unix socket.
class UnixScene : public ::testing::Test {
protected:
    void serve(Router router, ServerLimits limits = {}) {
        server_ = take(
            Server::start({.listener = UnixListener{path()}, .limits = limits}, std::move(router)));
    }

    [[nodiscard]] std::string path() const { return scratch_ / "socket"; }

    [[nodiscard]] std::unique_ptr<Client> make_client() const {
        return take(Client::make({.target = UnixTarget{path()}}));
    }

    Result<Response> get(const std::string& target) const {
        return make_client()->send({.target = target});
    }

    /// What the server says to `text` before it closes.
    [[nodiscard]] std::string tell(std::string_view text) const {
        const auto raw = RawEnd::connect(path());
        raw.say(text);
        raw.finish_saying();
        return raw.hear_all();
    }

    entente::test::Scratch scratch_;
    Gate gate_;  // lives longer than the handlers that wait at it
    std::unique_ptr<Server> server_;
};

}  // namespace entente::http::test
