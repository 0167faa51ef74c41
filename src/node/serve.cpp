#include "node/serve.h"

#include <chrono>
#include <thread>

#include "channel/alarm.h"
#include "channel/evidence.h"
#include "channel/lanes.h"
#include "channel/recall.h"
#include "channel/seen.h"
#include "http/server.h"
#include "node/links.h"
#include "peer/service.h"
#include "server/api/api.h"

namespace entente::node {
namespace {

Result<std::unique_ptr<http::Server>> start_link_server(Node& node, peer::Contacts& contacts) {
    auto& context = node.context();
    const auto listen = TRY(parse_listen(node.config().listen));
    http::Router router;
    peer::add_routes(router, context, contacts);
    return http::Server::start(
        {.listener =
             http::TlsListener{.address = listen.address,
                               .port = listen.port,
                               .identity = context.keys.tls,
                               .accept_client =
                                   [&context](const crypto::Digest& spki) {
                                       return context.directory.party_of_tls_key(spki).has_value();
                                   }},
         .limits = {}},
        std::move(router));
}

Result<std::unique_ptr<http::Server>> start_api_server(Node& node, server::api::Parts& parts) {
    http::Router router;
    server::api::add_routes(router, parts);
    return http::Server::start(
        {.listener = http::UnixListener{node.layout().socket()}, .limits = {}}, std::move(router));
}

/// Writes a `seen` of its own when news has waited long enough for a batch to ride on.
void acknowledge_late_news(Node& node, const Report& report) {
    auto& context = node.context();
    while (!context.announcer.is_closed()) {
        const auto count = context.announcer.count();
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::seconds(node.config().seen_delay_s);
        while (!context.announcer.is_closed() && std::chrono::steady_clock::now() < end) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                end - std::chrono::steady_clock::now());
            context.announcer.wait_beyond(context.announcer.count(), left);
        }
        if (context.announcer.is_closed()) return;
        const auto written = channel::write_due_seen(context);
        if (!written) report(to_line(written.error()));
        // Nothing new since: wait for news before the next look.
        while (context.announcer.count() == count && !context.announcer.is_closed()) {
            context.announcer.wait_beyond(count, std::chrono::minutes(1));
        }
    }
}

/// Says what is new about disputed lanes, and writes it into our own.
void report_disputes(Node& node, const Report& report) {
    auto& context = node.context();
    const auto news = context.directory.disputes().take_news();
    for (const auto& dispute : news) {
        const auto alarm = channel::alarm_of(context.directory, dispute);
        for (const auto& line : channel::lines_of(alarm)) report(line);
    }
    if (news.empty()) return;
    const auto written = channel::write_due_evidence(context);
    if (!written) report(to_line(written.error()));
}

/// Erases what its writers took back. What stands in the way is told once, however long it does.
void execute_recalls(Node& node, const Report& report, std::string& told) {
    const auto executed = channel::execute_recalls(node.context());
    auto line = executed ? std::string() : to_line(executed.error());
    if (!line.empty() && line != told) report(line);
    told = std::move(line);
}

}  // namespace

Result<void> serve(Node& node, const StopSignals& signals, const Report& report) {
    auto& context = node.context();
    peer::Contacts contacts;
    Links links(context, contacts, report);
    server::api::Parts parts{.context = context,
                             .links = [&links] { return links.status(); },
                             .peers_changed = [&links] { links.refresh(); }};
    const auto link_server = TRY(start_link_server(node, contacts));
    const auto api_server = TRY(start_api_server(node, parts));
    links.refresh();
    const auto self = TRY(context.directory.known_card(context.self()));
    report(self.card.name + " listens at " + node.config().listen + "; its people at " +
           node.layout().socket());
    {
        const std::jthread clockwork([&] { acknowledge_late_news(node, report); });
        std::string told;
        do {
            report_disputes(node, report);
            execute_recalls(node, report, told);
        } while (!signals.wait(std::chrono::seconds(1)) && !context.announcer.is_closed());
        context.announcer.close();
    }
    links.stop();
    link_server->stop();
    api_server->stop();
    report(self.card.name + " stopped");
    const auto failure = context.failure.with([](const auto& error) { return error; });
    if (failure) return std::unexpected(*failure);
    return {};
}

}  // namespace entente::node
