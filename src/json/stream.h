#pragma once
// Cuts a file of STIX into its objects without holding the file: bundle, array, single object, or
// any of these one after another. Pure.

#include <cstdint>
#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/result.h"

namespace entente::json {

/// What an ObjectStream cuts out.
struct Piece {
    enum class Kind {
        object,
        bundle,  ///< what is left of a bundle without its objects:
                 ///< {"type":"bundle",...,"objects":[]}
    };

    Kind kind;
    ByteView text;  ///< borrowed until the call ends; JSON only as far as brackets and quotes
    std::uint64_t offset;  ///< of its first byte in the stream
    std::uint64_t index;   ///< how many objects came before it
};

/// Takes a piece; its error ends the stream.
using TakePiece = std::function<Result<void>(const Piece&)>;

/// Finds where objects begin and end; whether they are JSON is for the parser, piece by piece.
///
/// An object with an array "objects" is taken for a bundle, unless a "type" before it says
/// otherwise: in canonical JSON "type" comes last, when the objects are gone already.
///
/// Memory: at most one object and the rest of one bundle, each of object_bytes_max.
class ObjectStream {
public:
    explicit ObjectStream(std::size_t object_bytes_max = 2 * limits::body_bytes_max)
        : object_bytes_max_(object_bytes_max) {}

    /// Reads on; hands over every piece that ends in `chunk`, whatever the chunks are.
    ///
    /// errors  invalid: not JSON, nested too deep; exhausted: an object is too large; where is
    ///         "byte 17" of the stream. And what `take` returns. After an error the stream is over
    Result<void> feed(ByteView chunk, const TakePiece& take);

    /// errors  invalid: the stream ends within an object, or holds none
    Result<void> finish() const;

private:
    /// What may come next.
    enum class Place {
        between_texts,
        piece_or_end,  ///< behind the [ of an array or of a bundle's objects
        piece,
        behind_piece,
        name_or_end,  ///< behind the { of an object at the top
        name,
        colon,
        value,
        scalar,
        behind_member,
        nested,  ///< in a piece, or in an object or array that is a member at the top
    };

    Result<void> step(const TakePiece& take);
    Result<void> start_text(char c);
    Result<void> start_piece(char c);
    Result<void> start_value(char c);
    void start_string();
    void skip_string();
    void step_in_string();
    void end_string();
    void skip_scalar();
    Result<void> skip_nested(const TakePiece& take);
    Result<void> end_nested(const TakePiece& take);
    Result<void> end_object(const TakePiece& take);
    void end_list();
    void go(Place place);
    Result<void> keep();
    Result<ByteView> whole(Bytes& kept);
    [[nodiscard]] std::unexpected<Error> unexpected_here(const char* wanted) const;
    [[nodiscard]] std::string place_text() const;

    std::size_t object_bytes_max_;
    std::uint64_t before_chunk_ = 0;  ///< bytes of the stream before chunk_
    ByteView chunk_;
    std::size_t at_ = 0;    ///< the next byte of chunk_
    std::size_t mark_ = 0;  ///< the first byte of chunk_ that is not kept yet
    Place place_ = Place::between_texts;
    std::size_t depth_ = 0;  ///< how many brackets are open, if nested
    bool is_in_string_ = false;
    bool is_behind_backslash_ = false;
    bool is_in_object_ = false;  ///< at the top
    bool is_in_piece_ = false;   ///< of an array or a bundle
    bool is_bundle_ = false;
    bool is_in_list_ = false;  ///< of a bundle's objects, between the pieces
    std::uint64_t texts_ = 0;
    std::uint64_t objects_ = 0;
    std::uint64_t outer_offset_ = 0;
    std::uint64_t inner_offset_ = 0;
    Bytes token_;  ///< start of the string that is read: a name or a value at the top
    Bytes name_;
    Bytes type_;
    Bytes outer_;  ///< the object at the top, without pieces, as far as kept
    Bytes inner_;  ///< the piece, as far as kept
};

}  // namespace entente::json
