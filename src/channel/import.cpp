#include "channel/import.h"

#include <algorithm>
#include <cstring>

#include "base/random.h"
#include "crypto/sha256.h"
#include "stix/parse.h"
#include "stix/tlp.h"

namespace entente::channel {
namespace {

/// Bytes that follow from a text. For identifiers alone: whoever has the text can tell them.
class RepeatedBytes final : public Random {
public:
    explicit RepeatedBytes(ByteView text) : block_(crypto::sha256({text})) {}

    void fill(std::span<std::byte> out) override {
        while (!out.empty()) {
            const ByteView last(reinterpret_cast<const char*>(block_.data()), block_.size());
            block_ = crypto::sha256({last});
            const auto size = std::min(out.size(), block_.size());
            std::memcpy(out.data(), block_.data(), size);
            out = out.subspan(size);
        }
    }

private:
    crypto::Digest block_;
};

/// Whether it is worth asking if the object is one of STIX 2.0: those have an error at least, for
/// they do not say "2.1", and what is valid needs no second look.
bool may_be_version_20(const stix::Object& object) {
    const auto is_error = [](const stix::Finding& one) { return one.level == stix::Level::error; };
    return object.spec_version() != "2.1" && std::ranges::any_of(object.findings(), is_error);
}

bool is_tlp_1(std::string_view id) {
    return stix::tlp_2_of(id) != id;
}

bool has_tlp_1(const stix::Object& object) {
    const auto& markings = object.marking_refs();
    return is_tlp_1(object.id()) ||
           std::ranges::any_of(markings, [](const auto& marking) { return is_tlp_1(marking.id); });
}

Imported unchanged(stix::Object object) {
    Imported imported;
    imported.objects.push_back(std::move(object));
    return imported;
}

}  // namespace

Result<Imported> import_object(json::Parser& parser, ByteView text) {
    auto object = TRY(stix::parse(parser, text));
    if (!may_be_version_20(object) && !has_tlp_1(object)) return unchanged(std::move(object));
    const auto root = TRY(parser.parse(text));
    RepeatedBytes random(object.canonical());
    auto upgraded = TRY(stix::upgrade(root, random));
    if (upgraded.changes.empty()) return unchanged(std::move(object));
    Imported imported{.objects = {}, .changes = std::move(upgraded.changes)};
    for (const auto& each : upgraded.objects) {
        imported.objects.push_back(TRY(stix::parse(parser, each)));
    }
    return imported;
}

}  // namespace entente::channel
