#include "stix/examine.h"

#include <algorithm>

#include "stix/check_extensions.h"
#include "stix/check_markings.h"
#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/references.h"

namespace entente::stix {
namespace {

constexpr std::string_view common_rule = "STIX 2.1 section 3.2";
constexpr int created_digits_min = 3;  // STIX 2.1 section 3.2: at least milliseconds
constexpr std::size_t name_bytes_min = 3;
constexpr std::size_t name_bytes_max = 250;
constexpr std::array<std::string_view, 4> reserved_names{"severity", "username", "phone_number",
                                                         "action"};

bool is_property_name(std::string_view name) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return name.size() >= name_bytes_min && name.size() <= name_bytes_max && name[0] >= 'a' &&
           name[0] <= 'z' && std::ranges::all_of(name, is_allowed);
}

std::optional<Timestamp> time_of(const Found& found, std::string_view name) {
    return read_timestamp(found.text(name));
}

/// Goes through an object once.
class Examination {
public:
    explicit Examination(const json::Value& object)
        : object_(object),
          kind_(kind_of(type_of_object(), object, report_)),
          found_(kind_, object) {}

    Examined run() {
        for (const auto& [name, value] : object_.members()) check_member(name, value);
        check_missing();
        check_identity();
        check_version();
        check_times();
        check_language();
        check_external_references();
        check_markings(found_, report_);
        check_extensions(found_, report_);
        if (kind_.also) kind_.also(found_, report_);
        auto common = common_properties();
        common.marking_refs = references_.take_markings();
        return {.common = std::move(common),
                .references = references_.take_references(),
                .findings = report_.take()};
    }

private:
    [[nodiscard]] std::string_view type_of_object() const {
        const auto type = object_.member("type");
        return type && type->is_string() ? type->as_string().value() : std::string_view();
    }

    void check_member(std::string_view name, const json::Value& value) {
        const auto step = report_.into(name);
        const auto index = kind_.find(name);
        if (index == no_property) {
            check_other(name);
        } else {
            found_.put(index, value);
            const bool is_shared = index < kind_.shared_count;
            check_property(kind_.properties[index], value, is_shared ? common_rule : kind_.section,
                           report_);
        }
        references_.walk(name, value, report_);
    }

    /// A property that the kind does not define.
    void check_other(std::string_view name) {
        if (std::ranges::find(reserved_names, name) != reserved_names.end()) {
            return report_.error("STIX 2.1 section 3.8", "a reserved name", "rename the property");
        }
        if (!is_property_name(name)) {
            return report_.error("STIX 2.1 section 3.1", "not the name of a property",
                                 "use 3 to 250 of a to z, 0 to 9 and _, from a letter on");
        }
        // Of the kinds whose tables are not whole no name can be called unknown.
        const bool is_whole = kind_.family != Family::observable && !kind_.type.empty();
        if (!is_whole || name.starts_with("x_") || has_toplevel_extension(object_)) return;
        report_.warn("STIX 2.1 section 11.1", "this kind of object has no such property",
                     "name custom properties x_..., or define an extension");
    }

    void check_missing() {
        for (std::size_t i = 0; i < kind_.properties.size(); ++i) {
            const auto& property = kind_.properties[i];
            if (!property.is_required || found_.has_at(i)) continue;
            const bool is_shared = i < kind_.shared_count;
            report_.error(is_shared ? common_rule : kind_.section,
                          "the property \"" + std::string(property.name) + "\" is missing",
                          "add it");
        }
    }

    void check_identity() {
        const auto id = found_.text("id");
        const auto type = found_.text("type");
        if (!type.empty() && !is_type_name(type)) {
            const auto step = report_.into("type");
            report_.error("STIX 2.1 section 3.1", "not the name of a type",
                          "use 3 to 250 of a to z, 0 to 9 and -, from a letter on");
        }
        if (!is_id(id) || type_of(id) == type) return;
        const auto step = report_.into("id");
        report_.error("STIX 2.1 section 2.9", "the identifier is that of another type",
                      "begin it with \"" + std::string(type.substr(0, 80)) + "--\"");
    }

    /// STIX 2.0 has no spec_version on objects, or "2.0".
    void check_version() {
        const bool is_given = found_.has("spec_version");
        if (!is_given && kind_.family == Family::observable) return;
        const auto version = found_.text("spec_version");
        if (version == "2.1") return;
        const auto step = report_.into("spec_version");
        if (!is_given || version == "2.0") {
            return report_.error(common_rule, "this looks like STIX 2.0",
                                 "upgrade it to STIX 2.1 first; Entente does not do that yet");
        }
        report_.error(common_rule, "not a version of STIX that is known", "write \"2.1\"");
    }

    void check_times() {
        check_precision("created");
        check_precision("modified");
        check_order({.earlier = "created", .later = "modified"}, common_rule);
        for (const auto& order : kind_.orders) check_order(order, kind_.section);
    }

    void check_precision(std::string_view name) {
        const auto time = time_of(found_, name);
        if (!time || time->fraction_digits >= created_digits_min) return;
        const auto step = report_.into(name);
        report_.error(common_rule, "must be precise to the millisecond",
                      "write three decimals, as 2021-08-24T12:30:00.000Z");
    }

    void check_order(const Order& order, std::string_view rule) {
        const auto earlier = time_of(found_, order.earlier);
        const auto later = time_of(found_, order.later);
        if (!earlier || !later || earlier->instant < later->instant) return;
        if (earlier->instant == later->instant && !order.is_strict) return;
        const auto step = report_.into(order.later);
        const auto* is_not = order.is_strict ? " is not later than " : " is earlier than ";
        const auto* remedy = order.is_strict ? "set it after " : "set it no earlier than ";
        report_.error(rule, std::string(order.later) + is_not + std::string(order.earlier),
                      remedy + std::string(order.earlier));
    }

    void check_language() {
        if (!found_.has("lang") || is_language(found_.text("lang"))) return;
        const auto step = report_.into("lang");
        report_.error(common_rule, "not a language code (RFC 5646)", "write one, as \"en\"");
    }

    void check_external_references() {
        const auto list = found_.get("external_references");
        if (!list) return;
        const auto step = report_.into("external_references");
        std::size_t index = 0;
        for (const auto& reference : list->elements()) {
            const auto inner = report_.into(index++);
            if (!reference.is_object() || reference.member("description") ||
                reference.member("url") || reference.member("external_id")) {
                continue;
            }
            report_.error("STIX 2.1 section 2.5.2", "must say more than source_name",
                          "add description, url or external_id");
        }
    }

    [[nodiscard]] CommonProperties common_properties() const {
        const auto revoked = found_.get("revoked");
        return {.type = std::string(found_.text("type")),
                .id = std::string(found_.text("id")),
                .spec_version = std::string(found_.text("spec_version")),
                .created = time_of(found_, "created"),
                .modified = time_of(found_, "modified"),
                .created_by_ref = std::string(found_.text("created_by_ref")),
                .is_revoked = revoked && revoked->as_bool().value_or(false)};
    }

    json::Value object_;
    Report report_;
    const Kind& kind_;
    Found found_;
    ReferenceWalk references_;
};

}  // namespace

Examined examine(const json::Value& object) {
    if (object.is_object()) return Examination(object).run();
    Report report;
    report.error("STIX 2.1 section 3", "not a JSON object");
    return {.common = {}, .references = {}, .findings = report.take()};
}

}  // namespace entente::stix
