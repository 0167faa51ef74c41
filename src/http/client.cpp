#include "http/client.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <optional>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "http/detail/framing.h"
#include "http/detail/parser.h"
#include "http/detail/wire.h"

namespace entente::http {
namespace {

using detail::Deadline;
using detail::Descriptor;
using detail::Parser;
using detail::Patience;
using detail::TlsContext;
using detail::Wire;

Deadline after(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

/// The body of a request on its way out.
class Upload {
public:
    Upload(Bytes head, const OutgoingRequest& request, const ChunkSource& source)
        : pending_(std::move(head)), source_(source) {
        if (!source_) pending_ += request.body;
        is_complete_ = !source_;
    }

    /// What is to be sent next; nothing when all was.
    Result<ByteView> pending() {
        if (sent_ == pending_.size() && !is_complete_) TRY_VOID(refill());
        return ByteView(pending_).substr(sent_);
    }

    void sent(std::size_t count) { sent_ += count; }

    [[nodiscard]] bool is_done() const { return is_complete_ && sent_ == pending_.size(); }

private:
    Result<void> refill() {
        const auto bytes = TRY(source_());
        pending_ = detail::as_chunk(bytes);
        sent_ = 0;
        is_complete_ = bytes.empty();
        return {};
    }

    Bytes pending_;
    std::size_t sent_ = 0;
    const ChunkSource& source_;
    bool is_complete_ = false;
};

/// The response to a request, as its bytes come in.
class Download {
public:
    Download(const OutgoingRequest& request, const ChunkSink& sink, std::size_t bytes_max,
             const std::string& peer)
        : is_answer_to_head_(request.method == "HEAD"),
          sink_(sink),
          bytes_max_(bytes_max),
          peer_(peer),
          parser_(make_parser()) {}

    Result<void> take(ByteView bytes) {
        has_begun_ = true;
        TRY_VOID(feed(bytes));
        while (!has_head_ && parser_->is_head_done()) TRY_VOID(take_head());
        return has_head_ ? keep(parser_->take_body()) : Result<void>{};
    }

    [[nodiscard]] bool has_begun() const { return has_begun_; }

    [[nodiscard]] bool is_done() const { return has_head_ && parser_->is_done(); }

    /// Whether the connection is clean for another request.
    [[nodiscard]] bool is_kept_alive() {
        return is_done() && parser_->is_kept_alive() && parser_->take_rest().empty();
    }

    [[nodiscard]] Response take_response() { return std::move(response_); }

private:
    [[nodiscard]] std::unique_ptr<Parser> make_parser() const {
        return detail::make_response_parser(limits::http_header_bytes_max, is_answer_to_head_);
    }

    Result<void> feed(ByteView bytes) {
        auto fed = parser_->feed(bytes);
        if (fed) return {};
        return fail(fed.error().kind, "the answer is " + fed.error().what, peer_,
                    "check that the address is one of an Entente node");
    }

    Result<void> take_head() {
        const auto& head = parser_->head();
        if (head.status / 100 == 1) {  // RFC 9110 section 15.2: the answer is still to come
            if (++interim_ > interim_max) {
                return fail(ErrorKind::invalid, "too many interim answers", peer_);
            }
            const auto rest = parser_->take_rest();
            parser_ = make_parser();
            return feed(rest);
        }
        has_head_ = true;
        response_.status = head.status;
        response_.headers = head.headers;
        response_.content_type = find_header(head.headers, "Content-Type").value_or("");
        return feed({});
    }

    Result<void> keep(const Bytes& body) {
        if (sink_ && response_.is_success()) {
            if (!body.empty()) sink_(body);
            return {};
        }
        if (response_.body.size() + body.size() > bytes_max_) {
            return fail(ErrorKind::exhausted,
                        "the answer is larger than " + std::to_string(bytes_max_) + " bytes", peer_,
                        "ask for less at a time");
        }
        response_.body += body;
        return {};
    }

    static constexpr int interim_max = 8;

    const bool is_answer_to_head_;
    const ChunkSink& sink_;
    const std::size_t bytes_max_;
    const std::string& peer_;
    std::unique_ptr<Parser> parser_;
    Response response_;
    int interim_ = 0;
    bool has_begun_ = false;
    bool has_head_ = false;
};

class WireClient final : public Client {
public:
    WireClient(ClientOptions options, std::unique_ptr<TlsContext> tls, Descriptor cancelled)
        : options_(std::move(options)), tls_(std::move(tls)), cancelled_(std::move(cancelled)) {
        if (const auto* target = std::get_if<TlsTarget>(&options_.target)) {
            peer_ = to_text(target->endpoint);
            host_ = peer_.substr(peer_.rfind('/') + 1);
        } else {
            peer_ = std::get<UnixTarget>(options_.target).path;
            host_ = "localhost";
        }
    }

    Result<Response> send(const OutgoingRequest& request) override {
        const bool was_kept = has_clean_wire();
        auto first = exchange(request, {}, {});
        const bool was_closed = !first && wire_ == nullptr && is_unanswered_;
        if (!was_kept || !was_closed || !request.is_repeatable) return first;
        return exchange(request, {}, {});
    }

    Result<Response> send_streaming(const OutgoingRequest& request, const ChunkSource& next_chunk,
                                    const ChunkSink& on_response_chunk) override {
        has_clean_wire();
        return exchange(request, next_chunk, on_response_chunk);
    }

    void cancel() override {
        is_cancelled_ = true;
        const std::uint64_t one = 1;
        // The descriptor stays readable for ever: each later wait ends at once.
        check(::write(cancelled_.number(), &one, sizeof one) == sizeof one, "an eventfd has room");
    }

    [[nodiscard]] ByteCounts bytes() const override {
        return {.received = received_, .sent = sent_};
    }

private:
    bool has_clean_wire();
    Result<void> connect(std::chrono::milliseconds timeout);
    Result<Response> exchange(const OutgoingRequest& request, const ChunkSource& source,
                              const ChunkSink& sink);
    Result<void> run(Upload& upload, Download& download, Patience patience,
                     std::optional<std::chrono::milliseconds> step);
    Result<bool> read_step(Download& download);
    Result<bool> write_step(Upload& upload);
    [[nodiscard]] Result<void> refuse_cancelled() const;

    [[nodiscard]] Patience patience(std::chrono::milliseconds time) const {
        return {.deadline = after(time), .cancel_descriptor = cancelled_.number(), .peer = peer_};
    }

    const ClientOptions options_;
    const std::unique_ptr<TlsContext> tls_;
    const Descriptor cancelled_;
    std::string peer_;
    std::string host_;
    std::unique_ptr<Wire> wire_;
    bool is_unanswered_ = false;  ///< the last request ended by a close before any answer
    bool is_write_broken_ = false;
    std::atomic<bool> is_cancelled_ = false;
    std::atomic<std::uint64_t> received_ = 0;
    std::atomic<std::uint64_t> sent_ = 0;
};

/// Whether the kept connection can be used: one that the server closed meanwhile is dropped.
bool WireClient::has_clean_wire() {
    if (!wire_) return false;
    const auto early = wire_->try_read();
    if (!early || early->has_value()) wire_.reset();
    return wire_ != nullptr;
}

Result<void> WireClient::refuse_cancelled() const {
    if (is_cancelled_) return fail(ErrorKind::unavailable, "cancelled", peer_);
    return {};
}

Result<void> WireClient::connect(std::chrono::milliseconds timeout) {
    const auto waiting = patience(std::min(timeout, options_.connect_timeout));
    if (const auto* target = std::get_if<TlsTarget>(&options_.target)) {
        wire_ = TRY(detail::connect_tls(target->endpoint, *tls_, waiting));
    } else {
        wire_ = TRY(detail::connect_plain(peer_, waiting));
    }
    return {};
}

/// One request over the kept connection or a new one. After an error there is no connection.
Result<Response> WireClient::exchange(const OutgoingRequest& request, const ChunkSource& source,
                                      const ChunkSink& sink) {
    TRY_VOID(refuse_cancelled());
    auto head = TRY(detail::request_head(request, host_, static_cast<bool>(source)));
    const auto waiting = patience(request.timeout);
    if (!wire_) TRY_VOID(connect(request.timeout));
    Upload upload(std::move(head), request, source);
    Download download(request, sink, options_.response_bytes_max, peer_);
    const bool is_streaming = source || sink;
    const auto done = run(upload, download, waiting,
                          is_streaming ? std::optional(request.timeout) : std::nullopt);
    if (!done || !download.is_kept_alive() || !upload.is_done()) wire_.reset();
    if (!done) return std::unexpected(done.error());
    return download.take_response();
}

/// Sends and receives at the same time until the response is whole.
///
/// step  how long a pause may be; none: the deadline holds for all
Result<void> WireClient::run(Upload& upload, Download& download, Patience waiting,
                             std::optional<std::chrono::milliseconds> step) {
    is_unanswered_ = false;
    is_write_broken_ = false;
    while (!download.is_done()) {
        TRY_VOID(refuse_cancelled());
        const bool has_read = TRY(read_step(download));
        const bool has_written = TRY(write_step(upload));
        const bool has_moved = has_read || has_written;
        if (has_moved && step) waiting.deadline = after(*step);
        if (has_moved) continue;
        const bool for_writing = !upload.is_done() && !is_write_broken_;
        TRY_VOID(detail::wait_until_ready(wire_->descriptor(), for_writing, waiting));
    }
    return {};
}

Result<bool> WireClient::read_step(Download& download) {
    const auto bytes = wire_->try_read();
    const bool is_closed = !bytes || (bytes->has_value() && (*bytes)->empty());
    if (is_closed) {
        is_unanswered_ = !download.has_begun();
        if (!bytes) return std::unexpected(bytes.error());
        return fail(ErrorKind::unavailable, "the connection was closed early", peer_,
                    "try again later");
    }
    if (!bytes->has_value()) return false;
    received_ += (*bytes)->size();
    TRY_VOID(download.take(**bytes));
    return true;
}

Result<bool> WireClient::write_step(Upload& upload) {
    if (is_write_broken_) return false;
    const auto pending = TRY(upload.pending());
    if (pending.empty()) return false;
    const auto count = wire_->try_write(pending);
    // The server may have closed after an answer, or an alert, that is still to be read.
    is_write_broken_ = !count;
    if (!count) return false;
    sent_ += *count;
    upload.sent(*count);
    return *count > 0;
}

}  // namespace

Result<std::unique_ptr<Client>> Client::make(ClientOptions options) {
    Descriptor cancelled(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (cancelled.number() < 0) {
        return fail(ErrorKind::exhausted, std::system_category().message(errno), "client",
                    "raise the limit of open files");
    }
    std::unique_ptr<TlsContext> tls;
    if (const auto* target = std::get_if<TlsTarget>(&options.target)) {
        auto accept = [keys = target->server_keys](const crypto::Digest& key) {
            return std::ranges::find(keys, key) != keys.end();
        };
        tls = TRY(TlsContext::make(detail::TlsRole::client, target->identity, std::move(accept)));
    }
    return std::make_unique<WireClient>(std::move(options), std::move(tls), std::move(cancelled));
}

}  // namespace entente::http
