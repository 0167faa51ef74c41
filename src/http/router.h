#pragma once
// From method and path to the handler. Pure: built once, then only read.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "http/message.h"

namespace entente::http {

/// Answers one request. Called on a worker thread, several at a time; may block.
using Handler = std::function<Response(Request&)>;

struct RouteOptions {
    std::size_t body_bytes_max = limits::http_small_body_bytes_max;  ///< beyond it: 413
    bool is_streamed = false;  ///< the handler reads the body itself, as it arrives
};

struct Route {
    std::string method;
    std::vector<std::string> segments;  ///< of the pattern: "lane", "{lane}", "{rest...}"
    std::string order;                  ///< sorts the more exact pattern first
    RouteOptions options;
    Handler handler;
};

struct RouteMatch {
    const Route* route;  ///< borrowed from the router
    Fields parameters;
};

/// The routes of a server. A copy has its own.
class Router {
public:
    /// Adds a route. In a pattern, {name} is one path segment that is not empty, and a last
    /// {name...} is all that is left, slashes included. A literal segment goes before a {name}.
    /// Adding the same method and pattern twice is a bug, and so is {name...} before the end.
    ///
    /// pattern  "/entente/v1/lane/{lane}/segment"
    void add(std::string method, std::string_view pattern, Handler handler,
             RouteOptions options = {});

    /// The route for a request. HEAD finds the route for GET.
    ///
    /// path    as sent, without the query; each segment is percent-decoded
    /// errors  invalid: bad percent-encoding; not_found: no pattern fits
    ///         (a pattern with another method: route is nullptr, see methods_allowed)
    [[nodiscard]] Result<RouteMatch> find(std::string_view method, std::string_view path) const;

    /// The methods that `path` has, as the Allow header lists them: "GET, HEAD, POST".
    ///
    /// source  RFC 9110 section 10.2.1
    [[nodiscard]] std::string methods_allowed(std::string_view path) const;

private:
    std::vector<Route> routes_;
};

}  // namespace entente::http
