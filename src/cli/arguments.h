#pragma once
// What the user asked for, as types: read and checked whole before any work begins.

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "cli/stix_arguments.h"

namespace entente::cli {

/// What every command has.
struct Common {
    std::string node = ".";  ///< the node's directory
    bool is_json = false;
};

struct Init {
    std::string directory;
    std::string name;
    std::string listen;
    std::vector<std::string> endpoints;
    std::string fence;
    bool is_json = false;
};

struct Serve {
    Common common;
};

struct PeerCard {
    Common common;
    std::string output;  ///< empty: standard output
};

struct PeerAdd {
    Common common;
    std::string file;
    std::string expected_id;  ///< empty: the user compares by eye
};

struct PeerList {
    Common common;
};

struct ChannelNew {
    Common common;
    std::string subject;
    std::vector<std::string> with;
};

struct ChannelInvite {
    Common common;
    std::string channel;
    std::string output;
};

struct ChannelJoin {
    Common common;
    std::string channel_or_file;
};

struct ChannelList {
    Common common;
};

struct Put {
    Common common;
    std::string channel;
    std::vector<std::string> files;
    std::vector<std::string> to;
    bool skip_invalid = false;
    bool allow_dangling = false;
};

struct List {
    Common common;
    std::string channel;
    std::string type;
    std::uint64_t cursor = 0;
    std::uint32_t limit = 50;
};

struct Show {
    Common common;
    std::string id;
};

struct Log {
    Common common;
    std::string channel;
    std::string party;
    std::uint64_t from = 0;
    std::uint32_t limit = 50;
};

struct Assess {
    Common common;
    std::string channel;
    std::string question;
    double probability = 0;
    std::string term;
    std::string scale;
    std::string confidence;
    std::string confidence_basis;
    std::string judgement;
    std::vector<std::string> evidence;
    std::vector<std::string> assumptions;
    std::string dissent;
};

struct Compare {
    Common common;
    std::string channel;
    std::string question;
};

struct Verify {
    Common common;
};

struct Status {
    Common common;
};

struct EvidenceVerify {
    std::vector<std::string> files;
    bool is_json = false;
};

struct EvidenceList {
    Common common;
};

struct Resolve {
    Common common;
    std::string lane;
    std::string reason;
    std::string successor;  ///< empty: none
};

struct Prove {
    Common common;
    std::string what;     ///< a STIX id, or an entry's
    std::string channel;  ///< empty: the only one there is
    std::string folder;
};

struct ProofVerify {
    std::string folder;
    bool is_json = false;
};

struct VerifierKeys {
    Common common;
    std::string lane;
};

struct Recall {
    Common common;
    std::string what;     ///< a STIX id, or an entry's
    std::string channel;  ///< empty: the only one there is
    std::string reason;
    bool is_erasure = false;
};

struct RecallList {
    Common common;
    std::string channel;
};

struct Rebuild {
    Common common;
};

struct Recover {
    Common common;
    std::vector<std::string> without;  ///< parties that cannot be reached
};

struct BundleExport {
    Common common;
    std::string to;
    std::string contents = "unreceipted";
    std::string output;  ///< empty: a name by sender, recipient and number
};

struct BundleInspect {
    Common common;
    std::string file;
    std::string card = {};  ///< of the sender; empty: as the node knows it, if there is one
};

struct BundleImport {
    Common common;
    std::vector<std::string> files;
};

using Command =
    std::variant<Init, Serve, PeerCard, PeerAdd, PeerList, ChannelNew, ChannelInvite, ChannelJoin,
                 ChannelList, Put, List, Show, Log, Assess, Compare, Verify, Status, EvidenceVerify,
                 EvidenceList, Resolve, Prove, ProofVerify, VerifierKeys, Recall, RecallList,
                 Rebuild, Recover, BundleExport, BundleInspect, BundleImport, StixValidate,
                 StixPatternCheck, StixPatternExplain, StixPatternMatch, StixFormat, StixGraph,
                 StixDiff>;

/// Text that was asked for instead of a command: --help or --version.
struct HelpText {
    std::string text;
};

/// errors  invalid: the arguments are not a command's; what names the argument
Result<std::variant<Command, HelpText>> parse_arguments(std::span<char*> arguments);

}  // namespace entente::cli
