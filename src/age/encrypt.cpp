#include "age/encrypt.h"

namespace entente::age {
namespace {

FileKey new_key(Random& random) {
    return FileKey(random.bytes<16>());
}

Bytes sealed_whole(Encryption& encryption, ByteView plain) {
    auto file = encryption.beginning();
    file += encryption.add(plain);
    file += encryption.finish();
    return file;
}

}  // namespace

Result<Encryption> Encryption::start(std::span<const Recipient> recipients, Random& random) {
    const auto key = new_key(random);
    std::vector<Stanza> stanzas;
    for (const auto& recipient : recipients) {
        stanzas.push_back(TRY(wrap(key, recipient, random)));
    }
    if (stanzas.empty()) {
        return fail(ErrorKind::invalid, "sealed for nobody", "recipients", "name one at least");
    }
    Encryption started(key, std::move(stanzas), random);
    if (started.beginning().size() > header_bytes_max) {
        return fail(ErrorKind::invalid, "more recipients than a header holds", "recipients",
                    "seal it for fewer");
    }
    return started;
}

Result<Encryption> Encryption::start(std::string_view passphrase, Random& random) {
    const auto key = new_key(random);
    auto stanza = TRY(wrap(key, passphrase, random));
    return Encryption(key, {std::move(stanza)}, random);
}

Encryption::Encryption(const FileKey& key, std::vector<Stanza> stanzas, Random& random)
    : cipher_(key, {}) {
    const auto nonce = random.bytes<payload_nonce_bytes>();
    cipher_ = ChunkCipher(key, view(nonce));
    const auto code = header_code(key, stanzas);
    beginning_ = to_text(Header{.stanzas = std::move(stanzas), .code = code}) + Bytes(view(nonce));
}

Bytes Encryption::add(ByteView plain) {
    pending_ += plain;
    Bytes sealed;
    std::size_t at = 0;
    // One byte more must be there: a full chunk may be the last.
    for (; pending_.size() - at > chunk_bytes; at += chunk_bytes) {
        sealed += cipher_.seal(ByteView(pending_).substr(at, chunk_bytes), false);
    }
    pending_.erase(0, at);
    return sealed;
}

Bytes Encryption::finish() {
    auto sealed = cipher_.seal(pending_, true);
    pending_.clear();
    return sealed;
}

Result<Bytes> encrypt(ByteView plain, std::span<const Recipient> recipients, Random& random) {
    auto encryption = TRY(Encryption::start(recipients, random));
    return sealed_whole(encryption, plain);
}

Result<Bytes> encrypt(ByteView plain, std::string_view passphrase, Random& random) {
    auto encryption = TRY(Encryption::start(passphrase, random));
    return sealed_whole(encryption, plain);
}

}  // namespace entente::age
