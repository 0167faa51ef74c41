#include "age/keys.h"

#include <algorithm>
#include <cstring>

#include "age/bech32.h"

namespace entente::age {
namespace {

constexpr std::string_view recipient_name = "age";
constexpr std::string_view identity_name = "age-secret-key-";

Result<std::array<std::byte, 32>> key_of(std::string_view name, std::string_view text) {
    const auto bytes = TRY(from_bech32(name, text));
    std::array<std::byte, 32> key{};
    if (bytes.size() != key.size()) {
        return fail(ErrorKind::invalid, "a key of another length",
                    "the key " + std::string(name) + "1…", "an X25519 key has 32 bytes");
    }
    std::memcpy(key.data(), bytes.data(), key.size());
    return key;
}

}  // namespace

Identity::Identity(Secret<32> secret)
    : secret_(std::move(secret)), recipient_{crypto::x25519_public(secret_)} {}

Identity Identity::generate(Random& random) {
    return Identity(Secret<32>(random.bytes<32>()));
}

std::string to_text(const Recipient& recipient) {
    return to_bech32(recipient_name, view(recipient.value));
}

Result<Recipient> parse_recipient(std::string_view text) {
    return Recipient{TRY(key_of(recipient_name, text))};
}

std::string to_secret_text(const Identity& identity) {
    auto text = to_bech32(identity_name, view(identity.secret().reveal()));
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    });
    return text;
}

Result<Identity> parse_identity(std::string_view text) {
    return Identity(Secret<32>(TRY(key_of(identity_name, text))));
}

}  // namespace entente::age
