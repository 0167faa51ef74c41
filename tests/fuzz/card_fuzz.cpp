// Cards: what is accepted is written back as the same bytes. No fuzzer can sign, so each text is
// also signed anew, by the key that the corpus' cards name as their root: RFC 8032 section 7.1,
// TEST 1.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/encoding.h"
#include "channel/card.h"

namespace entente {
namespace {

void check_card(ByteView bytes, const crypto::KeyPair& root) {
    const auto card = channel::decode_card(bytes);
    if (!card) return;
    check(lane::encode_note(card->note) == bytes, "a note has one text");
    check(channel::sign_card(card->card, root).note.text == card->note.text, "a card has one text");
    check(card->card.id == channel::party_id(card->card.root), "the id is of the root key");
}

}  // namespace
}  // namespace entente

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace crypto = entente::crypto;
    namespace lane = entente::lane;
    static constexpr auto seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const crypto::KeyPair root(entente::Secret<32>(entente::digest_from_hex(seed).value()));
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    entente::check_card(bytes, root);
    auto note = lane::decode_note(bytes);
    if (!note) return 0;
    const auto id = lane::to_hex(entente::channel::party_id(root.public_key()));
    note->signatures = {lane::sign_note(note->text, "entente/v1/root/" + id, root)};
    entente::check_card(lane::encode_note(*note), root);
    return 0;
}
