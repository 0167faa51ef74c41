#include "channel/alarm_json.h"

namespace entente::channel {
namespace {

json::Array array_of(const std::vector<std::string>& texts) {
    json::Array array;
    for (const auto& text : texts) array.add(text);
    return array;
}

json::Object head_object(const lane::Head& head) {
    json::Object object;
    object.add("root", to_base64(view(head.root)));
    object.add("size", head.size.value());
    return object;
}

json::Object alarm_object(const Alarm& alarm) {
    json::Object object;
    object.add("certain", array_of(alarm.certain));
    object.add("done", array_of(alarm.done));
    object.add("headline", alarm.headline);
    object.add("lines", array_of(lines_of(alarm)));
    object.add("not_certain", alarm.not_certain);
    object.add("to_do", array_of(alarm.to_do));
    return object;
}

std::string_view state_of(const Dispute& dispute) {
    if (dispute.is_frozen()) return "frozen";
    return dispute.resolution ? "resolved" : "reader accused";
}

}  // namespace

json::Object json_of(const lane::ProvenEvidence& evidence) {
    json::Object object;
    object.add("accused", lane::to_hex(evidence.accused()));
    if (const auto& common = evidence.evidence().common) {
        object.add("agreed_entries", common->size.value());
    }
    object.add("file", evidence_name(evidence) + ".json");
    object.add("kind", lane::to_text(evidence.evidence().kind));
    object.add("lane", lane::to_hex(evidence.evidence().lane));
    object.add("larger", head_object(evidence.larger()));
    object.add("smaller", head_object(evidence.smaller()));
    return object;
}

json::Object json_of(const Directory& directory, const Dispute& dispute) {
    json::Array evidence;
    for (const auto& one : dispute.evidence) evidence.add(json_of(one));
    json::Object object;
    object.add("alarm", alarm_object(alarm_of(directory, dispute)));
    if (dispute.differs_from) object.add("differs_from", dispute.differs_from->value());
    object.add("evidence", evidence);
    object.add("found", to_milliseconds_text(dispute.found));
    object.add("lane", lane::to_hex(dispute.lane));
    if (dispute.resolution) {
        json::Object resolution;
        resolution.add("reason", dispute.resolution->reason);
        if (dispute.resolution->successor) {
            resolution.add("successor", lane::to_hex(*dispute.resolution->successor));
        }
        resolution.add("time", to_milliseconds_text(dispute.resolution->time));
        object.add("resolution", resolution);
    }
    object.add("state", state_of(dispute));
    return object;
}

}  // namespace entente::channel
