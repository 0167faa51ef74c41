#include "channel/admission.h"

#include "base/limits.h"
#include "channel/import.h"
#include "stix/validate.h"

namespace entente::channel {
namespace {

// What one thread gets at once: enough that its start costs nothing beside its work.
constexpr std::size_t offers_bytes = std::size_t{1} << 20;

// A second one waits so that no core does while the first's verdicts are taken.
constexpr std::size_t checking_max = 2;

std::optional<Instant> version_of(const stix::Object& object) {
    if (object.modified()) return object.modified()->instant;
    if (object.created()) return object.created()->instant;
    return std::nullopt;
}

Result<Admitted> admit(stix::Object object, const release::Audience& audience) {
    auto valid = TRY(stix::validated(std::move(object)));
    const auto released =
        TRY(release::Gate::admit(std::move(valid), audience, release::Surface::lane));
    const auto& let_out = released.thing().thing();
    if (let_out.canonical().size() > limits::body_bytes_max) {
        return fail(ErrorKind::exhausted, "the object is larger than 16 MiB", let_out.id(),
                    "split it");
    }
    return Admitted{.id = let_out.id(),
                    .version = version_of(let_out),
                    .canonical = Bytes(let_out.canonical())};
}

Result<Admittance> admit(json::Parser& parser, ByteView text, const release::Audience& audience) {
    auto imported = TRY(import_object(parser, text));
    Admittance admittance{.objects = {}, .changes = std::move(imported.changes)};
    admittance.objects.reserve(imported.objects.size());
    for (auto& object : imported.objects) {
        admittance.objects.push_back(TRY(admit(std::move(object), audience)));
    }
    return admittance;
}

}  // namespace

Admission::Verdicts Admission::check(const Offers& offers, const release::Audience& audience) {
    json::Parser parser;
    Verdicts verdicts;
    verdicts.reserve(offers.size());
    for (const auto& offer : offers) {
        verdicts.push_back({.where = offer.where, .admitted = admit(parser, offer.text, audience)});
    }
    return verdicts;
}

Result<void> Admission::offer(ByteView text, std::string where) {
    offers_.push_back({.text = Bytes(text), .where = std::move(where)});
    offered_bytes_ += text.size();
    if (offered_bytes_ < offers_bytes) return {};
    offered_bytes_ = 0;
    checking_.push(std::async(std::launch::async, [offers = std::exchange(offers_, {}), this] {
        return check(offers, audience_);
    }));
    return checking_.size() > checking_max ? take_next() : Result<void>();
}

Result<void> Admission::take_next() {
    auto verdicts = checking_.front().get();
    checking_.pop();
    for (auto& verdict : verdicts) TRY_VOID(take_(std::move(verdict)));
    return {};
}

Result<void> Admission::finish() {
    auto rest = check(std::exchange(offers_, {}), audience_);
    while (!checking_.empty()) TRY_VOID(take_next());
    for (auto& verdict : rest) TRY_VOID(take_(std::move(verdict)));
    return {};
}

}  // namespace entente::channel
