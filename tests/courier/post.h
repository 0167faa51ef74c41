#pragma once
// Bundles between parties of one process.

#include "courier/export_bundle.h"
#include "courier/import_bundle.h"
#include "tests/channel/party.h"

namespace entente::test {

inline constexpr auto no_progress = [](std::uint64_t) {};

/// The file of a new bundle.
inline Result<Bytes> try_pack(Party& from, const lane::PartyId& to,
                              courier::Contents contents = courier::Contents::unreceipted) {
    const auto exported = TRY(courier::export_bundle(*from.context, to, contents, no_progress));
    Bytes file;
    TRY_VOID(exported->write([&](ByteView piece) -> Result<void> {
        file += piece;
        return {};
    }));
    EXPECT_EQ(file.size(), exported->size());
    return file;
}

inline Bytes pack(Party& from, const Party& to,
                  courier::Contents contents = courier::Contents::unreceipted) {
    return must(try_pack(from, to.id(), contents));
}

/// `file` in pieces of `piece` bytes.
inline courier::NextPiece in_pieces(ByteView file, std::size_t piece = 100'000) {
    return [file, piece]() mutable -> Result<Bytes> {
        const Bytes next(file.substr(0, piece));
        file.remove_prefix(next.size());
        return next;
    };
}

inline Result<courier::Imported> unpack(Party& to, ByteView file) {
    return courier::import_bundle(*to.context, in_pieces(file), no_progress);
}

/// The heads of all lanes of a channel, as one text.
inline std::string heads_of(const Party& party, const lane::ChannelId& channel) {
    return must(channel::transcript_fingerprint(*party.context, channel));
}

}  // namespace entente::test
