#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <optional>

#include "base/nearest.h"
#include "cli/add_command.h"
#include "cli/arguments.h"

namespace entente::cli {
namespace {

constexpr const char* version = "entente 0.1.0";
constexpr const char* exit_codes =
    "Exit codes: 0 done, 2 wrong arguments, 3 invalid input, 4 not found, 5 refused, 6 conflict,\n"
    "7 unavailable, 8 corrupt, 9 exhausted (disk or limit), 10 fatal. Of entente stix besides:\n"
    "1 no match or a difference, 11 infos, 12 warnings at worst.";

void add_channel(CLI::App& app, std::string& channel) {
    app.add_option("-c,--channel", channel,
                   "the channel's subject or id; not needed if there is one only");
}

/// CLI::Range lets "nan" pass.
std::string is_decimal(const std::string& text) {
    const bool is_one = text.find_first_not_of("0123456789.") == std::string::npos;
    return is_one ? "" : "write it like 0.35";
}

void add_init(CLI::App& root, Chosen& chosen) {
    auto [app, init] = add_command<Init>(root, chosen, "init", "Makes a node in a new directory.",
                                         "entente init alpha --name ALPHA --listen 127.0.0.1:7101");
    app->add_option("directory", init->directory, "where; must be empty or not exist")->required();
    app->add_option("--name", init->name, "the organisation's name, as peers see it")->required();
    init->listen = "127.0.0.1:7101";
    app->add_option("--listen", init->listen, "address:port that the link listens at")
        ->capture_default_str();
    app->add_option("--endpoint", init->endpoints,
                    "how peers reach it: https://host:port (default: from --listen)");
    app->add_option("--fence", init->fence,
                    "directory of the fence, out of the node's backups (default: DIRECTORY.fence)");
    app->add_flag("--json", init->is_json, "print JSON");
}

void add_serve(CLI::App& root, Chosen& chosen) {
    auto [app, serve] = add_command<Serve>(
        root, chosen, "serve", "Runs the node: answers its peers and its own people until stopped.",
        "entente serve --node alpha");
    add_node(*app, serve->common);
}

void add_peer(CLI::App& root, Chosen& chosen) {
    auto* peer = root.add_subcommand("peer", "Who the other parties are.");
    peer->require_subcommand(1);
    auto [card, card_command] =
        add_command<PeerCard>(*peer, chosen, "card", "Prints this node's card, for the others.",
                              "entente peer card --node alpha -o alpha.card");
    add_node(*card, card_command->common);
    card->add_option("-o,--output", card_command->output, "file to write (default: print)");
    auto [add, add_command_] =
        add_command<PeerAdd>(*peer, chosen, "add", "Takes another party's card.",
                             "entente peer add --node alpha bravo.card");
    add_node(*add, add_command_->common);
    add->add_option("file", add_command_->file, "the card; - for standard input")->required();
    add->add_option("--expect", add_command_->expected_id,
                    "the party id that you were told by another way; refused if it differs");
    auto [list, list_command] = add_command<PeerList>(*peer, chosen, "list", "Lists the parties.",
                                                      "entente peer list --node alpha");
    add_node(*list, list_command->common);
}

void add_channels(CLI::App& root, Chosen& chosen) {
    auto* channel = root.add_subcommand("channel", "What is exchanged with whom.");
    channel->require_subcommand(1);
    auto [fresh, new_command] = add_command<ChannelNew>(
        *channel, chosen, "new", "Proposes a channel: signs its charter.",
        "entente channel new --node alpha \"Afghanistan 2021\" --with BRAVO");
    add_node(*fresh, new_command->common);
    fresh->add_option("subject", new_command->subject, "what it is about")->required();
    fresh->add_option("--with", new_command->with, "another party, by name or id")->required();
    auto [invite, invite_command] = add_command<ChannelInvite>(
        *channel, chosen, "invite",
        "Gives the charter as a file, for a party without a link. With a link it travels by "
        "itself.",
        "entente channel invite --node alpha \"Afghanistan 2021\" -o invitation.note");
    add_node(*invite, invite_command->common);
    invite->add_option("channel", invite_command->channel, "subject or id")->required();
    invite->add_option("-o,--output", invite_command->output, "file to write (default: print)");
    auto [join, join_command] = add_command<ChannelJoin>(
        *channel, chosen, "join", "Signs the charter of a channel that we are invited to.",
        "entente channel join --node bravo \"Afghanistan 2021\"");
    add_node(*join, join_command->common);
    join->add_option("channel", join_command->channel_or_file,
                     "subject, id, or an invitation's file")
        ->required();
    auto [list, list_command] = add_command<ChannelList>(
        *channel, chosen, "list", "Lists the channels.", "entente channel list --node alpha");
    add_node(*list, list_command->common);
}

void add_put(CLI::App& root, Chosen& chosen) {
    auto [app, put] = add_command<Put>(
        root, chosen, "put", "Puts STIX 2.1 objects on a channel: all of them, or none.",
        "entente put --node alpha examples/afghanistan-2021/alpha/objects.json");
    add_node(*app, put->common);
    add_channel(*app, put->channel);
    app->add_option("files", put->files, "objects or bundles; - for standard input")->required();
    app->add_option("--to", put->to, "only to these parties, one each; without it, to all")
        ->allow_extra_args(false)
        ->type_name("PARTY");
    app->add_flag("--skip-invalid", put->skip_invalid, "put the good ones and count the others");
    app->add_flag("--allow-dangling", put->allow_dangling,
                  "even if they refer to what is here for other parties alone");
}

void add_reading(CLI::App& root, Chosen& chosen) {
    auto [list, list_command] =
        add_command<List>(root, chosen, "list", "Lists the objects on a channel.",
                          "entente list --node bravo --type report");
    add_node(*list, list_command->common);
    add_channel(*list, list_command->channel);
    list->add_option("--type", list_command->type, "only this STIX type");
    list->add_option("--limit", list_command->limit, "at most so many (1 to 1000)")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    list->add_option("--cursor", list_command->cursor, "where the page before ended")
        ->check(CLI::NonNegativeNumber);
    auto [show, show_command] =
        add_command<Show>(root, chosen, "show", "Shows an object: every version, by every party.",
                          "entente show --node bravo report--1f0a3c52-6a36-4a1b-9c4e-0d6f5c1e7a11");
    add_node(*show, show_command->common);
    show->add_option("id", show_command->id, "STIX id")->required();
    auto [log, log_command] =
        add_command<Log>(root, chosen, "log", "Shows a lane: entry by entry, with who has it.",
                         "entente log --node alpha --party BRAVO");
    add_node(*log, log_command->common);
    add_channel(*log, log_command->channel);
    log->add_option("--party", log_command->party, "whose lane (default: every party's)");
    log->add_option("--from", log_command->from, "first entry")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    log->add_option("--limit", log_command->limit, "at most so many of each lane (1 to 1000)")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
}

void add_assessing(CLI::App& root, Chosen& chosen) {
    auto [app, assess] = add_command<Assess>(
        root, chosen, "assess", "Answers a question on the channel with our own assessment.",
        "entente assess --node alpha question--… --yes 0.35 --confidence moderate \\\n"
        "      --judgement \"Attacks are unlikely while …\" --evidence report--…");
    add_node(*app, assess->common);
    add_channel(*app, assess->channel);
    app->add_option("question", assess->question, "the question's STIX id")->required();
    app->add_option("--yes", assess->probability, "probability of yes, 0 to 1")
        ->required()
        ->check(CLI::Range(0.0, 1.0))
        ->check(is_decimal, "");
    app->add_option("--confidence", assess->confidence, "analytic confidence")
        ->required()
        ->check(CLI::IsMember({"low", "moderate", "high"}));
    app->add_option("--judgement", assess->judgement, "the key judgement, in words")->required();
    app->add_option("--confidence-basis", assess->confidence_basis, "what the confidence rests on");
    assess->scale = "icd-203";
    app->add_option("--scale", assess->scale, "the scale of --term")
        ->check(CLI::IsMember({"icd-203", "phia", "percent"}))
        ->capture_default_str();
    app->add_option("--term", assess->term,
                    "our own word for the likelihood (default: the scale's)");
    app->add_option("--evidence", assess->evidence, "STIX ids that it rests on");
    app->add_option("--assumption", assess->assumptions, "what is taken for granted")
        ->allow_extra_args(false);  // else CLI11 splits a text in brackets at its commas
    app->add_option("--dissent", assess->dissent, "a minority view inside the organisation");
    auto [compare_app, compare] = add_command<Compare>(
        root, chosen, "compare", "Compares the parties' assessments of a question.",
        "entente compare --node alpha question--…");
    add_node(*compare_app, compare->common);
    add_channel(*compare_app, compare->channel);
    compare_app->add_option("question", compare->question, "the question's STIX id")->required();
}

void add_evidence(CLI::App& root, Chosen& chosen) {
    auto* evidence = root.add_subcommand("evidence", "Proof that two histories were signed.");
    evidence->require_subcommand(1);
    auto [verify, verify_command] = add_command<EvidenceVerify>(
        *evidence, chosen, "verify",
        "Says what evidence files prove. Needs no node, no network and nobody's word.",
        "entente evidence verify alpha/evidence/58eae852-350-70000.json");
    verify->add_option("files", verify_command->files, "the files; - for standard input")
        ->required();
    verify->add_flag("--json", verify_command->is_json, "print JSON");
    auto [list, list_command] =
        add_command<EvidenceList>(*evidence, chosen, "list", "Lists the disputed lanes.",
                                  "entente evidence list --node bravo");
    add_node(*list, list_command->common);
    auto [app, resolve] = add_command<Resolve>(
        root, chosen, "resolve",
        "Lets a frozen lane go on, in the version that is here. Logged; the evidence stays.",
        "entente resolve 58eae852 --node bravo --reason \"ALPHA restored a backup, and told us\"");
    add_node(*app, resolve->common);
    app->add_option("lane", resolve->lane, "its id, or at least 8 digits of it")->required();
    app->add_option("--reason", resolve->reason, "why it may go on")->required();
    app->add_option("--successor", resolve->successor, "the lane that its writer goes on with");
}

void add_proofs(CLI::App& root, Chosen& chosen) {
    auto [app, prove] = add_command<Prove>(
        root, chosen, "prove",
        "Writes the proof of one entry for outsiders: the entry, a C2SP tlog-proof and a policy.",
        "entente prove report--1d2f6f6e-0a3a-4c5c-8a5c-0c8b1de2a001 --node alpha -o proof");
    add_node(*app, prove->common);
    app->add_option("what", prove->what, "a STIX id, or the whole id of an entry")->required();
    app->add_option("-o,--output", prove->folder, "the folder for the files")->required();
    app->add_option("--channel", prove->channel, "its subject or id, if there are several");
    auto* proof = root.add_subcommand("proof", "Proofs of single entries.");
    proof->require_subcommand(1);
    auto [verify, verify_command] = add_command<ProofVerify>(
        *proof, chosen, "verify",
        "Checks a proof. Needs no node, no network and nobody's word but the keys in its policy.",
        "entente proof verify proof");
    verify->add_option("folder", verify_command->folder, "as entente prove wrote it")->required();
    verify->add_flag("--json", verify_command->is_json, "print JSON");
    auto [keys_app, keys] = add_command<VerifierKeys>(
        root, chosen, "vkey", "Prints the keys of a lane, as transparency tools are told them.",
        "entente vkey 58eae852 --node alpha");
    add_node(*keys_app, keys->common);
    keys_app->add_option("lane", keys->lane, "its id, or at least 8 digits of it")->required();
}

void add_recalls(CLI::App& root, Chosen& chosen) {
    auto [app, recall] = add_command<Recall>(
        root, chosen, "recall",
        "Takes back what this node has put. Whoever has it hides it at once; with --erase they "
        "erase "
        "it too, and say so. Header and proofs stay.",
        "entente recall report--1d2f6f6e-0a3a-4c5c-8a5c-0c8b1de2a001 --node alpha --erase "
        "--reason \"the source is in danger\"");
    add_node(*app, recall->common);
    app->add_option("what", recall->what,
                    "a STIX id: every version of it; or the whole id of an entry")
        ->required();
    app->add_option("--reason", recall->reason, "why: all who had it will read this")->required();
    app->add_flag("--erase", recall->is_erasure, "ask all who have it to erase it");
    app->add_option("--channel", recall->channel, "its subject or id, if there are several");
    auto [list_app, list] = add_command<RecallList>(
        root, chosen, "recalls", "Lists what was taken back, and who has confirmed it.",
        "entente recalls --node alpha");
    add_node(*list_app, list->common);
    list_app->add_option("--channel", list->channel, "its subject or id, if there are several");
}

void add_keeping(CLI::App& root, Chosen& chosen) {
    auto [verify, verify_command] = add_command<Verify>(
        root, chosen, "verify",
        "Checks everything that the node holds, offline: every hash, signature and proof.",
        "entente verify --node bravo");
    add_node(*verify, verify_command->common);
    auto [status, status_command] = add_command<Status>(
        root, chosen, "status", "Shows lanes, receipts and links.", "entente status --node alpha");
    add_node(*status, status_command->common);
    auto [rebuild, rebuild_command] =
        add_command<Rebuild>(root, chosen, "rebuild",
                             "Makes every index again from the record. The node must be stopped.",
                             "entente rebuild --node alpha");
    add_node(*rebuild, rebuild_command->common);
}

void add_recover(CLI::App& root, Chosen& chosen) {
    auto [app, recover] = add_command<Recover>(
        root, chosen, "recover",
        "Ends the stop after a restored backup or a lost disk, once all that this node signed is "
        "back from its peers.",
        "entente recover --node alpha");
    add_node(*app, recover->common);
    app->add_option("--without", recover->without,
                    "a party that can never be reached: what it alone holds of us is given up, and "
                    "a second history would contradict it")
        ->allow_extra_args(false);
}

/// Names a word that stands where a command should and is none: the parser would only say that a
/// command is missing.
Result<void> check_command(CLI::App& root, std::span<char*> arguments) {
    auto* app = &root;
    for (const std::string_view word :
         arguments.subspan(std::min<std::size_t>(1, arguments.size()))) {
        if (word.starts_with('-') || app->get_require_subcommand_min() == 0) return {};
        std::vector<std::string> names;
        auto* parent = app;
        for (auto* command : parent->get_subcommands([](CLI::App*) { return true; })) {
            names.push_back(command->get_name());
            if (command->check_name(std::string(word))) app = command;
        }
        if (app != parent) continue;
        const auto meant = nearest(word, names);
        return fail(
            ErrorKind::invalid, "there is no command \"" + std::string(word.substr(0, 80)) + "\"",
            "the command line",
            (meant ? "did you mean: " + *meant + "? " : std::string()) + "see entente --help");
    }
    return {};
}

}  // namespace

void add_node(CLI::App& app, Common& common) {
    app.add_option("-n,--node", common.node, "the node's directory")
        ->envname("ENTENTE_NODE")
        ->capture_default_str();
    app.add_flag("--json", common.is_json, "print JSON");
}

CLI::App* add_subcommand(CLI::App& parent, const std::string& name, const std::string& what,
                         const std::string& example, std::function<void()> choose) {
    auto* app = parent.add_subcommand(name, what);
    app->footer("Example:\n  " + example);
    app->callback(std::move(choose));
    return app;
}

Result<std::variant<Command, HelpText>> parse_arguments(std::span<char*> arguments) {
    CLI::App root("entente: a permanent channel between organisations that verify each other");
    root.name("entente");
    root.set_version_flag("--version", version);
    root.require_subcommand(1);
    root.footer(exit_codes);
    Chosen chosen;
    add_init(root, chosen);
    add_serve(root, chosen);
    add_peer(root, chosen);
    add_channels(root, chosen);
    add_put(root, chosen);
    add_reading(root, chosen);
    add_assessing(root, chosen);
    add_keeping(root, chosen);
    add_recover(root, chosen);
    add_bundles(root, chosen);
    add_evidence(root, chosen);
    add_proofs(root, chosen);
    add_recalls(root, chosen);
    add_stix(root, chosen);
    TRY_VOID(check_command(root, arguments));
    try {
        root.parse(static_cast<int>(arguments.size()), arguments.data());
    } catch (const CLI::CallForHelp&) {
        const auto* deepest = &root;
        std::string before;
        while (!deepest->get_subcommands().empty()) {
            before += (before.empty() ? "" : " ") + deepest->get_name();
            deepest = deepest->get_subcommands().front();
        }
        return HelpText{deepest->help(before)};
    } catch (const CLI::CallForVersion&) {
        return HelpText{std::string(version) + "\n"};
    } catch (const CLI::RequiredError& error) {
        // A word that is not known says more than what seems missing because of it.
        const auto unknown = root.remaining(true);
        return fail(ErrorKind::invalid,
                    unknown.empty() ? error.what() : CLI::ExtrasError(unknown).what(),
                    "the command line", "see entente --help");
    } catch (const CLI::ParseError& error) {
        return fail(ErrorKind::invalid, error.what(), "the command line", "see entente --help");
    }
    if (chosen) return Command(*std::move(chosen));
    return fail(ErrorKind::invalid, "no command is given", "the command line",
                "see entente --help");
}

}  // namespace entente::cli
