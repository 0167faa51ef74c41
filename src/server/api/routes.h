#pragma once
// What each family of routes adds. One family, one file.

#include <string>

#include "base/result.h"
#include "http/router.h"
#include "json/value.h"
#include "json/write.h"
#include "server/api/api.h"

namespace entente::server::api {

/// A request and what it may work with.
struct Call {
    Parts& parts;
    http::Request& request;
};

using Verb = Result<http::Response> (*)(const Call&);

/// Adds one route; an Error becomes problem details.
void add_route(http::Router& router, Parts& parts, std::string method, std::string_view path,
               Verb verb, http::RouteOptions options = {});

void add_peer_routes(http::Router& router, Parts& parts);        ///< peers.cpp
void add_channel_routes(http::Router& router, Parts& parts);     ///< channels.cpp
void add_object_routes(http::Router& router, Parts& parts);      ///< objects.cpp
void add_put_route(http::Router& router, Parts& parts);          ///< put.cpp
void add_assessment_routes(http::Router& router, Parts& parts);  ///< assessments.cpp
void add_bundle_routes(http::Router& router, Parts& parts);      ///< bundles.cpp
void add_recover_route(http::Router& router, Parts& parts);      ///< recover.cpp
void add_evidence_routes(http::Router& router, Parts& parts);    ///< evidence.cpp
void add_proof_routes(http::Router& router, Parts& parts);       ///< proofs.cpp
void add_recall_routes(http::Router& router, Parts& parts);      ///< recalls.cpp
void add_status_route(http::Router& router, Parts& parts);       ///< status.cpp

/// Every disputed lane, in the words for an operator: evidence.cpp.
json::Array disputes_of(const channel::Context& context);

/// The text of a member of the request's body; empty if there is none.
///
/// errors  invalid: not a text
Result<std::string> text_member(const json::Value& body, std::string_view name);

/// The channel that the query's "channel" names; without one, the only channel there is.
///
/// errors  not_found: none, or there are several and none is named
Result<channel::SignedCharter> channel_of(const Call& call);

/// The parties that the query's "to" names, each in one of its own.
///
/// errors  as Directory::find_party
Result<std::vector<lane::PartyId>> recipients_of(const Call& call);

/// A number of the query, or `otherwise`.
///
/// errors  invalid: not a number
Result<std::uint64_t> number_of(const Call& call, std::string_view name, std::uint64_t otherwise);

}  // namespace entente::server::api
