#include "stix/name_uuid.h"

#include <bit>
#include <cstdint>

#include "base/encoding.h"

namespace entente::stix {
namespace {

constexpr std::size_t block_bytes = 64;
using State = std::array<std::uint32_t, 5>;

struct Round {
    std::uint32_t mixed;
    std::uint32_t constant;
};

/// RFC 3174 section 5.
Round round_of(std::size_t t, const State& s) {
    const auto [a, b, c, d, e] = s;
    if (t < 20) return {.mixed = (b & c) | (~b & d), .constant = 0x5A827999};
    if (t < 40) return {.mixed = b ^ c ^ d, .constant = 0x6ED9EBA1};
    if (t < 60) return {.mixed = (b & c) | (b & d) | (c & d), .constant = 0x8F1BBCDC};
    return {.mixed = b ^ c ^ d, .constant = 0xCA62C1D6};
}

/// RFC 3174 section 6.1.
void mix(State& state, const std::array<unsigned char, block_bytes>& block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < block_bytes; ++i) words[i / 4] = words[i / 4] << 8 | block[i];
    for (std::size_t t = 16; t < words.size(); ++t) {
        words[t] = std::rotl(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
    }
    auto s = state;
    for (std::size_t t = 0; t < words.size(); ++t) {
        const auto [mixed, constant] = round_of(t, s);
        const auto next = std::rotl(s[0], 5) + mixed + s[4] + words[t] + constant;
        s = {next, s[0], std::rotl(s[1], 30), s[2], s[3]};
    }
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += s[i];
}

/// Takes bytes one after the other, a block at a time.
class Sha1 {
public:
    void add(unsigned char byte) {
        block_[count_++ % block_bytes] = byte;
        if (count_ % block_bytes == 0) mix(state_, block_);
    }

    std::array<std::byte, 20> finish() {
        const auto bits = count_ * 8;
        add(0x80);
        while (count_ % block_bytes != block_bytes - 8) add(0);
        for (int shift = 56; shift >= 0; shift -= 8) add(static_cast<unsigned char>(bits >> shift));
        std::array<std::byte, 20> digest{};
        for (std::size_t i = 0; i < digest.size(); ++i) {
            digest[i] = static_cast<std::byte>(state_[i / 4] >> (24 - 8 * (i % 4)));
        }
        return digest;
    }

private:
    State state_{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    std::array<unsigned char, block_bytes> block_{};
    std::uint64_t count_ = 0;
};

}  // namespace

std::array<std::byte, 20> sha1(ByteView text) {
    Sha1 hash;
    for (const char c : text) hash.add(static_cast<unsigned char>(c));
    return hash.finish();
}

std::string name_uuid(const std::array<unsigned char, 16>& name_space, ByteView name) {
    Sha1 hash;
    for (const auto byte : name_space) hash.add(byte);
    for (const char c : name) hash.add(static_cast<unsigned char>(c));
    const auto digest = hash.finish();
    std::array<std::byte, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = digest[i];
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x50};  // version 5
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};  // variant 10
    auto text = to_hex(view(bytes));
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
    return text;
}

}  // namespace entente::stix
