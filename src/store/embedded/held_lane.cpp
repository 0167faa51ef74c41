#include "store/embedded/held_lane.h"

#include <algorithm>
#include <iterator>

#include "store/embedded/stored_entry.h"

namespace entente::store {
namespace {

constexpr std::string_view cosigner_prefix = "entente/v1/party/";
constexpr std::size_t time_bytes = 8;  // cosignature/v1: u64 seconds before the signature

std::unexpected<Error> damaged(std::string what, std::string where) {
    return fail(ErrorKind::corrupt, std::move(what), std::move(where),
                "restore the newer record, or get the lane from another member");
}

bool says_more(const KnownReceipt& known, const lane::Head& head, const lane::Receipt& receipt) {
    if (head.size != known.size) return head.size > known.size;
    return receipt.time_s > known.receipt.time_s;
}

}  // namespace

std::optional<lane::Receipt> receipt_of(const lane::SignatureLine& line) {
    if (!line.name.starts_with(cosigner_prefix)) return std::nullopt;
    const auto party = lane::parse_id<PartyId>(line.name.substr(cosigner_prefix.size()));
    ByteReader reader(line.signature, "receipt");
    const auto time_s = reader.integer(time_bytes);
    if (!party || !time_s) return std::nullopt;
    return lane::Receipt{.party = *party, .time_s = *time_s, .line = line};
}

std::vector<HeadReceipt> receipts_of(const lane::Checkpoint& checkpoint) {
    std::vector<HeadReceipt> receipts;
    for (const auto& line : checkpoint.note.signatures) {
        if (auto receipt = receipt_of(line)) {
            receipts.push_back({.head = checkpoint.head, .receipt = *std::move(receipt)});
        }
    }
    return receipts;
}

std::vector<HeadReceipt> receipts_of(const Frame& frame) {
    std::vector<HeadReceipt> all;
    for (const auto& note : frame.receipts)
        std::ranges::move(receipts_of(note), back_inserter(all));
    if (frame.checkpoint) std::ranges::move(receipts_of(*frame.checkpoint), back_inserter(all));
    return all;
}

std::vector<lane::Checkpoint> as_notes(const std::vector<HeadReceipt>& receipts) {
    std::map<lane::Head, lane::Checkpoint> notes;
    for (const auto& [head, receipt] : receipts) {
        auto& note =
            notes
                .try_emplace(head, lane::Checkpoint{.head = head,
                                                    .note = {.text = lane::checkpoint_text(head),
                                                             .signatures = {}}})
                .first->second;
        lane::add_receipt(note, receipt);
    }
    std::vector<lane::Checkpoint> all;
    for (auto& [head, note] : notes) all.push_back(std::move(note));
    return all;
}

bool take_receipt(LiveLane& live, const lane::Head& head, const lane::Receipt& receipt) {
    const auto known = live.receipts.find(receipt.party);
    if (known != live.receipts.end() && !says_more(known->second, head, receipt)) return false;
    live.receipts.insert_or_assign(receipt.party, KnownReceipt{head.size, receipt});
    if (live.state.checkpoint.head == head) lane::add_receipt(live.state.checkpoint, receipt);
    return true;
}

void forget_written(LiveLane& live, const Frame& frame) {
    const auto written = receipts_of(frame);
    std::erase_if(live.unwritten, [&](const HeadReceipt& waiting) {
        return std::ranges::any_of(written, [&](const HeadReceipt& other) {
            return other.head == waiting.head && other.receipt.party == waiting.receipt.party &&
                   other.receipt.time_s >= waiting.receipt.time_s;
        });
    });
}

void take_state(LiveLane& live, lane::LaneState after) {
    live.state = std::move(after);
    auto& checkpoint = live.state.checkpoint;
    for (const auto& [head, receipt] : receipts_of(checkpoint)) take_receipt(live, head, receipt);
    for (const auto& [party, known] : live.receipts) {
        if (known.size == checkpoint.head.size) lane::add_receipt(checkpoint, known.receipt);
    }
}

Result<FrameReading> read_records(const Frame& frame, std::uint64_t records_at) {
    FrameReading reading{.place = {.first = frame.from,
                                   .sequence = frame.sequence,
                                   .offset = records_at,
                                   .record_bytes = {}},
                         .leaves = {},
                         .last_time = Instant(0)};
    const auto where = [&] { return "entry " + std::to_string(reading.place.end()); };
    ByteReader reader(frame.records, "lane file");
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        const auto start = reader.offset();
        const auto entry = read_stored_entry(reader);
        if (!entry) return damaged(entry.error().what, where());
        if (i + 1 == frame.count) {
            const auto header = lane::decode_header(entry->header);
            if (!header) return damaged(header.error().what, where());
            reading.last_time = header->time;
        }
        reading.leaves.push_back(lane::entry_id(entry->header).value());
        const auto bytes = reader.offset() - start;
        reading.place.record_bytes.push_back(static_cast<std::uint32_t>(bytes));
    }
    if (!reader.finish()) return damaged("bytes after the last record of a frame", where());
    return reading;
}

Result<lane::LaneOpening> read_opening(const LaneId& lane, ByteView records) {
    ByteReader reader(records, "lane file");
    const auto where = "lane " + lane::to_hex(lane) + ", entry 0";
    const auto entry = lane::read_entry(reader);
    if (!entry) return damaged(entry.error().what, where);
    if (lane::entry_id(entry->header).value() != lane.value()) {
        return damaged("the file holds another lane", where);
    }
    const auto operation = lane::decode_operation(entry->body);
    const auto* opening = operation ? std::get_if<lane::LaneOpening>(&*operation) : nullptr;
    if (opening == nullptr) return damaged("entry 0 does not open the lane", where);
    return *opening;
}

}  // namespace entente::store
