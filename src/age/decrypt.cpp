#include "age/decrypt.h"

#include "crypto/key_derivation.h"

namespace entente::age {
namespace {

std::unexpected<Error> damaged(const char* what, const std::string& where) {
    return fail(ErrorKind::corrupt, what, where, "ask for the file again: it was changed or cut");
}

}  // namespace

/// Whether the content begins.
Result<bool> Decryption::open_header() {
    if (cipher_) return true;
    const auto end = TRY(find_header_end(pending_));
    if (!end || pending_.size() < *end + payload_nonce_bytes) return false;
    const auto header = TRY(parse_header(ByteView(pending_).substr(0, *end)));
    const auto key = TRY(find_key_(header));
    if (!crypto::is_same_code(header_code(key, header.stanzas), header.code)) {
        return damaged("the header was changed", "age header");
    }
    cipher_.emplace(key, ByteView(pending_).substr(*end, payload_nonce_bytes));
    pending_.erase(0, *end + payload_nonce_bytes);
    return true;
}

Result<void> Decryption::open_chunk(std::size_t size, bool is_last, const TakePlain& take) {
    const auto number = cipher_->count();
    const auto plain = cipher_->open(ByteView(pending_).substr(0, size), is_last);
    if (!plain) return damaged("a chunk is wrong", "age chunk " + std::to_string(number));
    if (plain->empty() && number > 0) {
        return damaged("the last chunk is empty", "age chunk " + std::to_string(number));
    }
    pending_.erase(0, size);
    return take(*plain);
}

Result<void> Decryption::add(ByteView sealed, const TakePlain& take) {
    while (!sealed.empty()) {
        // No more at once than a chunk, so that a large piece is not kept whole.
        const auto piece = sealed.substr(0, sealed_chunk_bytes);
        sealed.remove_prefix(piece.size());
        pending_ += piece;
        if (!TRY(open_header())) continue;
        // One byte more must be there: a full chunk may be the last.
        while (pending_.size() > sealed_chunk_bytes) {
            TRY_VOID(open_chunk(sealed_chunk_bytes, false, take));
        }
    }
    return {};
}

Result<void> Decryption::finish(const TakePlain& take) {
    if (!TRY(open_header())) return damaged("the file ends in its header", "age header");
    return open_chunk(pending_.size(), true, take);
}

Result<Bytes> decrypt(ByteView file, const FindKey& find_key) {
    Bytes all;
    const auto take = [&](ByteView plain) -> Result<void> {
        all += plain;
        return {};
    };
    Decryption decryption(find_key);
    TRY_VOID(decryption.add(file, take));
    TRY_VOID(decryption.finish(take));
    return all;
}

}  // namespace entente::age
