#include "json/stream.h"

#include <algorithm>
#include <array>

#include "json/text.h"

namespace entente::json {
namespace {

constexpr std::size_t token_bytes_max = 16;  // more than "objects", "type" and "bundle" have

enum class Mark : unsigned char { none, quote, opening, closing };

constexpr std::array<Mark, 256> marks = [] {
    std::array<Mark, 256> table{};
    table['"'] = Mark::quote;
    table['{'] = table['['] = Mark::opening;
    table['}'] = table[']'] = Mark::closing;
    return table;
}();

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::string ObjectStream::place_text() const {
    return "byte " + std::to_string(before_chunk_ + at_);
}

std::unexpected<Error> ObjectStream::unexpected_here(const char* wanted) const {
    return fail(ErrorKind::invalid, std::string("not JSON: ") + wanted + " should stand here",
                place_text());
}

Result<void> ObjectStream::feed(ByteView chunk, const TakePiece& take) {
    chunk_ = chunk;
    at_ = 0;
    mark_ = 0;
    while (at_ < chunk_.size()) {
        if (is_in_string_) {
            skip_string();
        } else if (place_ == Place::nested) {
            TRY_VOID(skip_nested(take));
        } else if (place_ == Place::scalar) {
            skip_scalar();
        } else {
            TRY_VOID(step(take));
        }
    }
    TRY_VOID(keep());
    before_chunk_ += chunk_.size();
    chunk_ = {};
    at_ = 0;
    return {};
}

Result<void> ObjectStream::finish() const {
    if (place_ != Place::between_texts) {
        return fail(ErrorKind::invalid, "the JSON text ends too early", place_text());
    }
    if (texts_ == 0) return fail(ErrorKind::invalid, "there is no JSON text", place_text());
    return {};
}

Result<void> ObjectStream::step(const TakePiece& take) {
    const char c = chunk_[at_];
    if (is_space(c)) {
        ++at_;
        return {};
    }
    switch (place_) {
        case Place::between_texts:
            return start_text(c);
        case Place::piece_or_end:
            if (c == ']') return end_list(), Result<void>();
            return start_piece(c);
        case Place::piece:
            return start_piece(c);
        case Place::behind_piece:
            if (c == ']') return end_list(), Result<void>();
            if (c == ',') return go(Place::piece), Result<void>();
            return unexpected_here("a comma or ]");
        case Place::name_or_end:
            if (c == '}') return end_object(take);
            [[fallthrough]];
        case Place::name:
            place_ = Place::name;
            if (c == '"') return start_string(), Result<void>();
            return unexpected_here("a name in quotes");
        case Place::colon:
            if (c == ':') return go(Place::value), Result<void>();
            return unexpected_here("a colon");
        case Place::value:
            return start_value(c);
        case Place::behind_member:
            if (c == '}') return end_object(take);
            if (c == ',') return go(Place::name), Result<void>();
            return unexpected_here("a comma or }");
        case Place::scalar:
        case Place::nested:
            break;
    }
    return {};
}

/// Takes the byte that stands here.
void ObjectStream::go(Place place) {
    ++at_;
    place_ = place;
}

Result<void> ObjectStream::start_text(char c) {
    if (c != '{' && c != '[') return unexpected_here("{ or [");
    ++texts_;
    is_bundle_ = false;
    if (c == '[') return go(Place::piece_or_end), Result<void>();
    is_in_object_ = true;
    mark_ = at_;
    outer_.clear();
    outer_offset_ = before_chunk_ + at_;
    type_.clear();
    go(Place::name_or_end);
    return {};
}

Result<void> ObjectStream::start_piece(char c) {
    if (c != '{') return unexpected_here("an object");
    TRY_VOID(keep());
    is_in_piece_ = true;
    inner_.clear();
    inner_offset_ = before_chunk_ + at_;
    mark_ = at_;
    depth_ = 0;
    place_ = Place::nested;
    return {};
}

Result<void> ObjectStream::start_value(char c) {
    if (c == '"') return start_string(), Result<void>();
    const bool may_be_bundle = type_.empty() || type_ == "bundle";
    if (c == '[' && name_ == "objects" && may_be_bundle) {
        is_bundle_ = true;
        go(Place::piece_or_end);
        TRY_VOID(keep());
        is_in_list_ = true;
        return {};
    }
    if (marks[static_cast<unsigned char>(c)] == Mark::opening) {
        depth_ = 0;
        place_ = Place::nested;
        return {};
    }
    if (c == ',' || c == ':' || c == '}' || c == ']') return unexpected_here("a value");
    place_ = Place::scalar;
    return {};
}

void ObjectStream::skip_scalar() {
    while (at_ < chunk_.size()) {
        const char c = chunk_[at_];
        if (is_space(c) || c == ',' || c == '}') {
            place_ = Place::behind_member;
            return;
        }
        ++at_;
    }
}

void ObjectStream::start_string() {
    ++at_;
    is_in_string_ = true;
    token_.clear();
}

void ObjectStream::skip_string() {
    const bool is_token = place_ != Place::nested;
    while (at_ < chunk_.size()) {
        const auto start = at_;
        step_in_string();
        const auto end = is_in_string_ ? at_ : at_ - 1;
        const auto room = token_bytes_max - std::min(token_.size(), token_bytes_max);
        if (is_token) token_ += chunk_.substr(start, std::min(end - start, room));
        if (!is_in_string_) return end_string();
    }
}

/// Takes a run of plain bytes and what ends it, or the byte that a backslash escapes.
void ObjectStream::step_in_string() {
    if (is_behind_backslash_) {
        is_behind_backslash_ = false;
        ++at_;
        return;
    }
    at_ += plain_run(chunk_.substr(at_));
    if (at_ == chunk_.size()) return;
    if (chunk_[at_] == '"') is_in_string_ = false;
    if (chunk_[at_] == '\\') is_behind_backslash_ = true;
    ++at_;
}

void ObjectStream::end_string() {
    if (place_ == Place::name) {
        name_ = token_;
        place_ = Place::colon;
    } else if (place_ == Place::value) {
        if (name_ == "type") type_ = token_;
        place_ = Place::behind_member;
    }
}

Result<void> ObjectStream::skip_nested(const TakePiece& take) {
    while (at_ < chunk_.size()) {
        switch (marks[static_cast<unsigned char>(chunk_[at_])]) {
            case Mark::none:
                ++at_;
                break;
            case Mark::quote:
                ++at_;
                is_in_string_ = true;
                skip_string();
                break;
            case Mark::opening:
                if (++depth_ > limits::json_depth_max) {
                    return fail(
                        ErrorKind::invalid,
                        "nested deeper than " + std::to_string(limits::json_depth_max) + " levels",
                        place_text());
                }
                ++at_;
                break;
            case Mark::closing:
                ++at_;
                if (--depth_ == 0) return end_nested(take);
                break;
        }
    }
    return {};
}

Result<void> ObjectStream::end_nested(const TakePiece& take) {
    if (!is_in_piece_) {
        place_ = Place::behind_member;
        return {};
    }
    const auto text = TRY(whole(inner_));
    is_in_piece_ = false;
    mark_ = at_;
    place_ = Place::behind_piece;
    const auto index = objects_++;
    return take(
        {.kind = Piece::Kind::object, .text = text, .offset = inner_offset_, .index = index});
}

Result<void> ObjectStream::end_object(const TakePiece& take) {
    ++at_;
    const auto text = TRY(whole(outer_));
    is_in_object_ = false;
    place_ = Place::between_texts;
    const bool is_bundle = is_bundle_ || type_ == "bundle";
    const auto index = is_bundle ? objects_ : objects_++;
    return take({.kind = is_bundle ? Piece::Kind::bundle : Piece::Kind::object,
                 .text = text,
                 .offset = outer_offset_,
                 .index = index});
}

void ObjectStream::end_list() {
    is_in_list_ = false;
    mark_ = at_;
    go(is_bundle_ ? Place::behind_member : Place::between_texts);
}

/// Moves what was read since mark_ out of the chunk, if it belongs to something that goes on.
Result<void> ObjectStream::keep() {
    if (is_in_piece_ || (is_in_object_ && !is_in_list_)) {
        auto& kept = is_in_piece_ ? inner_ : outer_;
        TRY_VOID(whole(kept));
        if (kept.empty()) kept = chunk_.substr(mark_, at_ - mark_);
    }
    mark_ = at_;
    return {};
}

/// What was kept, with what was read since. Borrowed from the chunk if nothing was kept before.
Result<ByteView> ObjectStream::whole(Bytes& kept) {
    const auto run = chunk_.substr(mark_, at_ - mark_);
    if (kept.size() + run.size() > object_bytes_max_) {
        return fail(ErrorKind::exhausted,
                    "an object is larger than " + std::to_string(object_bytes_max_) + " bytes",
                    "byte " + std::to_string(is_in_piece_ ? inner_offset_ : outer_offset_));
    }
    if (kept.empty()) return run;
    kept += run;
    return kept;
}

}  // namespace entente::json
