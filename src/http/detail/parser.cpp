#include "http/detail/parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>

namespace entente::http::detail {
namespace {

namespace beast = boost::beast;
using ErrorCode = beast::error_code;
using Text = beast::string_view;

std::string to_string(Text text) {
    return {text.data(), text.size()};
}

/// Beast's parser with what it finds kept in plain values.
template <bool IsRequest>
class Collector final : public beast::http::basic_parser<IsRequest> {
public:
    Head head;
    Bytes body;
    std::uint64_t body_bytes_announced = 0;

private:
    void on_request_impl(beast::http::verb, Text method, Text target, int version,
                         ErrorCode&) override {
        head.method = to_string(method);
        head.target = to_string(target);
        head.version = version;
    }

    void on_response_impl(int status, Text, int version, ErrorCode&) override {
        head.status = status;
        head.version = version;
    }

    void on_field_impl(beast::http::field, Text name, Text value, ErrorCode&) override {
        // Trailers come here as well: a sender could set headers after they were judged.
        if (this->is_header_done()) return;
        head.headers.push_back({.name = to_string(name), .value = to_string(value)});
    }

    void on_header_impl(ErrorCode&) override {
        const auto length = this->content_length();
        if (length) body_bytes_announced = *length;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}

    std::size_t on_body_impl(Text text, ErrorCode&) override {
        body.append(text.data(), text.size());
        return text.size();
    }

    void on_chunk_header_impl(std::uint64_t, Text, ErrorCode&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, Text text, ErrorCode& error) override {
        return on_body_impl(text, error);
    }

    void on_finish_impl(ErrorCode&) override {}
};

template <bool IsRequest>
class BeastParser final : public Parser {
public:
    BeastParser(std::size_t header_bytes_max, bool has_no_body)
        : header_bytes_max_(header_bytes_max) {
        collector_.header_limit(static_cast<std::uint32_t>(header_bytes_max));
        collector_.body_limit(boost::none);  // the caller's limit depends on the route
        collector_.skip(has_no_body);
    }

    Result<void> feed(ByteView bytes) override {
        unread_.append(bytes);
        if (collector_.is_done()) return {};
        const bool was_head_done = collector_.is_header_done();
        collector_.eager(was_head_done);
        ErrorCode error;
        std::size_t used = 0;
        while (used < unread_.size() && !collector_.is_done() &&
               collector_.is_header_done() == was_head_done && !error) {
            used += collector_.put(
                boost::asio::buffer(unread_.data() + used, unread_.size() - used), error);
        }
        unread_.erase(0, used);
        if (error == beast::http::error::need_more) error = {};
        if (error) return refused(error);
        if (!collector_.is_done() && was_head_done && unread_.size() > header_bytes_max_) {
            return too_long("a chunk's header");
        }
        return {};
    }

    [[nodiscard]] bool is_head_done() const override { return collector_.is_header_done(); }

    [[nodiscard]] bool is_done() const override { return collector_.is_done(); }

    [[nodiscard]] bool is_kept_alive() const override { return collector_.keep_alive(); }

    [[nodiscard]] std::uint64_t body_bytes_announced() const override {
        return collector_.body_bytes_announced;
    }

    [[nodiscard]] const Head& head() const override { return collector_.head; }

    Bytes take_body() override { return std::exchange(collector_.body, {}); }

    Bytes take_rest() override { return std::exchange(unread_, {}); }

private:
    std::unexpected<Error> too_long(const std::string& what) const {
        return fail(ErrorKind::exhausted, what + " is too long", "HTTP",
                    "stay below " + std::to_string(header_bytes_max_) + " bytes");
    }

    std::unexpected<Error> refused(ErrorCode error) const {
        if (error == beast::http::error::header_limit) return too_long("the header");
        return fail(ErrorKind::invalid, "not HTTP/1.1: " + error.message(), "HTTP",
                    "see RFC 9112 for the form of a message");
    }

    Collector<IsRequest> collector_;
    std::size_t header_bytes_max_;
    Bytes unread_;
};

}  // namespace

std::unique_ptr<Parser> make_request_parser(std::size_t header_bytes_max) {
    return std::make_unique<BeastParser<true>>(header_bytes_max, false);
}

std::unique_ptr<Parser> make_response_parser(std::size_t header_bytes_max, bool is_answer_to_head) {
    return std::make_unique<BeastParser<false>>(header_bytes_max, is_answer_to_head);
}

}  // namespace entente::http::detail
