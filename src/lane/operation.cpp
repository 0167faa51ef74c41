#include "lane/operation.h"

#include <algorithm>

#include "base/limits.h"
#include "json/canonical.h"
#include "json/value.h"
#include "json/write.h"

namespace entente::lane {
namespace {

constexpr std::string_view lane_name = "lane";
constexpr std::string_view seen_name = "seen";
constexpr std::string_view evidence_name = "evidence";
constexpr std::string_view recall_name = "recall";
constexpr std::string_view erased_name = "erased";
constexpr std::string_view released_name = "released";
constexpr std::string_view close_name = "close";
constexpr std::string_view hide_action = "hide";
constexpr std::string_view erase_action = "erase";

std::unexpected<Error> refuse(const char* what, const std::string& where,
                              const char* remedy = "see design 02-log section 3.5") {
    return fail(ErrorKind::invalid, what, where, remedy);
}

Result<json::Value> field(const json::Value& object, std::string_view name) {
    const auto value = object.member(name);
    if (value) return *value;
    return refuse("a field is missing", object.pointer() + "/" + std::string(name));
}

Result<std::string_view> text_field(const json::Value& object, std::string_view name) {
    const auto value = TRY(field(object, name));
    return value.as_string();
}

template <class Id>
Result<Id> id_field(const json::Value& object, std::string_view name) {
    const auto text = TRY(text_field(object, name));
    return parse_id<Id>(text);
}

Result<crypto::PublicKey> key_field(const json::Value& object, std::string_view name) {
    const auto text = TRY(text_field(object, name));
    const auto bytes = TRY(from_base64(text));
    return crypto::import_public_key(bytes);
}

Result<std::vector<PartyId>> decode_parties(const json::Value& list) {
    std::vector<PartyId> parties;
    if (!list.is_array()) return refuse("the parties are a list", list.pointer());
    for (const auto& element : list.elements()) {
        if (parties.size() == limits::audience_max) {
            return refuse("there are at most 32 parties", element.pointer());
        }
        const auto text = TRY(element.as_string());
        const auto party = TRY(parse_id<PartyId>(text));
        if (!parties.empty() && party <= parties.back()) {
            return refuse("the parties are not sorted, or one is named twice", element.pointer());
        }
        parties.push_back(party);
    }
    return parties;
}

Result<LaneOpening> decode_opening(const json::Value& root) {
    const auto audience_list = TRY(field(root, "audience"));
    auto audience = TRY(decode_parties(audience_list));
    const auto channel = TRY(id_field<ChannelId>(root, "channel"));
    const auto charter_text = TRY(text_field(root, "charter"));
    const auto charter = TRY(digest_from_hex(charter_text));
    const auto log_key = TRY(key_field(root, "log_pub"));
    const auto nonce_text = TRY(text_field(root, "nonce"));
    const auto nonce = TRY(digest_from_hex(nonce_text));
    const auto writer = TRY(id_field<PartyId>(root, "writer"));
    if (!std::ranges::binary_search(audience, writer)) {
        return refuse("the writer is not in the audience", "/audience");
    }
    return LaneOpening{.channel = channel,
                       .charter = charter,
                       .writer = writer,
                       .audience = std::move(audience),
                       .log_key = log_key,
                       .nonce = nonce};
}

Result<Head> decode_head(const json::Value& object) {
    const auto lane = TRY(id_field<LaneId>(object, "lane"));
    const auto root_text = TRY(text_field(object, "root"));
    const auto root = TRY(digest_from_base64(root_text));
    const auto size_value = TRY(field(object, "size"));
    const auto size = TRY(size_value.as_integer());
    if (size < 1) return refuse("a head has a size of at least 1", size_value.pointer());
    return Head{.lane = lane, .size = TreeSize(static_cast<std::uint64_t>(size)), .root = root};
}

Result<Seen> decode_seen(const json::Value& root) {
    const auto list = TRY(field(root, "heads"));
    if (!list.is_array()) return refuse("the heads are a list", list.pointer());
    Seen seen;
    for (const auto& element : list.elements()) {
        const auto head = TRY(decode_head(element));
        if (!seen.heads.empty() && head.lane <= seen.heads.back().lane) {
            return refuse("the heads are not sorted, or one lane stands twice", element.pointer());
        }
        seen.heads.push_back(head);
    }
    return seen;
}

Result<EvidenceNotice> decode_notice(const json::Value& root) {
    EvidenceNotice notice{};
    notice.kind = TRY(text_field(root, "kind"));
    const auto digest = TRY(text_field(root, "sha256"));
    notice.digest = TRY(digest_from_hex(digest));
    if (const auto file = root.member("file")) notice.file = TRY(file->as_string());
    const bool is_its_file = notice.file.empty() || crypto::sha256({notice.file}) == notice.digest;
    if (!is_its_file) return refuse("the file is not the one that is named", "/sha256");
    return notice;
}

Result<Recall> decode_recall(const json::Value& root) {
    const auto action = TRY(text_field(root, "action"));
    if (action != hide_action && action != erase_action) {
        return refuse("a recall asks to hide or to erase", "/action");
    }
    const auto entry = TRY(id_field<EntryId>(root, "entry"));
    const auto reason = TRY(text_field(root, "reason"));
    return Recall{.entry = entry,
                  .action = action == hide_action ? RecallAction::hide : RecallAction::erase,
                  .reason = std::string(reason)};
}

Result<Erased> decode_erased(const json::Value& root) {
    const auto entry = TRY(id_field<EntryId>(root, "entry"));
    const auto reason = TRY(text_field(root, "reason"));
    Erased erased{.entry = entry, .reason = std::string(reason), .request = std::nullopt};
    if (root.member("request")) erased.request = TRY(id_field<EntryId>(root, "request"));
    return erased;
}

Result<Released> decode_released(const json::Value& root) {
    const auto entry = TRY(id_field<EntryId>(root, "entry"));
    const auto list = TRY(field(root, "to"));
    auto to = TRY(decode_parties(list));
    if (to.empty()) return refuse("it was released to nobody", list.pointer());
    return Released{.entry = entry, .to = std::move(to)};
}

Result<Close> decode_close(const json::Value& root) {
    const auto reason = TRY(text_field(root, "reason"));
    return Close{.reason = std::string(reason)};
}

/// The operation, if `body` is all that it says: known operations have no other fields.
template <class Known>
Result<Operation> only(Known known, ByteView body) {
    if (encode_operation(known) == body) return Operation(std::move(known));
    return refuse("an operation of this name has no such fields", "/",
                  "write a field that is new in an operation of a new name");
}

std::string list_of(const std::vector<PartyId>& parties) {
    std::string list;
    for (const auto& party : parties) {
        list += (list.empty() ? R"(")" : R"(,")") + to_hex(party) + R"(")";
    }
    return "[" + list + "]";
}

}  // namespace

Bytes encode_operation(const LaneOpening& opening) {
    return R"({"audience":)" + list_of(opening.audience) + R"(,"channel":")" +
           to_hex(opening.channel) + R"(","charter":")" + entente::to_hex(view(opening.charter)) +
           R"(","log_pub":")" + to_base64(view(opening.log_key.bytes)) + R"(","nonce":")" +
           entente::to_hex(view(opening.nonce)) + R"(","op":"lane","writer":")" +
           to_hex(opening.writer) + R"("})";
}

Bytes encode_operation(const Seen& seen) {
    std::string heads;
    for (const auto& head : seen.heads) {
        if (!heads.empty()) heads += ",";
        heads += R"({"lane":")" + to_hex(head.lane) + R"(","root":")" + to_base64(view(head.root)) +
                 R"(","size":)" + std::to_string(head.size.value()) + "}";
    }
    return R"({"heads":[)" + heads + R"(],"op":"seen"})";
}

Bytes encode_operation(const EvidenceNotice& notice) {
    json::Object object;
    if (!notice.file.empty()) object.add("file", notice.file);
    object.add("kind", notice.kind);
    object.add("op", evidence_name);
    object.add("sha256", entente::to_hex(view(notice.digest)));
    return object.text();
}

Bytes encode_operation(const Recall& recall) {
    json::Object object;
    object.add("action", recall.action == RecallAction::hide ? hide_action : erase_action);
    object.add("entry", to_hex(recall.entry));
    object.add("op", recall_name);
    object.add("reason", recall.reason);
    return object.text();
}

Bytes encode_operation(const Erased& erased) {
    json::Object object;
    object.add("entry", to_hex(erased.entry));
    object.add("op", erased_name);
    object.add("reason", erased.reason);
    if (erased.request) object.add("request", to_hex(*erased.request));
    return object.text();
}

Bytes encode_operation(const Released& released) {
    json::Object object;
    object.add("entry", to_hex(released.entry));
    object.add("op", released_name);
    object.add_raw("to", list_of(released.to));
    return object.text();
}

Bytes encode_operation(const Close& close) {
    json::Object object;
    object.add("op", close_name);
    object.add("reason", close.reason);
    return object.text();
}

Result<Operation> decode_operation(ByteView body) {
    TRY_VOID(json::check_canonical(body));
    const auto document = TRY(json::Document::parse(body));
    const auto root = document.root();
    if (!root.is_object()) return refuse("an operation is an object", "/");
    const auto name = TRY(text_field(root, "op"));
    if (name == lane_name) {
        auto opening = TRY(decode_opening(root));
        return only(std::move(opening), body);
    }
    if (name == seen_name) {
        auto seen = TRY(decode_seen(root));
        return only(std::move(seen), body);
    }
    if (name == evidence_name) {
        auto notice = TRY(decode_notice(root));
        return only(std::move(notice), body);
    }
    if (name == recall_name) {
        auto recall = TRY(decode_recall(root));
        return only(std::move(recall), body);
    }
    if (name == erased_name) {
        auto erased = TRY(decode_erased(root));
        return only(std::move(erased), body);
    }
    if (name == released_name) {
        auto released = TRY(decode_released(root));
        return only(std::move(released), body);
    }
    if (name == close_name) {
        auto close = TRY(decode_close(root));
        return only(std::move(close), body);
    }
    return Operation(UnknownOperation{.name = std::string(name)});
}

}  // namespace entente::lane
