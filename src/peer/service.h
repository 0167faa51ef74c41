#pragma once
// What a node answers to its peers (design 02-log section 3.11). The caller is whoever its TLS key
// says. What it may not know of and what does not exist give the same 404.

#include "channel/context.h"
#include "http/router.h"
#include "peer/contacts.h"

namespace entente::peer {

/// Adds the routes. All three are borrowed by the handlers for as long as the server runs.
void add_routes(http::Router& router, channel::Context& context, Contacts& contacts);

}  // namespace entente::peer
