#pragma once
// What happens between a request's head and its response, apart from the network: finding the
// route, running the handler, writing heads.

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "http/detail/parser.h"
#include "http/detail/pipe.h"
#include "http/message.h"
#include "http/router.h"

namespace entente::http::detail {

/// A request with a response on its way: shared by the network's thread and one worker.
struct Exchange {
    explicit Exchange(const std::function<void()>& on_change)
        : body(std::make_shared<Pipe>(pipe_bytes_max, on_change)),
          output(std::make_shared<Pipe>(pipe_bytes_max, on_change)) {}

    static constexpr std::size_t pipe_bytes_max = std::size_t{256} << 10;

    Request request;
    const Route* route = nullptr;  ///< none: `response` is the answer already
    Response response;
    bool is_streamed = false;               ///< the response comes through `output`
    std::atomic<bool> is_answered = false;  ///< from here on `response` belongs to the network
    std::shared_ptr<Pipe> body;
    std::shared_ptr<Pipe> output;
};

/// Fills in `exchange.request` and `exchange.route`, or the response that refuses the request.
void find_route(const Router& router, const Head& head, Exchange& exchange);

/// Runs the handler, calls `on_head` when the response is there, then runs its stream, if any, to
/// the end of `exchange.output`. On a worker.
void run_handler(Exchange& exchange, const std::function<void()>& on_head);

/// The response that refuses what the parser or a limit refused.
Response refusal(const Error& error, int status_if_exhausted);

}  // namespace entente::http::detail
