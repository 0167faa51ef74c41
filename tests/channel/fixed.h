#pragma once
// A card and a charter of keys, digests and times that are fixed: golden texts start from these.

#include <string>
#include <string_view>

#include "channel/card.h"
#include "channel/charter.h"
#include "tests/support/precompiled.h"

namespace entente::test {

inline constexpr Instant kabul_ms{1'629'808'200'123'000};  // 2021-08-24T12:30:00.123Z

/// The key pairs of RFC 8032 section 7.1: "TEST 1", "TEST 2", "TEST 3".
inline crypto::KeyPair rfc8032_key(std::size_t test) {
    constexpr std::array seeds = {
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"};
    return crypto::KeyPair(Secret<32>(digest_from_hex(seeds.at(test - 1)).value()));
}

/// The key pair number `number` of any number.
inline crypto::KeyPair numbered_key(std::uint32_t number) {
    return crypto::KeyPair(Secret<32>(crypto::sha256({"key ", std::to_string(number)})));
}

/// The digest number `number` of any number.
inline crypto::Digest numbered_digest(std::uint32_t number) {
    return crypto::sha256({"digest ", std::to_string(number)});
}

/// ALPHA's: root key TEST 1, log key TEST 2, cosign key TEST 3.
inline channel::Card fixed_card() {
    using channel::KeyState;
    const auto root = rfc8032_key(1).public_key();
    return {
        .id = channel::party_id(root),
        .name = "ALPHA",
        .revision = 0,
        .issued = kabul_ms,
        .root = root,
        .next_root =  // of TEST 1024
        digest_from_hex("91384c411e5af29648f17f922b402655b11ecaec1b33fc45796241963f95f202").value(),
        .previous = std::nullopt,
        .log = {{.key = rfc8032_key(2).public_key(), .state = KeyState::active}},
        .cosign = {{.key = rfc8032_key(3).public_key(), .state = KeyState::active}},
        .tls = {crypto::sha256({"tls"})},
        .endpoints = {"https://alpha.example:8443"}};
}

/// Between the parties of TEST 1 and TEST 2.
inline channel::Charter fixed_charter() {
    return {.nonce = crypto::sha256({"nonce"}),
            .created = kabul_ms,
            .subject = "Afghanistan 2021",
            .parties = {{.id = channel::party_id(rfc8032_key(1).public_key()),
                         .card = crypto::sha256({"card of ALPHA"})},
                        {.id = channel::party_id(rfc8032_key(2).public_key()),
                         .card = crypto::sha256({"card of BRAVO"})}},
            .policy = {},
            .revision = 0};
}

/// `text` signed as `party`'s root key signs.
inline std::string signed_text(const std::string& text, const lane::PartyId& party,
                               const crypto::KeyPair& root) {
    const auto line = lane::sign_note(text, "entente/v1/root/" + lane::to_hex(party), root);
    return lane::encode_note({.text = text, .signatures = {line}});
}

/// Any text: letters of one to four bytes, and what JSON escapes.
inline std::string arbitrary_name() {
    const auto letter = rc::gen::element<std::string>("a", "é", "喀", "𝒦", " ", "\"", "\\", "/");
    std::string name = "n";
    for (const auto& one : *rc::gen::container<std::vector<std::string>>(letter)) name += one;
    return name;
}

/// Calls `visit` with `bytes` in which one bit is another, for every bit.
inline void each_flip(std::string bytes, const auto& visit) {
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto& byte = bytes[bit / 8];
        const char before = byte;
        byte = static_cast<char>(byte ^ (1 << (bit % 8)));
        visit(bytes, bit);
        byte = before;
    }
}

}  // namespace entente::test
