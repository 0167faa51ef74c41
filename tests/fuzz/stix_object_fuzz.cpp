// Objects from strangers: parsing ends, and what it gives is canonical, parses again, and stays.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/check.h"
#include "base/random.h"
#include "json/canonical.h"
#include "json/locate.h"
#include "stix/id.h"
#include "stix/parse.h"
#include "stix/upgrade.h"
#include "stix/validate.h"

namespace {

/// The same bytes each time, so that a finding can be repeated.
class CountingRandom : public entente::Random {
public:
    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) byte = static_cast<std::byte>(count_++);
    }

private:
    unsigned count_ = 0;
};

/// What an upgrade gives is canonical, and no longer of STIX 2.0.
void check_upgrade(const entente::json::Value& root) {
    CountingRandom random;
    const auto upgraded = entente::stix::upgrade(root, random);
    if (!upgraded) return;
    for (const auto& text : upgraded->objects) {
        entente::check(entente::json::check_canonical(text).has_value(), "upgraded: canonical");
        const auto again = entente::json::Document::parse(text);
        entente::check(again.has_value(), "upgraded: JSON");
        entente::check(!entente::stix::is_version_20(again->root()), "upgraded: STIX 2.1");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace stix = entente::stix;
    const entente::ByteView text(reinterpret_cast<const char*>(data), size);
    const auto object = stix::parse(text);
    static_cast<void>(entente::json::locate(text, "/a/0"));  // ends, whatever the text is
    if (!object) return 0;
    if (const auto document = entente::json::Document::parse(text)) check_upgrade(document->root());
    const auto& canonical = object->canonical();
    entente::check(entente::json::check_canonical(canonical).has_value(), "canonical");
    const auto again = stix::parse(canonical);
    entente::check(again.has_value(), "the canonical form is an object");
    entente::check(again->canonical() == canonical, "the form is stable");
    entente::check(again->findings().size() == object->findings().size(), "order says nothing");
    for (const auto& reference : object->references()) {
        entente::check(stix::is_id(reference.id), "references are identifiers");
        const auto offset = entente::json::locate(canonical, reference.pointer);
        entente::check(offset && canonical.substr(*offset + 1).starts_with(reference.id),
                       "a pointer leads to what it was made of");
    }
    const bool has_error = std::ranges::any_of(object->findings(), [](const auto& finding) {
        return finding.level == stix::Level::error;
    });
    entente::check(stix::validated(*object).has_value() != has_error, "errors keep it out");
    return 0;
}
