#include "stix/examine.h"

#include <algorithm>

#include "stix/check_extensions.h"
#include "stix/check_external_references.h"
#include "stix/check_identity.h"
#include "stix/check_markings.h"
#include "stix/check_pattern.h"
#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/references.h"
#include "stix/text_forms.h"

namespace entente::stix {
namespace {

constexpr std::string_view common_rule = "STIX 2.1 section 3.2";
constexpr int created_digits_min = 3;  // STIX 2.1 section 3.2: at least milliseconds
constexpr std::array<std::string_view, 4> reserved_names{"severity", "username", "phone_number",
                                                         "action"};

std::optional<Timestamp> time_of(const Found& found, std::string_view name) {
    return read_timestamp(found.text(name));
}

/// Goes through an object once.
class Examination {
public:
    Examination(const json::Value& object, Report& report, ReferenceWalk& references)
        : object_(object),
          report_(report),
          references_(references),
          kind_(kind_of(type_of_object(), object, report)),
          found_(kind_, object) {}

    void run() {
        for (const auto& [name, value] : object_.members()) check_member(name, value);
        check_missing();
        check_identity(found_, report_);
        check_version();
        check_times();
        check_external_references(found_, report_);
        check_pattern(found_, report_);
        check_markings(found_, report_);
        check_extensions(found_, report_);
        if (kind_.also) kind_.also(found_, report_);
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
            refuse_empty_dictionaries(value, report_);
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
        if (name == "defanged" && kind_.family != Family::observable) {
            return report_.error(common_rule, "for observables alone", "remove it");
        }
        const auto level = name.starts_with("x_") ? Level::info : Level::warning;
        if (kind_.type.empty() || !report_.wants(level) || has_toplevel_extension(object_)) return;
        if (level == Level::info) {
            return report_.suggest("STIX 2.1 section 11.1", "a custom property",
                                   "define an extension for it (section 7.3)");
        }
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
        const auto created = time_of(found_, "created");
        const auto modified = time_of(found_, "modified");
        check_precision("created", created);
        check_precision("modified", modified);
        if (created && modified && modified->instant < created->instant) {
            report_order({.earlier = "created", .later = "modified"}, common_rule);
        }
        for (const auto& order : kind_.orders) check_order(order);
    }

    void check_precision(std::string_view name, const std::optional<Timestamp>& time) {
        if (!time || time->fraction_digits >= created_digits_min) return;
        const auto step = report_.into(name);
        report_.error(common_rule, "must be precise to the millisecond",
                      "write three decimals, as 2021-08-24T12:30:00.000Z");
    }

    void check_order(const Order& order) {
        if (!found_.has(order.earlier) || !found_.has(order.later)) return;
        const auto earlier = time_of(found_, order.earlier);
        const auto later = time_of(found_, order.later);
        if (!earlier || !later || earlier->instant < later->instant) return;
        if (earlier->instant == later->instant && !order.is_strict) return;
        report_order(order, kind_.section);
    }

    void report_order(const Order& order, std::string_view rule) {
        const auto step = report_.into(order.later);
        const auto* is_not = order.is_strict ? " is not later than " : " is earlier than ";
        const auto* remedy = order.is_strict ? "set it after " : "set it no earlier than ";
        report_.error(rule, std::string(order.later) + is_not + std::string(order.earlier),
                      remedy + std::string(order.earlier));
    }

    json::Value object_;
    Report& report_;
    ReferenceWalk& references_;
    const Kind& kind_;
    Found found_;
};

void refuse_no_object(Report& report) {
    report.error("STIX 2.1 section 3", "not a JSON object");
}

}  // namespace

Examined examine(const json::Value& object, Strictness strictness) {
    Report report(strictness);
    if (!object.is_object()) {
        refuse_no_object(report);
        return {.common = {}, .references = {}, .findings = report.take()};
    }
    ReferenceWalk references;
    Examination examination(object, report, references);
    examination.run();
    auto common = examination.common_properties();
    common.marking_refs = references.take_markings();
    return {.common = std::move(common),
            .references = references.take_references(),
            .findings = report.take()};
}

void examine_into(Report& report, const json::Value& object) {
    if (!object.is_object()) return refuse_no_object(report);
    ReferenceWalk references(false);
    Examination(object, report, references).run();
}

}  // namespace entente::stix
