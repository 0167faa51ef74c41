#include "lane/policy.h"

#include <algorithm>
#include <set>

#include "base/encoding.h"
#include "base/number.h"
#include "lane/checkpoint.h"

namespace entente::lane {
namespace {

constexpr std::string_view no_quorum = "none";
constexpr std::string_view readers_name = "readers";

std::unexpected<Error> refuse(std::string what, std::string where) {
    return fail(ErrorKind::invalid, std::move(what), std::move(where),
                "see C2SP tlog-policy for what a policy says");
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const auto start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos) return words;
        line.remove_prefix(start);
        const auto end = std::min(line.find_first_of(" \t"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

/// Reads a policy line by line.
class PolicyParser {
public:
    Result<void> take(std::string_view line, std::size_t number) {
        where_ = "policy, line " + std::to_string(number);
        const auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#')) return {};
        if (words.front() == "log") return take_log(words);
        if (words.front() == "witness") return take_witness(words);
        if (words.front() == "group") return take_group(words);
        if (words.front() == "quorum") return take_quorum(words);
        return refuse("a line says log, witness, group or quorum", where_);
    }

    Result<Policy> finish() {
        if (policy_.quorum.empty()) return refuse("there is no quorum line", "policy");
        return std::move(policy_);
    }

private:
    Result<void> take_log(const std::vector<std::string_view>& words) {
        if (words.size() < 2 || words.size() > 3) return refuse("log <vkey> [<url>]", where_);
        auto key = TRY(parse_verifier_key(words[1]));
        if (key.type != SignatureType::ed25519) return refuse("no log's kind of key", where_);
        TRY_VOID(take_key(key));
        policy_.logs.push_back(std::move(key));
        return {};
    }

    Result<void> take_witness(const std::vector<std::string_view>& words) {
        if (words.size() < 3 || words.size() > 4) {
            return refuse("witness <name> <vkey> [<url>]", where_);
        }
        auto key = TRY(parse_verifier_key(words[2]));
        if (key.type != SignatureType::cosignature_v1) {
            return refuse("no witness's kind of key", where_);
        }
        TRY_VOID(take_key(key));
        TRY_VOID(take_name(words[1]));
        policy_.witnesses.push_back({.name = std::string(words[1]), .key = std::move(key)});
        return {};
    }

    Result<void> take_group(const std::vector<std::string_view>& words) {
        if (words.size() < 4) return refuse("group <name> all|any|<k> <name>...", where_);
        WitnessGroup group{.name = std::string(words[1]), .threshold = 0, .members = {}};
        for (const auto member : std::span(words).subspan(3)) {
            if (!names_.contains(member)) return refuse("a member that is not defined", where_);
            group.members.emplace_back(member);
        }
        group.threshold = TRY(threshold_of(words[2], group.members.size()));
        TRY_VOID(take_name(words[1]));
        policy_.groups.push_back(std::move(group));
        return {};
    }

    Result<void> take_quorum(const std::vector<std::string_view>& words) {
        if (words.size() != 2) return refuse("quorum <name>", where_);
        if (!policy_.quorum.empty()) return refuse("a second quorum", where_);
        if (words[1] != no_quorum && !names_.contains(words[1])) {
            return refuse("a quorum that is not defined", where_);
        }
        policy_.quorum = words[1];
        return {};
    }

    [[nodiscard]] Result<std::size_t> threshold_of(std::string_view word, std::size_t all) const {
        if (word == "any") return std::size_t{1};
        if (word == "all") return all;
        const auto count = TRY(parse_integer<std::uint64_t>(word, where_));
        if (count < 1 || count > all) return refuse("a threshold out of reach", where_);
        return static_cast<std::size_t>(count);
    }

    Result<void> take_name(std::string_view name) {
        if (name == no_quorum) return refuse("this name is taken", where_);
        if (names_.emplace(name).second) return {};
        return refuse("a name stands twice", where_);
    }

    Result<void> take_key(const KnownKey& key) {
        if (keys_.insert(Bytes(view(key.key.bytes))).second) return {};
        return refuse("a key stands twice", where_);
    }

    Policy policy_;
    std::set<std::string, std::less<>> names_;
    std::set<Bytes> keys_;
    std::string where_;
};

/// Whether the witness or group has cosigned.
bool is_met(const Policy& policy, const std::string& name, const PolicyVerdict& verdict) {
    if (std::ranges::count(verdict.witnesses, name, &PolicyVerdict::Witness::name) > 0) return true;
    const auto group = std::ranges::find(policy.groups, name, &WitnessGroup::name);
    if (group == policy.groups.end()) return false;
    const auto met = std::ranges::count_if(
        group->members, [&](const auto& member) { return is_met(policy, member, verdict); });
    return static_cast<std::size_t>(met) >= group->threshold;
}

bool is_by(const SignatureLine& line, const KnownKey& key) {
    return line.name == key.name && line.key == key_id(key.name, key.type, key.key);
}

std::unexpected<Error> wrong_line(const std::string& name) {
    return fail(ErrorKind::refused, "a signature under a known key is wrong", name,
                "the file was damaged or forged: get it again from whoever made it");
}

}  // namespace

Result<KnownKey> parse_verifier_key(std::string_view text) {
    const auto where = "verifier key " + std::string(text.substr(0, 80));
    const auto key_at = text.find('+', text.find('+') + 1);
    if (text.find('+') == std::string_view::npos || key_at == std::string_view::npos) {
        return refuse("a verifier key is name+hash+key", where);
    }
    const auto bytes = TRY(from_base64(text.substr(key_at + 1)));
    if (bytes.size() != 33) return refuse("a verifier key has a kind and 32 bytes", where);
    const auto type = static_cast<SignatureType>(static_cast<unsigned char>(bytes.front()));
    if (type != SignatureType::ed25519 && type != SignatureType::cosignature_v1) {
        return refuse("a kind of key that is not known here", where);
    }
    const auto key = TRY(crypto::import_public_key(ByteView(bytes).substr(1)));
    KnownKey known{.name = std::string(text.substr(0, text.find('+'))), .type = type, .key = key};
    if (verifier_key(known.name, known.type, known.key) != text) {
        return refuse("the hash is not that of the key", where);
    }
    return known;
}

std::string write_policy(const std::vector<KnownKey>& logs, const std::vector<Witness>& witnesses) {
    const auto text_of = [](const KnownKey& key) {
        return verifier_key(key.name, key.type, key.key);
    };
    std::string text;
    for (const auto& log : logs) text += "log " + text_of(log) + "\n";
    std::string members;
    for (const auto& [name, key] : witnesses) {
        text += "witness " + name + " " + text_of(key) + "\n";
        members += " " + name;
    }
    if (witnesses.empty()) return text + "quorum " + std::string(no_quorum) + "\n";
    text += "group " + std::string(readers_name) + " any" + members + "\n";
    return text + "quorum " + std::string(readers_name) + "\n";
}

Result<Policy> parse_policy(std::string_view text) {
    PolicyParser parser;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) {
            return refuse("the last line does not end", "policy, line " + std::to_string(number));
        }
        TRY_VOID(parser.take(text.substr(0, end), number));
        text.remove_prefix(end + 1);
    }
    return parser.finish();
}

Result<PolicyVerdict> apply_policy(const Policy& policy, const Note& checkpoint) {
    const auto origin = checkpoint.text.substr(0, checkpoint.text.find('\n'));
    PolicyVerdict verdict;
    for (const auto& line : checkpoint.signatures) {
        for (const auto& log : policy.logs) {
            if (!is_by(line, log)) continue;
            const Note alone{.text = checkpoint.text, .signatures = {line}};
            if (!is_signed_by(alone, log.name, log.key)) return wrong_line(log.name);
            if (log.name == origin) verdict.log = log.name;
        }
        for (const auto& [name, key] : policy.witnesses) {
            if (!is_by(line, key)) continue;
            const auto time = verify_cosignature(checkpoint.text, line, key.name, key.key);
            if (!time) return wrong_line(key.name);
            verdict.witnesses.push_back({.name = name, .time_s = *time});
        }
    }
    if (verdict.log.empty()) {
        return fail(ErrorKind::refused, "no log of the policy has signed this head", origin,
                    "check that policy and proof belong together");
    }
    if (policy.quorum == no_quorum || is_met(policy, policy.quorum, verdict)) return verdict;
    return fail(ErrorKind::refused, "too few of the policy's witnesses have cosigned this head",
                policy.quorum, "get a proof under a head that more have cosigned");
}

}  // namespace entente::lane
