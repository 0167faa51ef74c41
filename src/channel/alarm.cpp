#include "channel/alarm.h"

#include <algorithm>

namespace entente::channel {
namespace {

constexpr std::size_t short_digits = 8;
constexpr const char* not_certain_of_writer =
    "whether it was deliberate. A restore from an old backup or a stolen key does the same.";

std::string brief(const lane::LaneId& lane) {
    return lane::to_hex(lane).substr(0, short_digits);
}

std::string number(lane::TreeSize size) {
    return std::to_string(size.value());
}

std::string name_of(const Directory& directory, const PartyId& party) {
    if (party == directory.self()) return "this node";
    const auto card = directory.card(party);
    return card ? card->card.name : lane::to_hex(party).substr(0, short_digits);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// "58eae852 (ALPHA -> BRAVO, CHARLIE)".
std::string lane_words(const Directory& directory, const lane::LaneId& id,
                       const lane::LaneOpening& opening) {
    std::vector<std::string> readers;
    for (const auto& party : opening.audience) {
        if (party != opening.writer) readers.push_back(name_of(directory, party));
    }
    std::ranges::sort(readers);
    return brief(id) + " (" + name_of(directory, opening.writer) + " -> " + joined(readers) + ")";
}

/// Who of the other members has the evidence, and who has not.
std::string told_words(const Directory& directory, const lane::ProvenEvidence& fork,
                       const lane::LaneOpening& opening) {
    std::vector<std::string> told;
    std::vector<std::string> untold;
    for (const auto& party : opening.audience) {
        if (party == directory.self() || party == opening.writer) continue;
        const bool is_told = directory.disputes().is_told(evidence_name(fork), party);
        (is_told ? told : untold).push_back(name_of(directory, party));
    }
    std::string text;
    if (!told.empty()) text = joined(told) + " told";
    if (!untold.empty()) text += (text.empty() ? "" : "; ") + ("not yet told: " + joined(untold));
    return text;
}

/// Where the histories part, if it is known.
std::string parting_words(const Dispute& dispute) {
    const auto agreed = agreement_of(*dispute.fork());
    if (!dispute.differs_from) {
        return agreed + (agreed.empty() ? "" : " ") +
               "From which entry on they differ is not known here.";
    }
    const auto from = dispute.differs_from->value();
    if (from == 0) return "The histories differ from their first entry on.";
    return "The histories agree up to entry " + std::to_string(from - 1) +
           " and differ from entry " + std::to_string(from) + " on.";
}

std::string reliance_words(const Dispute& dispute) {
    if (!dispute.differs_from) return "Do not rely on the entries of this lane.";
    return "Do not rely on entries " + std::to_string(dispute.differs_from->value()) +
           " and later.";
}

Alarm fork_alarm(const Directory& directory, const Dispute& dispute) {
    const auto& fork = *dispute.fork();
    const auto& opening = fork.opening().value();
    const auto writer = name_of(directory, opening.writer);
    Alarm alarm{.is_resolved = dispute.resolution.has_value(),
                .headline = writer + " has signed two different histories of lane " +
                            lane_words(directory, dispute.lane, opening) + ".",
                .certain = {},
                .not_certain = not_certain_of_writer,
                .done = {},
                .to_do = {}};
    for (const auto& evidence : dispute.evidence) {
        const bool is_another =
            &evidence != &fork && evidence.evidence().kind == lane::EvidenceKind::fork;
        if (is_another) continue;  // one fork says all
        for (auto& line : certain_of(evidence, name_of(directory, evidence.accused()))) {
            alarm.certain.push_back(std::move(line));
        }
    }
    alarm.certain.push_back(parting_words(dispute));
    const auto file = "evidence/" + evidence_name(fork) + ".json";
    const auto told = told_words(directory, fork, opening);
    if (dispute.resolution) {
        const auto& resolution = *dispute.resolution;
        alarm.done.push_back("resolved at " + to_milliseconds_text(resolution.time) + ": " +
                             resolution.reason);
        alarm.done.push_back("the lane goes on in the version that is here; proof in " + file +
                             ".");
        if (resolution.successor) {
            alarm.done.push_back("its successor is lane " + brief(*resolution.successor) + ".");
        }
        return alarm;
    }
    alarm.done.push_back("no more receipts for this lane; what came of both versions is kept;");
    alarm.done.push_back("proof in " + file + (told.empty() ? "." : "; " + told + "."));
    const bool is_ours = opening.writer == directory.self();
    alarm.to_do.push_back(
        (is_ours ? "find out who else has our log key, or which copy of this node wrote it. "
                 : "reach " + writer + " by another way. ") +
        reliance_words(dispute));
    alarm.to_do.push_back("Anyone can check the proof: entente evidence verify " + file);
    alarm.to_do.push_back("Once it is clear: entente resolve " + brief(dispute.lane) +
                          " --reason TEXT");
    return alarm;
}

/// Only a reader is accused: the lane goes on.
Alarm reader_alarm(const Directory& directory, const Dispute& dispute) {
    const auto& evidence = dispute.evidence.front();
    const auto reader = name_of(directory, evidence.accused());
    return {.is_resolved = false,
            .headline = reader + " gave receipts for two different histories of lane " +
                        brief(dispute.lane) + ".",
            .certain = certain_of(evidence, reader),
            .not_certain = "whether it was deliberate, and whether the writer signed both.",
            .done = {"proof in evidence/" + evidence_name(evidence) + ".json."},
            .to_do = {"reach " + reader +
                      " by another way. Its receipts for this lane prove nothing."}};
}

/// The lines of one part: its word before the first, blanks before the others.
void add_part(std::vector<std::string>& lines, std::string word,
              const std::vector<std::string>& sentences) {
    constexpr std::size_t width = 16;
    for (const auto& sentence : sentences) {
        lines.push_back(word + std::string(width - word.size(), ' ') + sentence);
        word.clear();
    }
}

}  // namespace

std::vector<std::string> certain_of(const lane::ProvenEvidence& evidence,
                                    const std::string& accused_name) {
    const auto& a = evidence.smaller();
    const auto& b = evidence.larger();
    const bool is_fork = evidence.evidence().kind == lane::EvidenceKind::fork;
    return {accused_name + "'s key " + (is_fork ? "signed" : "gave receipts for") + " size " +
                number(a.size) + " root " + to_base64(view(a.root)),
            "and size " + number(b.size) + " root " + to_base64(view(b.root)) +
                "; these cannot belong to one log."};
}

std::string agreement_of(const lane::ProvenEvidence& evidence) {
    const auto& common = evidence.evidence().common;
    if (!common) return {};
    return "The histories agree at least up to entry " + std::to_string(common->size.value() - 1) +
           ".";
}

Alarm alarm_of(const Directory& directory, const Dispute& dispute) {
    return dispute.fork() == nullptr ? reader_alarm(directory, dispute)
                                     : fork_alarm(directory, dispute);
}

std::vector<std::string> lines_of(const Alarm& alarm) {
    std::vector<std::string> lines = {(alarm.is_resolved ? "NOTE  " : "ALARM  ") + alarm.headline};
    add_part(lines, "  Certain:", alarm.certain);
    add_part(lines, "  Not certain:", {alarm.not_certain});
    add_part(lines, "  Done:", alarm.done);
    add_part(lines, "  To do:", alarm.to_do);
    return lines;
}

}  // namespace entente::channel
