#pragma once
// Signed notes (C2SP signed-note): a text, an empty line, signature lines. Pure.
//
//   text, ends with a newline
//   <empty line>
//   "— " name " " base64(key id[4] || signature) "\n"      one or more; U+2014, one space

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/ed25519.h"

namespace entente::lane {

/// The first byte of what a key id hashes: which algorithm and which message a key signs.
enum class SignatureType : unsigned char { ed25519 = 0x01, cosignature_v1 = 0x04 };

using KeyId = std::array<std::byte, 4>;

/// SHA-256(name || 0x0A || type || key)[:4].
KeyId key_id(std::string_view name, SignatureType type, const crypto::PublicKey& key);

/// name "+" hex of key id "+" base64(type || key): how C2SP tools are told a key.
std::string verifier_key(std::string_view name, SignatureType type, const crypto::PublicKey& key);

struct SignatureLine {
    std::string name;
    KeyId key;
    Bytes signature;  ///< after the key id

    friend bool operator==(const SignatureLine&, const SignatureLine&) = default;
};

struct Note {
    std::string text;  ///< ends with a newline
    std::vector<SignatureLine> signatures;

    friend bool operator==(const Note&, const Note&) = default;
};

/// Split at the last empty line. encode_note gives the same bytes back.
///
/// errors  invalid: not a note, not UTF-8, control characters but newline, above
///         limits::note_bytes_max or limits::note_signatures_max
Result<Note> decode_note(ByteView bytes);

std::string encode_note(const Note& note);

/// One signature line with its newline, and back.
std::string encode_signature_line(const SignatureLine& line);
Result<SignatureLine> decode_signature_line(std::string_view line);

/// The line by which `key`, under `name`, signs `text` (type ed25519).
SignatureLine sign_note(std::string_view text, std::string_view name, const crypto::KeyPair& key);

/// Whether `note` carries a valid line of type ed25519 by exactly this key under this name. Other
/// lines, known or not, good or bad, change nothing (invariant I26).
[[nodiscard]] bool is_signed_by(const Note& note, std::string_view name,
                                const crypto::PublicKey& key);

}  // namespace entente::lane
