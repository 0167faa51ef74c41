// What docs/STIX.md shows: findings, a deterministic identifier, a pattern against an observation.
#include <cstdio>
#include <json/value.h>
#include <stix/deterministic_id.h>
#include <stix/match/match.h>
#include <stix/pattern/parse.h>
#include <stix/validate.h>
#include <string_view>

namespace {

namespace stix = entente::stix;

constexpr std::string_view address = R"({
  "type": "ipv4-addr", "spec_version": "2.1",
  "id": "ipv4-addr--5853f6a4-638f-5b4e-9b0f-ded361ae3812", "value": "198.51.100.300"})";

constexpr std::string_view bundle = R"({
  "type": "bundle", "id": "bundle--44af6c39-c09b-49c5-9de2-394224b04982", "objects": [
    {"type": "observed-data", "spec_version": "2.1",
     "id": "observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf",
     "created": "2021-08-24T00:00:00.000Z", "modified": "2021-08-24T00:00:00.000Z",
     "first_observed": "2021-08-23T00:00:00Z", "last_observed": "2021-08-23T00:00:00Z",
     "number_observed": 1, "object_refs": ["domain-name--3c10e93f-798e-5a26-a0c1-08156efab7f5"]},
    {"type": "domain-name", "spec_version": "2.1",
     "id": "domain-name--3c10e93f-798e-5a26-a0c1-08156efab7f5", "value": "example.com"}]})";

entente::Result<void> show() {
    entente::json::Parser parser;
    const auto object = parser.parse(address);
    if (!object) return std::unexpected(object.error());
    for (const auto& found : stix::validate(*object)) {
        std::printf("%s %s: %s\n", to_text(found.level), found.pointer.c_str(),
                    std::string(found.rule).c_str());
    }
    const auto id = stix::deterministic_id(*object);
    if (!id) return std::unexpected(id.error());
    std::printf("id %s\n", id->text().c_str());

    auto pattern = stix::pattern::parse("[domain-name:value LIKE '%.com']");
    if (!pattern) return std::unexpected(pattern.error());
    const auto compiled = stix::match::compile(std::move(*pattern));
    if (!compiled) return std::unexpected(compiled.error());
    const auto document = parser.parse(bundle);
    if (!document) return std::unexpected(document.error());
    const auto observations = stix::match::read_bundle(*document);
    if (!observations) return std::unexpected(observations.error());
    const auto outcome = stix::match::match(*compiled, *observations);
    std::printf("matches %zu\n", outcome.bindings.size());
    return {};
}

}  // namespace

int main() {
    const auto shown = show();
    if (shown) return 0;
    std::fprintf(stderr, "%s\n", shown.error().what.c_str());
    return 1;
}
