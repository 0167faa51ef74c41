#include "node/audit_lane.h"

#include <algorithm>

#include "json/canonical.h"

namespace entente::node {
namespace {

constexpr std::size_t problems_max = 100;  // of one lane; more of them say nothing new

/// How every `recall` reads in canonical JSON; what lacks it need not be parsed.
constexpr std::string_view recall_mark = R"("op":"recall")";

}  // namespace

LaneAuditor::LaneAuditor(const channel::Directory& directory, lane::LaneId lane)
    : directory_(directory), found_{.lane = lane, .writer = "?", .channel = "?", .receipts = {}} {}

void LaneAuditor::problem(const std::string& what) {
    if (problems_.size() >= problems_max) return;
    problems_.push_back("lane " + lane::to_hex(found_.lane) + " of " + found_.writer + ", " + what);
}

void LaneAuditor::problem_at(std::uint64_t index, const std::string& what) {
    problem("entry " + std::to_string(index) + ": " + what);
}

void LaneAuditor::take_opening(const lane::EntryView& entry) {
    if (lane::entry_id(entry.header).value() != found_.lane.value()) {
        problem_at(0, "it does not hash to the lane's id");
    }
    const auto operation = lane::decode_operation(entry.body);
    const auto* opening = operation ? std::get_if<lane::LaneOpening>(&*operation) : nullptr;
    if (opening == nullptr) {
        problem_at(0, "it does not open the lane");
        return;
    }
    opening_ = *opening;
    found_.writer = directory_.name_of(opening->writer);
    const auto charter = directory_.charter(opening->channel);
    if (charter) {
        found_.channel = charter->charter.subject;
    } else {
        problem_at(0, "the lane is of a channel that is not here");
    }
}

/// A body that is gone must be one that its writer took back.
void LaneAuditor::take_recall(const lane::EntryView& entry) {
    if (!entry.body.contains(recall_mark)) return;
    const auto operation = lane::decode_operation(entry.body);
    const auto* recall = operation ? std::get_if<lane::Recall>(&*operation) : nullptr;
    if (recall == nullptr || recall->action != lane::RecallAction::erase) return;
    recalled_.insert(recall->entry);
}

void LaneAuditor::take_entry(const lane::EntryView& entry) {
    const auto index = frontier_.size().value();
    const auto id = lane::entry_id(entry.header);
    frontier_.append(id.value());
    const auto header = lane::check_entry(entry);
    if (!header) {
        problem_at(index, to_line(header.error()));
        return;
    }
    if (index == 0) take_opening(entry);
    if (entry.state == lane::BodyState::erased) erased_.emplace(id, index);
    if (header->kind == lane::BodyKind::operation) take_recall(entry);
    if (opening_ && header->writer != opening_->writer) {
        problem_at(index, "it names another writer");
    }
    if (header->time < last_time_) problem_at(index, "its time is before the entry before it");
    last_time_ = std::max(last_time_, header->time);
    ++found_.entries;
}

void LaneAuditor::compare_root(const lane::Head& head) {
    if (head.root == frontier_.root()) return;
    problem("up to entry " + std::to_string(head.size.value() - 1) +
            ": the entries do not hash to the root that the writer signed");
}

void LaneAuditor::take_checkpoint(const lane::Checkpoint& checkpoint) {
    const auto& head = checkpoint.head;
    const auto at = "checkpoint of size " + std::to_string(head.size.value()) + ": ";
    if (head.lane != found_.lane) {
        problem(at + "it is of another lane");
        return;
    }
    if (!opening_ || !lane::verify_checkpoint(checkpoint, opening_->log_key)) {
        problem(at + "it is not signed by the writer's log key");
        return;
    }
    ++found_.checkpoints;
    if (head.size == frontier_.size()) compare_root(head);
    if (head.size > frontier_.size()) ahead_ = head;
    if (head.size < frontier_.size()) problem(at + "it is older than the entries it came with");
    std::vector<lane::SignatureLine> receipts;
    for (const auto& line : checkpoint.note.signatures) {
        if (line.name != lane::lane_origin(found_.lane)) receipts.push_back(line);
    }
    take_receipts(head, receipts);
}

void LaneAuditor::take_receipts(const lane::Head& head,
                                const std::vector<lane::SignatureLine>& lines) {
    if (!opening_) return;
    for (const auto& line : lines) {
        bool is_good = false;
        for (const auto& party : opening_->audience) {
            const auto card = directory_.card(party);
            if (!card || line.name != lane::cosigner_name(party)) continue;
            is_good = std::ranges::any_of(card->card.cosign, [&](const auto& listed) {
                return lane::verify_receipt(head, line, party, listed.key).has_value();
            });
            if (is_good) ++found_.receipts[card->card.name];
        }
        if (!is_good) {
            problem("receipt on size " + std::to_string(head.size.value()) +
                    ": its signature is not that of " + line.name);
        }
    }
}

void LaneAuditor::take(const store::AuditFrame& frame) {
    const auto last = frame.first.value() + frame.count;
    const auto range = "entries " + std::to_string(frame.first.value()) + " to " +
                       std::to_string(last == 0 ? 0 : last - 1) + ": ";
    const auto problems_before = problems_.size();
    ByteReader reader(frame.records, "record");
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        const auto entry = lane::read_entry(reader);
        if (!entry) {
            problem_at(frame.first.value() + i, "the record is damaged: " + to_line(entry.error()));
            return;
        }
        take_entry(*entry);
    }
    if (ahead_ && ahead_->size == frontier_.size()) {
        compare_root(*ahead_);
        ahead_.reset();
    }
    if (frame.checkpoint) take_checkpoint(*frame.checkpoint);
    for (const auto& receipts : frame.receipts) {
        take_receipts(receipts.head, receipts.note.signatures);
    }
    if (!frame.is_checksum_good && problems_.size() == problems_before) {
        problem(range + "the record is not what was written");
    }
}

LaneAudit LaneAuditor::finish() {
    found_.root = frontier_.root();
    if (frontier_.size().value() == 0) problem_at(0, "the lane has no entries");
    for (const auto& [id, index] : erased_) {
        if (recalled_.contains(id)) {
            ++found_.erased;
        } else {
            problem_at(index, "its body is gone, and no recall says why");
        }
    }
    return found_;
}

}  // namespace entente::node
