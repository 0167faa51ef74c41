#include "node/config.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sstream>
#include <vector>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/nearest.h"
#include "base/number.h"

namespace entente::node {
namespace {

constexpr std::array<std::string_view, 3> keys = {"fence", "listen", "seen_delay_s"};
constexpr int seen_delay_s_max = 86'400;

std::string place(const toml::source_region& source) {
    return fmt::format("node.toml, line {} column {}", source.begin.line, source.begin.column);
}

Result<void> refuse_unknown(const toml::table& table) {
    for (const auto& [key, value] : table) {
        const auto is_known = std::find(keys.begin(), keys.end(), key.str()) != keys.end();
        if (!is_known) {
            const auto meant =
                nearest(key.str(), std::vector<std::string>(keys.begin(), keys.end()));
            return fail(ErrorKind::invalid, fmt::format("unknown key \"{}\"", key.str()),
                        place(value.source()),
                        meant ? fmt::format("did you mean: {}", *meant)
                              : fmt::format("known: {}", fmt::join(keys, ", ")));
        }
    }
    return {};
}

Result<std::string> text_of(const toml::table& table, const char* key) {
    const auto* node = table.get(key);
    const auto text = node == nullptr ? std::nullopt : node->value_exact<std::string>();
    if (text && !text->empty()) return *text;
    return fail(ErrorKind::invalid, fmt::format("\"{}\" is missing or no text", key),
                node == nullptr ? "node.toml" : place(node->source()),
                fmt::format("write it as: {} = \"...\"", key));
}

Result<int> delay_of(const toml::table& table, int otherwise) {
    const auto* node = table.get("seen_delay_s");
    if (node == nullptr) return otherwise;
    const auto seconds = node->value_exact<std::int64_t>();
    if (seconds && *seconds >= 1 && *seconds <= seen_delay_s_max) return static_cast<int>(*seconds);
    return fail(ErrorKind::invalid, "\"seen_delay_s\" is not a number of seconds from 1 to 86400",
                place(node->source()));
}

/// `text` in one line, whatever is in it: TOML drops a line end that begins a longer form.
std::string quoted(const std::string& text) {
    std::ostringstream out;
    const toml::value<std::string> value(text);
    out << toml::toml_formatter(value, toml::format_flags::allow_unicode_strings);
    return out.str();
}

}  // namespace

Result<Config> parse_config(std::string_view text) {
    const auto parsed = toml::parse(text);
    if (!parsed) {
        return fail(ErrorKind::invalid, std::string(parsed.error().description()),
                    place(parsed.error().source()), "mend the file, or restore it");
    }
    TRY_VOID(refuse_unknown(parsed.table()));
    Config config;
    config.listen = TRY(text_of(parsed.table(), "listen"));
    config.fence_directory = TRY(text_of(parsed.table(), "fence"));
    config.seen_delay_s = TRY(delay_of(parsed.table(), config.seen_delay_s));
    TRY_VOID(parse_listen(config.listen));
    return config;
}

std::string to_text(const Config& config) {
    std::ostringstream out;
    out << "# Where peers reach this node: address:port.\n"
        << "listen = " << quoted(config.listen) << "\n\n"
        << "# Where the fence is kept. Leave it out of this directory's backups: it is how a "
           "restored\n"
        << "# backup is noticed.\n"
        << "fence = " << quoted(config.fence_directory) << "\n\n"
        << "# How long, in seconds, news of a peer waits for a batch of ours to be acknowledged "
           "in.\n"
        << "seen_delay_s = " << config.seen_delay_s << "\n";
    return out.str();
}

Result<ListenAddress> parse_listen(std::string_view text) {
    const auto refuse = [&] {
        return fail(ErrorKind::invalid, "not an address and a port",
                    std::string(text.substr(0, 80)), "write it as 127.0.0.1:7101 or [::1]:7101");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return refuse();
    auto address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    } else if (address.contains(':')) {
        return refuse();
    }
    const auto port = parse_integer<std::uint16_t>(text.substr(colon + 1), "the port");
    if (!port || address.empty()) return refuse();
    return ListenAddress{.address = std::string(address), .port = *port};
}

}  // namespace entente::node
