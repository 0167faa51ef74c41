#include "age/file_key.h"

#include <algorithm>
#include <cstring>

#include "base/encoding.h"
#include "crypto/aead.h"
#include "crypto/key_derivation.h"

namespace entente::age {
namespace {

constexpr std::string_view x25519_type = "X25519";
constexpr std::string_view x25519_info = "age-encryption.org/v1/X25519";
constexpr std::string_view scrypt_type = "scrypt";
constexpr std::string_view scrypt_salt_start = "age-encryption.org/v1/scrypt";
constexpr std::size_t scrypt_salt_bytes = 16;
constexpr unsigned work_factor = 18;      // about a second; what age writes
constexpr unsigned work_factor_max = 22;  // 4 GiB of memory; what age takes
constexpr std::size_t wrapped_bytes = 16 + crypto::tag_bytes;

std::unexpected<Error> broken(std::string what) {
    return fail(ErrorKind::invalid, std::move(what), "age header",
                "ask for the file again: it is not what age writes");
}

/// `size` bytes in canonical base64 without padding.
Result<Bytes> bytes_of(std::string_view text, std::size_t size) {
    auto bytes = from_bare_base64(text);
    if (bytes && bytes->size() == size) return bytes;
    return broken("an argument is not " + std::to_string(size) + " bytes in base64");
}

Result<FileKey> key_of(const Bytes& bytes) {
    std::array<std::byte, 16> key{};
    std::memcpy(key.data(), bytes.data(), key.size());
    return FileKey(key);
}

/// The key under which the file's key is sealed for the owner of `recipient`.
Secret<32> wrapping_key(const Secret<32>& shared, const crypto::X25519Public& share,
                        const Recipient& recipient) {
    const auto salt = Bytes(view(share)) + Bytes(view(recipient.value));
    return crypto::hkdf_sha256(view(shared.reveal()), salt, x25519_info);
}

Result<crypto::X25519Public> share_of(const Stanza& stanza) {
    if (stanza.arguments.size() != 2) return broken("an X25519 line has one argument");
    if (stanza.body.size() != wrapped_bytes) return broken("a sealed key of another length");
    crypto::X25519Public share{};
    const auto bytes = TRY(bytes_of(stanza.arguments[1], share.size()));
    std::memcpy(share.data(), bytes.data(), share.size());
    return share;
}

/// Nothing if the stanza is for somebody else.
Result<std::optional<Bytes>> open_with(const Stanza& stanza, const Identity& identity) {
    const auto share = TRY(share_of(stanza));
    const auto shared = crypto::x25519_shared(identity.secret(), share);
    if (!shared) return broken(shared.error().what);
    const auto key = wrapping_key(*shared, share, identity.recipient());
    return crypto::open(key, {}, stanza.body);
}

bool is_of_type(const Stanza& stanza, std::string_view type) {
    return stanza.arguments.front() == type;
}

bool has_scrypt(const Header& header) {
    return std::ranges::any_of(header.stanzas,
                               [](const Stanza& one) { return is_of_type(one, scrypt_type); });
}

/// Decimal, without a sign or a zero before it.
Result<unsigned> work_factor_of(const std::string& text) {
    const bool is_number = !text.empty() && text.size() <= 2 && text.front() != '0' &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) return broken("the work factor is no number from 1 to 22");
    unsigned factor = 0;
    for (const char c : text) factor = factor * 10 + static_cast<unsigned>(c - '0');
    if (factor > work_factor_max) return broken("the work factor is above 22");
    return factor;
}

}  // namespace

Result<Stanza> wrap(const FileKey& key, const Recipient& recipient, Random& random) {
    const Identity once = Identity::generate(random);
    const auto& share = once.recipient().value;
    const auto shared = TRY(crypto::x25519_shared(once.secret(), recipient.value));
    const auto sealed =
        crypto::seal(wrapping_key(shared, share, recipient), {}, view(key.reveal()));
    return Stanza{.arguments = {std::string(x25519_type), to_bare_base64(view(share))},
                  .body = sealed};
}

Result<Stanza> wrap(const FileKey& key, std::string_view passphrase, Random& random) {
    const auto bytes = random.bytes<scrypt_salt_bytes>();
    const auto salt = Bytes(scrypt_salt_start) + Bytes(view(bytes));
    const auto wrapping = crypto::scrypt(passphrase, salt, work_factor);
    if (!wrapping) return std::unexpected(wrapping.error());
    return Stanza{.arguments = {std::string(scrypt_type), to_bare_base64(view(bytes)),
                                std::to_string(work_factor)},
                  .body = crypto::seal(*wrapping, {}, view(key.reveal()))};
}

Result<FileKey> unwrap(const Header& header, std::span<const Identity> identities) {
    if (has_scrypt(header)) {
        if (header.stanzas.size() > 1) return broken("a passphrase beside other recipients");
        return fail(ErrorKind::refused, "it is sealed with a passphrase", "age header",
                    "give the passphrase");
    }
    for (const auto& stanza : header.stanzas) {
        if (!is_of_type(stanza, x25519_type)) continue;
        for (const auto& identity : identities) {
            const auto key = TRY(open_with(stanza, identity));
            if (key) return key_of(*key);
        }
    }
    return fail(ErrorKind::refused, "it is not sealed for this key", "age header",
                "ask the sender which of our keys it used: we may have replaced it");
}

Result<FileKey> unwrap(const Header& header, std::string_view passphrase) {
    if (!has_scrypt(header)) {
        return fail(ErrorKind::refused, "it is not sealed with a passphrase", "age header",
                    "give the key that it is sealed for");
    }
    if (header.stanzas.size() > 1) return broken("a passphrase beside other recipients");
    const auto& stanza = header.stanzas.front();
    if (stanza.arguments.size() != 3) return broken("an scrypt line has two arguments");
    if (stanza.body.size() != wrapped_bytes) return broken("a sealed key of another length");
    const auto salt =
        Bytes(scrypt_salt_start) + TRY(bytes_of(stanza.arguments[1], scrypt_salt_bytes));
    const auto factor = TRY(work_factor_of(stanza.arguments[2]));
    const auto wrapping = crypto::scrypt(passphrase, salt, factor);
    if (!wrapping) return std::unexpected(wrapping.error());
    const auto key = crypto::open(*wrapping, {}, stanza.body);
    if (key) return key_of(*key);
    return fail(ErrorKind::refused, "the passphrase is wrong", "age header", "try again");
}

std::array<std::byte, 32> header_code(const FileKey& key, const std::vector<Stanza>& stanzas) {
    const auto secret = crypto::hkdf_sha256(view(key.reveal()), {}, "header");
    return crypto::hmac_sha256(view(secret.reveal()), coded_text(stanzas));
}

}  // namespace entente::age
