// Requests from strangers: what the parser makes of them must not depend on how the bytes come.

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "http/detail/parser.h"
#include "http/router.h"
#include "http/target.h"

namespace {

using entente::ByteView;
namespace http = entente::http;

struct Outcome {
    bool is_refused = false;
    bool is_done = false;
    std::string target;
    std::string body;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome parse(ByteView bytes, std::size_t step) {
    const auto parser = http::detail::make_request_parser(1'000);
    Outcome outcome;
    while (!bytes.empty() && !outcome.is_refused && !parser->is_done()) {
        auto fed = parser->feed(bytes.substr(0, step));
        if (fed && parser->is_head_done()) fed = parser->feed({});
        outcome.is_refused = !fed;
        outcome.body += parser->take_body();
        bytes.remove_prefix(std::min(step, bytes.size()));
    }
    outcome.is_done = parser->is_done();
    if (!parser->is_head_done()) return outcome;
    outcome.target = parser->head().target;
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView text(reinterpret_cast<const char*>(bytes), size);
    const auto whole = parse(text, std::string::npos);
    const auto by_seven = parse(text, 7);
    entente::check(whole.is_done == by_seven.is_done, "pieces are a message if the whole is");
    if (!whole.is_done) return 0;  // how early a bad one is seen may differ
    entente::check(whole == by_seven, "pieces give what the whole gives");
    const auto target = http::parse_target(whole.target);
    if (target) static_cast<void>(http::Router().methods_allowed(target->path));
    return 0;
}
