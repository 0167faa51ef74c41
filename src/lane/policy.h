#pragma once
// Who must have signed a checkpoint for it to count (C2SP tlog-policy). Pure.
//
//   log <vkey>
//   witness <name> <vkey>
//   group <name> any|all|<k> <name>...
//   quorum <name>|none

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lane/note.h"

namespace entente::lane {

/// A key as C2SP tools are told it: see verifier_key.
struct KnownKey {
    std::string name;
    SignatureType type;
    crypto::PublicKey key;

    friend bool operator==(const KnownKey&, const KnownKey&) = default;
};

/// errors  invalid: not of the form name+hash+key, the hash is another's, or a kind of key that
///         signs no checkpoints
/// source  C2SP signed-note, Verifier keys
Result<KnownKey> parse_verifier_key(std::string_view text);

struct Witness {
    std::string name;
    KnownKey key;
};

/// So many of these: witnesses, or groups that stand before.
struct WitnessGroup {
    std::string name;
    std::size_t threshold;
    std::vector<std::string> members;
};

struct Policy {
    std::vector<KnownKey> logs;
    std::vector<Witness> witnesses;
    std::vector<WitnessGroup> groups;
    std::string quorum;  ///< a witness, a group, or "none"
};

/// "One of these logs, and at least one of these witnesses".
std::string write_policy(const std::vector<KnownKey>& logs, const std::vector<Witness>& witnesses);

/// errors  invalid: a line that no policy has (where: its number), a key or name that stands twice,
///         a name that is used before it is defined, no quorum or more than one
/// source  C2SP tlog-policy, Policy file syntax and structure
Result<Policy> parse_policy(std::string_view text);

/// What a checkpoint's signatures are worth.
struct PolicyVerdict {
    struct Witness {
        std::string name;
        std::uint64_t time_s;  ///< of its cosignature
    };

    std::string log;
    std::vector<Witness> witnesses;  ///< that cosigned
};

/// Strict: a wrong signature under a known key refuses the whole note. Lines by unknown keys count
/// for nothing.
///
/// errors  refused: a known key's line is wrong; no log's line; the quorum is not met
Result<PolicyVerdict> apply_policy(const Policy& policy, const Note& checkpoint);

}  // namespace entente::lane
