// Charters: what is accepted is written back as the same bytes, and names its parties in order.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "channel/charter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace channel = entente::channel;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto charter = channel::decode_charter(bytes);
    if (!charter) return 0;
    entente::check(entente::lane::encode_note(charter->note) == bytes, "a note has one text");
    entente::check(channel::charter_text(charter->charter) == charter->note.text,
                   "a charter has one text");
    const auto& parties = charter->charter.parties;
    entente::check(parties.size() >= 2, "a channel has two parties");
    entente::check(std::ranges::is_sorted(parties, {}, &channel::CharterParty::id),
                   "the parties are sorted");
    for (const auto& party : parties) entente::check(charter->has_party(party.id), "it is named");
    return 0;
}
