#include "stix/difference.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "json/canonical.h"
#include "json/pointer.h"
#include "stix/latest.h"
#include "stix/title.h"
#include "stix/versions.h"

namespace entente::stix {
namespace {

using Values = std::vector<json::Value>;

bool is_same(const json::Value& a, const json::Value& b);

bool has_same_members(const json::Value& a, const json::Value& b) {
    std::size_t count = 0;
    for (const auto& [name, value] : a.members()) {
        const auto other = b.member(name);
        if (!other || !is_same(value, *other)) return false;
        ++count;
    }
    return std::ranges::distance(b.members()) == std::ptrdiff_t(count);
}

/// As deep as the parser lets a value be.
bool is_same(const json::Value& a, const json::Value& b) {
    if (a.is_object() && b.is_object()) return has_same_members(a, b);
    if (a.is_array() && b.is_array()) {
        return std::ranges::equal(a.elements(), b.elements(), is_same);
    }
    if (a.is_string() && b.is_string()) return a.as_string().value() == b.as_string().value();
    if (a.is_integer() && b.is_integer() && a.as_integer() && b.as_integer()) {
        return a.as_integer().value() == b.as_integer().value();
    }
    if (a.is_number() && b.is_number()) return a.as_number().value() == b.as_number().value();
    if (a.is_bool() && b.is_bool()) return a.as_bool().value() == b.as_bool().value();
    return a.is_null() && b.is_null();
}

/// Collects what differs; pointer_ leads to where it looks.
class Comparison {
public:
    Result<void> compare(const json::Value& before, const json::Value& after) {
        if (before.is_object() && after.is_object()) return compare_members(before, after);
        if (before.is_array() && after.is_array()) return compare_elements(before, after);
        if (is_same(before, after)) return {};
        return add(&before, &after);
    }

    std::vector<ValueChange> take() && { return std::move(changes_); }

private:
    template <class Step, class Then>
    Result<void> at(Step step, Then then) {
        const auto size = pointer_.size();
        json::append_step(pointer_, step);
        auto done = then();
        pointer_.resize(size);
        return done;
    }

    Result<void> add(const json::Value* before, const json::Value* after) {
        ValueChange change{.pointer = pointer_, .before = {}, .after = {}};
        if (before) change.before = TRY(json::canonical(*before));
        if (after) change.after = TRY(json::canonical(*after));
        changes_.push_back(std::move(change));
        return {};
    }

    Result<void> compare_members(const json::Value& before, const json::Value& after) {
        for (const auto& [name, value] : after.members()) {
            const auto known = before.member(name);
            TRY_VOID(
                at(name, [&] { return known ? compare(*known, value) : add(nullptr, &value); }));
        }
        for (const auto& [name, value] : before.members()) {
            if (!after.member(name)) TRY_VOID(at(name, [&] { return add(&value, nullptr); }));
        }
        return {};
    }

    Result<void> compare_elements(const json::Value& before, const json::Value& after) {
        const Values old(before.elements().begin(), before.elements().end());
        const Values young(after.elements().begin(), after.elements().end());
        const auto shorter = std::min(old.size(), young.size());
        std::size_t start = 0;
        while (start < shorter && is_same(old[start], young[start])) ++start;
        std::size_t tail = 0;
        while (tail < shorter - start &&
               is_same(old[old.size() - 1 - tail], young[young.size() - 1 - tail])) {
            ++tail;
        }
        return compare_between(old, young, start, tail);
    }

    Result<void> compare_between(const Values& old, const Values& young, std::size_t start,
                                 std::size_t tail) {
        const auto old_end = old.size() - tail;
        const auto young_end = young.size() - tail;
        for (auto i = start; i < std::max(old_end, young_end); ++i) {
            const auto* before = i < old_end ? &old[i] : nullptr;
            const auto* after = i < young_end ? &young[i] : nullptr;
            TRY_VOID(at(i, [&] {
                return before && after ? compare(*before, *after) : add(before, after);
            }));
        }
        return {};
    }

    std::string pointer_;
    std::vector<ValueChange> changes_;
};

ObjectChange change_of(ObjectChange::Kind kind, const Identified& one) {
    return {.kind = kind,
            .id = std::string(one.id),
            .title = title_of(one.object),
            .changes = {},
            .findings = {}};
}

}  // namespace

Result<std::vector<ValueChange>> changes_between(const json::Value& before,
                                                 const json::Value& after) {
    Comparison comparison;
    TRY_VOID(comparison.compare(before, after));
    return std::move(comparison).take();
}

Result<Difference> difference_between(std::span<const json::Value> before,
                                      std::span<const json::Value> after) {
    const auto old = TRY(latest_versions(before));
    const auto young = TRY(latest_versions(after));
    std::unordered_map<std::string_view, json::Value> known;
    for (const auto& [id, object] : old) known.emplace(id, object);
    Difference difference;
    std::set<std::string_view> met;
    for (const auto& one : young) {
        const auto found = known.find(one.id);
        if (found == known.end()) {
            difference.objects.push_back(change_of(ObjectChange::Kind::added, one));
            continue;
        }
        met.insert(one.id);
        auto change = change_of(ObjectChange::Kind::changed, one);
        change.changes = TRY(changes_between(found->second, one.object));
        if (change.changes.empty()) {
            ++difference.same;
            continue;
        }
        change.findings = compare_versions(found->second, one.object);
        difference.objects.push_back(std::move(change));
    }
    for (const auto& one : old) {
        if (met.contains(one.id)) continue;
        difference.objects.push_back(change_of(ObjectChange::Kind::removed, one));
    }
    return difference;
}

}  // namespace entente::stix
