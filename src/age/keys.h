#pragma once
// The two halves of an age key: the identity that opens, the recipient that it is sealed for. Pure.

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "crypto/x25519.h"

namespace entente::age {

/// For whom a file is sealed.
struct Recipient {
    crypto::X25519Public value;

    friend auto operator<=>(const Recipient&, const Recipient&) = default;
};

/// What opens files for its recipient. Moved, never copied; wiped when it goes.
class Identity {
public:
    explicit Identity(Secret<32> secret);

    static Identity generate(Random& random);

    [[nodiscard]] const Recipient& recipient() const { return recipient_; }

    [[nodiscard]] const Secret<32>& secret() const { return secret_; }

private:
    Secret<32> secret_;
    Recipient recipient_;
};

/// "age1…"
std::string to_text(const Recipient& recipient);

/// errors  invalid: not "age1" and 32 bytes in Bech32
Result<Recipient> parse_recipient(std::string_view text);

/// "AGE-SECRET-KEY-1…": a secret, for the file that keeps it.
std::string to_secret_text(const Identity& identity);

/// errors  invalid: not "AGE-SECRET-KEY-1" and 32 bytes in Bech32; the text is not told
Result<Identity> parse_identity(std::string_view text);

}  // namespace entente::age
