#include "courier/outbox.h"

#include <algorithm>

#include "base/encoding.h"

namespace entente::courier {
namespace {

constexpr std::size_t waiting_max = 4;  // each is a file as large as the bundle

}  // namespace

std::string Outbox::put(std::unique_ptr<Exported> bundle) {
    auto ticket = to_hex(view(bundle->manifest().id));
    waiting_.with([&](std::deque<Waiting>& waiting) {
        if (waiting.size() == waiting_max) waiting.pop_front();
        waiting.emplace_back(ticket, std::move(bundle));
    });
    return ticket;
}

Result<std::unique_ptr<Exported>> Outbox::take(std::string_view ticket) {
    return waiting_.with([&](std::deque<Waiting>& waiting) -> Result<std::unique_ptr<Exported>> {
        const auto at = std::ranges::find(waiting, ticket, &Waiting::first);
        if (at == waiting.end()) {
            return fail(ErrorKind::not_found, "there is no such bundle, or it was fetched",
                        std::string(ticket.substr(0, 40)), "export it again");
        }
        auto bundle = std::move(at->second);
        waiting.erase(at);
        return bundle;
    });
}

}  // namespace entente::courier
