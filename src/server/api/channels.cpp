// The channels of this node: list, propose, invite, join.
#include "channel/found.h"
#include "channel/lanes.h"
#include "json/value.h"
#include "json/write.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

std::string state_of(const channel::Directory& directory, const channel::SignedCharter& charter) {
    if (directory.is_founded(charter)) return "founded";
    const auto self = directory.card(directory.self());
    const bool is_ours = self && channel::is_signed_by(charter, self->card);
    return is_ours ? "waiting for the others" : "invited";
}

/// Who shares what: every audience that has a lane here, with what its members compare.
Result<json::Array> audiences_of(const Call& call, const lane::ChannelId& channel) {
    const auto& context = call.parts.context;
    json::Array array;
    const auto audiences = TRY(channel::audiences_of(context, channel));
    for (const auto& audience : audiences) {
        json::Array parties;
        for (const auto& party : audience) parties.add(context.directory.name_of(party));
        json::Object object;
        object.add("fingerprint", TRY(channel::transcript_fingerprint(context, channel, audience)));
        object.add("parties", parties);
        array.add(object);
    }
    return array;
}

Result<json::Object> channel_object(const Call& call, const channel::SignedCharter& charter) {
    const auto& directory = call.parts.context.directory;
    json::Array parties;
    for (const auto& party : charter.charter.parties) {
        const auto card = directory.card(party.id);
        json::Object object;
        object.add("id", lane::to_hex(party.id));
        object.add("name", card ? card->card.name : "");
        const auto lane = TRY(channel::lane_of(call.parts.context, charter.channel(), party.id));
        object.add("opened", lane.has_value());
        object.add("signed", card && channel::is_signed_by(charter, card->card));
        parties.add(object);
    }
    json::Object object;
    object.add("audiences", TRY(audiences_of(call, charter.channel())));
    object.add("charter", lane::encode_note(charter.note));
    object.add("fingerprint",
               TRY(channel::transcript_fingerprint(call.parts.context, charter.channel())));
    object.add("id", lane::to_hex(charter.channel()));
    object.add("parties", parties);
    object.add("state", state_of(directory, charter));
    object.add("subject", charter.charter.subject);
    return object;
}

Result<http::Response> list(const Call& call) {
    json::Array channels;
    for (const auto& charter : call.parts.context.directory.charters()) {
        channels.add(TRY(channel_object(call, charter)));
    }
    json::Object answer;
    answer.add("channels", channels);
    return http::json_response(200, answer.text());
}

/// {"subject": text, "with": [name or id, ...]}
Result<http::Response> propose(const Call& call) {
    const auto document = TRY(json::Document::parse(call.request.body));
    const auto subject = document.root().member("subject");
    const auto with = document.root().member("with");
    if (!subject || !with || !with->is_array()) {
        return fail(ErrorKind::invalid, "the body has no \"subject\" and \"with\"", "the body");
    }
    std::vector<channel::SignedCard> others;
    for (const auto& name : with->elements()) {
        const auto text = TRY(name.as_string());
        others.push_back(TRY(call.parts.context.directory.find_party(text)));
    }
    const auto name = TRY(subject->as_string());
    const auto charter =
        TRY(channel::propose_channel(call.parts.context, std::string(name), others));
    call.parts.peers_changed();
    const auto object = TRY(channel_object(call, charter));
    return http::json_response(201, object.text());
}

/// The body is a charter from a file, or empty: then the channel that is named is here already.
Result<http::Response> join(const Call& call) {
    auto& context = call.parts.context;
    if (!call.request.body.empty()) {
        const auto offered = TRY(channel::decode_charter(call.request.body));
        TRY_VOID(context.directory.merge_charter(offered));
        const auto charter = TRY(context.directory.charter(offered.channel()));
        const auto joined = TRY(channel::join_channel(context, charter));
        const auto object = TRY(channel_object(call, joined));
        return http::json_response(200, object.text());
    }
    const auto charter = TRY(channel_of(call));
    const auto joined = TRY(channel::join_channel(context, charter));
    const auto object = TRY(channel_object(call, joined));
    return http::json_response(200, object.text());
}

Result<http::Response> one(const Call& call) {
    const auto charter = TRY(channel_of(call));
    const auto object = TRY(channel_object(call, charter));
    return http::json_response(200, object.text());
}

}  // namespace

void add_channel_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/channels", &list);
    add_route(router, parts, "POST", "/api/v1/channels", &propose);
    add_route(router, parts, "GET", "/api/v1/channel", &one);
    add_route(router, parts, "POST", "/api/v1/channel/join", &join);
}

}  // namespace entente::server::api
