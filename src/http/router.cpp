#include "http/router.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/check.h"
#include "http/target.h"

namespace entente::http {
namespace {

enum class SegmentKind : char { literal = 'a', parameter = 'b', rest = 'c' };

SegmentKind kind_of_segment(std::string_view segment) {
    if (!segment.starts_with('{')) return SegmentKind::literal;
    return segment.ends_with("...}") ? SegmentKind::rest : SegmentKind::parameter;
}

/// The name in "{name}" or "{name...}".
std::string name_in(std::string_view segment) {
    const std::size_t tail = kind_of_segment(segment) == SegmentKind::rest ? 4 : 1;
    return std::string(segment.substr(1, segment.size() - 1 - tail));
}

/// "/a/b" as "a", "b"; "/a/" as "a", "".
std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> segments;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        segments.emplace_back(path.substr(0, path.find('/')));
        path.remove_prefix(segments.back().size());
    }
    return segments;
}

std::string join(const std::vector<std::string>& segments, std::size_t first) {
    std::string out;
    for (std::size_t i = first; i < segments.size(); ++i) {
        if (i != first) out += '/';
        out += segments[i];
    }
    return out;
}

/// The parameters of `segments` as a request for `route`, or nothing if it does not fit.
std::optional<Fields> match(const Route& route, const std::vector<std::string>& segments) {
    Fields parameters;
    for (std::size_t i = 0; i < route.segments.size(); ++i) {
        const auto& pattern = route.segments[i];
        const auto kind = kind_of_segment(pattern);
        if (i >= segments.size() || (kind != SegmentKind::literal && segments[i].empty())) {
            return std::nullopt;
        }
        if (kind == SegmentKind::rest) {
            parameters.push_back({.name = name_in(pattern), .value = join(segments, i)});
            return parameters;
        }
        if (kind == SegmentKind::parameter) {
            parameters.push_back({.name = name_in(pattern), .value = segments[i]});
        } else if (pattern != segments[i]) {
            return std::nullopt;
        }
    }
    if (segments.size() != route.segments.size()) return std::nullopt;
    return parameters;
}

Result<std::vector<std::string>> decoded_segments(std::string_view path) {
    auto segments = split(path);
    for (auto& segment : segments) segment = TRY(percent_decode(segment));
    return segments;
}

}  // namespace

void Router::add(std::string method, std::string_view pattern, Handler handler,
                 RouteOptions options) {
    Route route{.method = std::move(method),
                .segments = split(pattern),
                .order = {},
                .options = options,
                .handler = std::move(handler)};
    check(!route.segments.empty(), "a pattern starts with '/'");
    for (const auto& segment : route.segments) {
        check(!route.order.contains('c'), "{name...} stands at the end of its pattern");
        route.order.push_back(static_cast<char>(kind_of_segment(segment)));
    }
    const auto place = std::ranges::upper_bound(routes_, route.order, {}, &Route::order);
    const bool is_new = std::ranges::none_of(routes_, [&](const Route& other) {
        return other.method == route.method && other.segments == route.segments;
    });
    check(is_new, "a method and pattern are added once");
    routes_.insert(place, std::move(route));
}

Result<RouteMatch> Router::find(std::string_view method, std::string_view path) const {
    const auto segments = TRY(decoded_segments(path));
    const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
    bool is_known_path = false;
    for (const auto& route : routes_) {
        auto parameters = match(route, segments);
        if (!parameters) continue;
        is_known_path = true;
        if (route.method == wanted || route.method == method) {
            return RouteMatch{.route = &route, .parameters = std::move(*parameters)};
        }
    }
    if (is_known_path) return RouteMatch{.route = nullptr, .parameters = {}};
    return fail(ErrorKind::not_found, "there is nothing at this path",
                std::string(path.substr(0, 200)), "see the API's description for what there is");
}

std::string Router::methods_allowed(std::string_view path) const {
    const auto segments = decoded_segments(path);
    if (!segments) return {};
    std::set<std::string> methods;
    for (const auto& route : routes_) {
        if (!match(route, *segments)) continue;
        methods.insert(route.method);
        if (route.method == "GET") methods.insert("HEAD");
    }
    std::string out;
    for (const auto& method : methods) out += (out.empty() ? "" : ", ") + method;
    return out;
}

}  // namespace entente::http
