#include "http/detail/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <string>
#include <utility>

#include "http/detail/answer.h"
#include "http/detail/connection.h"
#include "http/detail/framing.h"
#include "http/detail/parser.h"

namespace entente::http::detail {
namespace {

namespace asio = boost::asio;

constexpr std::size_t joined_bytes_max = std::size_t{64} << 10;

std::unexpected<Error> too_large(const Route& route) {
    return fail(ErrorKind::exhausted, "the body is too large", "body",
                "send at most " + std::to_string(route.options.body_bytes_max) + " bytes");
}

Error closed() {
    return {.kind = ErrorKind::unavailable,
            .what = "the client went away or is too slow",
            .where = "body",
            .remedy = "send it again"};
}

/// Wakes the handler when its request ends, however it ends.
struct PipesEnd {
    explicit PipesEnd(Exchange& ending) : exchange(ending) {}

    PipesEnd(const PipesEnd&) = delete;
    PipesEnd& operator=(const PipesEnd&) = delete;

    ~PipesEnd() {
        exchange.output->abandon();
        exchange.body->abandon();
        exchange.body->fail_with(closed());
    }

    Exchange& exchange;
};

class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession> {
public:
    HttpSession(asio::io_context& network, std::shared_ptr<ServerParts> parts,
                std::shared_ptr<Connection> connection)
        : network_(network), parts_(std::move(parts)), connection_(std::move(connection)) {}

    void wind_down() override {
        is_winding_down_ = true;
        if (!is_busy_) cut();
    }

    void cut() override { connection_->close(); }

    static Task<void> run(std::shared_ptr<HttpSession> self);

private:
    Task<bool> serve_one();
    Task<Result<bool>> read_head(Parser& parser);
    Task<Result<bool>> take_request(std::shared_ptr<Parser> parser,
                                    std::shared_ptr<Exchange> exchange);
    Task<Result<bool>> read_body(Parser& parser, Exchange& exchange);
    static Task<void> pump_body(std::shared_ptr<HttpSession> self, std::shared_ptr<Parser> parser,
                                std::shared_ptr<Exchange> exchange);
    void start_pump(const std::shared_ptr<Parser>& parser,
                    const std::shared_ptr<Exchange>& exchange);
    Task<void> run_on_worker(std::shared_ptr<Exchange> exchange);
    Task<bool> answer(Exchange& exchange, bool is_kept_alive);
    Task<bool> write_stream(Pipe& output);
    Task<void> end();

    asio::io_context& network_;
    std::shared_ptr<ServerParts> parts_;
    std::shared_ptr<Connection> connection_;
    Bytes rest_;                     ///< read beyond the end of the last request
    bool has_served_ = false;        ///< from then on, waiting for a request is being idle
    bool is_busy_ = false;           ///< a request is being answered
    bool is_pumping_ = false;        ///< a body is on its way to its handler
    bool has_unread_input_ = false;  ///< the client may still be sending
    bool is_winding_down_ = false;
};

Task<void> HttpSession::run(std::shared_ptr<HttpSession> self) {
    if (co_await self->connection_->shake_hands()) {
        while (co_await self->serve_one()) {
        }
    } else {
        // A client with TLS 1.3 sends its request before it can know that it was refused.
        self->has_unread_input_ = true;
    }
    self->is_busy_ = false;
    co_await self->end();
}

/// One request and its response; false: it was the last one.
Task<bool> HttpSession::serve_one() {
    const std::shared_ptr<Parser> parser = make_request_parser(parts_->limits.header_bytes_max);
    const auto exchange = std::make_shared<Exchange>(connection_->waker());
    const PipesEnd pipes_end(*exchange);

    is_busy_ = false;
    auto taken = co_await read_head(*parser);
    is_busy_ = true;
    const int status_if_exhausted = taken ? 413 : 431;
    if (taken && *taken) taken = co_await take_request(parser, exchange);
    if (taken && !*taken) co_return false;
    if (!taken) {
        exchange->route = nullptr;
        exchange->response = refusal(taken.error(), status_if_exhausted);
    }
    if (exchange->route != nullptr) co_await run_on_worker(exchange);

    has_served_ = true;
    has_unread_input_ = is_pumping_ || !parser->is_done();
    const bool is_kept_alive = !has_unread_input_ && !is_winding_down_ && parser->is_kept_alive();
    if (!co_await answer(*exchange, is_kept_alive)) {
        connection_->close();
        co_return false;
    }
    rest_ = parser->take_rest();
    co_return is_kept_alive;
}

/// The head of the next request; false: there is none, the client is gone.
Task<Result<bool>> HttpSession::read_head(Parser& parser) {
    const auto& limits = parts_->limits;
    bool has_begun = !rest_.empty() || !has_served_;
    connection_->limit_reading(has_begun ? limits.header_timeout : limits.idle_timeout);
    auto fed = parser.feed(std::exchange(rest_, {}));
    while (fed && !parser.is_head_done()) {
        if (is_winding_down_) co_return false;
        const auto bytes = co_await connection_->read_some();
        if (bytes.empty()) co_return false;
        if (!has_begun) connection_->limit_reading(limits.header_timeout);
        has_begun = true;
        fed = parser.feed(bytes);
    }
    connection_->end_reading_limit();
    if (!fed) co_return std::unexpected(fed.error());
    co_return true;
}

/// Finds the route and reads the body, or starts to; false: the client is gone. Without a route
/// the response is there already.
Task<Result<bool>> HttpSession::take_request(std::shared_ptr<Parser> parser,
                                             std::shared_ptr<Exchange> exchange) {
    find_route(parts_->router, parser->head(), *exchange);
    exchange->request.client_key = connection_->client_key();
    if (exchange->route == nullptr) co_return true;
    const auto& options = exchange->route->options;
    if (parser->body_bytes_announced() > options.body_bytes_max) {
        co_return too_large(*exchange->route);
    }
    const auto expect = find_header(parser->head().headers, "Expect");  // RFC 9110, 10.1.1
    if (expect == "100-continue" && !parser->is_done()) {
        if (!co_await connection_->write_all("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;
    }
    if (!options.is_streamed) co_return co_await read_body(*parser, *exchange);
    exchange->request.body_reader = make_body_reader(exchange->body);
    start_pump(parser, exchange);
    co_return true;
}

/// A whole small body; false: the client is gone.
Task<Result<bool>> HttpSession::read_body(Parser& parser, Exchange& exchange) {
    auto& body = exchange.request.body;
    connection_->limit_reading(parts_->limits.body_timeout);
    for (auto fed = parser.feed({});;) {
        if (!fed) co_return std::unexpected(fed.error());
        body += parser.take_body();
        if (body.size() > exchange.route->options.body_bytes_max) {
            co_return too_large(*exchange.route);
        }
        if (parser.is_done()) break;
        const auto bytes = co_await connection_->read_some();
        if (bytes.empty()) co_return false;
        fed = parser.feed(bytes);
    }
    connection_->end_reading_limit();
    co_return true;
}

void HttpSession::start_pump(const std::shared_ptr<Parser>& parser,
                             const std::shared_ptr<Exchange>& exchange) {
    is_pumping_ = true;
    asio::co_spawn(network_, pump_body(shared_from_this(), parser, exchange),
                   [self = shared_from_this()](const std::exception_ptr&) {
                       self->is_pumping_ = false;
                       self->connection_->waker()();
                   });
}

/// A body on its way to its handler, never more of it than the pipe holds. Reads on when nobody
/// wants it any more, so that the client gets to read the answer.
Task<void> HttpSession::pump_body(std::shared_ptr<HttpSession> self, std::shared_ptr<Parser> parser,
                                  std::shared_ptr<Exchange> exchange) {
    auto& connection = *self->connection_;
    auto& body = *exchange->body;
    std::uint64_t taken = 0;
    for (auto fed = parser->feed({}); fed;) {
        const auto bytes = parser->take_body();
        taken += bytes.size();
        if (taken > exchange->route->options.body_bytes_max) {
            fed = too_large(*exchange->route);
        } else if (body.push(bytes); parser->is_done()) {
            body.finish();
            self->is_pumping_ = false;  // at once: the handler may answer before this ends
            break;
        } else {
            while (!body.has_room()) co_await connection.wait_for_signal();
            connection.limit_reading(self->parts_->limits.body_timeout);
            const auto read = co_await connection.read_some();
            connection.end_reading_limit();
            fed = read.empty() ? Result<void>(std::unexpected(closed())) : parser->feed(read);
        }
        if (!fed) body.fail_with(fed.error());
    }
}

Task<void> HttpSession::run_on_worker(std::shared_ptr<Exchange> exchange) {
    const auto wake = connection_->waker();
    const auto started = parts_->workers.run([exchange, wake] {
        run_handler(*exchange, [&] {
            exchange->is_answered.store(true);
            wake();
        });
    });
    if (!started) {
        exchange->response = error_response(started.error());
        co_return;
    }
    while (!exchange->is_answered.load()) co_await connection_->wait_for_signal();
}

Task<bool> HttpSession::answer(Exchange& exchange, bool is_kept_alive) {
    const auto& response = exchange.response;
    auto head = response_head(response, exchange.is_streamed, is_kept_alive);
    if (exchange.is_streamed) {
        if (!co_await connection_->write_all(head)) co_return false;
        co_return co_await write_stream(*exchange.output);
    }
    if (exchange.request.method == "HEAD") co_return co_await connection_->write_all(head);
    if (response.body.size() <= joined_bytes_max) {  // one record, one packet
        head += response.body;
        co_return co_await connection_->write_all(head);
    }
    if (!co_await connection_->write_all(head)) co_return false;
    co_return co_await connection_->write_all(response.body);
}

Task<bool> HttpSession::write_stream(Pipe& output) {
    for (;;) {
        const auto taken = output.take();
        if (!taken.bytes.empty()) {
            const auto chunk = as_chunk(taken.bytes);
            if (!co_await connection_->write_all(chunk)) co_return false;
        } else if (taken.is_ended) {
            if (taken.error) co_return false;
            const auto last = as_chunk({});
            co_return co_await connection_->write_all(last);
        } else {
            co_await connection_->wait_for_signal();
        }
    }
}

Task<void> HttpSession::end() {
    if (has_unread_input_ && !is_winding_down_) {
        if (is_pumping_) {
            connection_->begin_linger();
            while (is_pumping_) co_await connection_->wait_for_signal();
        } else {
            co_await connection_->linger();
        }
    }
    connection_->close();
    while (is_pumping_) co_await connection_->wait_for_signal();
}

}  // namespace

std::shared_ptr<Session> start_session(boost::asio::io_context& network,
                                       std::shared_ptr<ServerParts> parts, int socket,
                                       std::function<void(const Session*)> on_end) {
    auto connection = adopt_connection(network, parts, socket);
    auto session = std::make_shared<HttpSession>(network, std::move(parts), std::move(connection));
    asio::co_spawn(network, HttpSession::run(session),
                   [session, on_end = std::move(on_end)](const std::exception_ptr&) {
                       session->cut();
                       on_end(session.get());
                   });
    return session;
}

}  // namespace entente::http::detail
