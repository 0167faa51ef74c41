#pragma once
// The body of an entry, read member by member. Pure.
//
// What a party sends was checked by its own node, which we do not trust: views read every member as
// if it could be missing or of another kind.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "channel/transcript.h"
#include "json/value.h"

namespace entente::views {

/// The text of that member; empty if there is none, or if it is no string.
std::string text_of(const json::Value& object, std::string_view name);

/// The strings of that member, a list; each once, in its order.
std::vector<std::string> texts_of(const json::Value& object, std::string_view name);

/// Whether that member is true.
bool is_true(const json::Value& object, std::string_view name);

/// A parsed body and, for errors, where it stands.
class Body {
public:
    /// errors  invalid: erased, or no JSON object; where is the party and the entry
    static Result<Body> open(const channel::TranscriptEntry& entry);

    [[nodiscard]] json::Value root() const { return document_.root(); }

    /// errors  invalid: the member is missing, or is no string, or is empty
    [[nodiscard]] Result<std::string> text(std::string_view name) const;

    /// errors  invalid: the member is missing, or is no time
    [[nodiscard]] Result<Timestamp> time(std::string_view name) const;

    /// An Error about this body: "ALPHA, entry 17, /modified".
    [[nodiscard]] std::unexpected<Error> refuse(std::string what, std::string_view pointer) const;

private:
    Body(std::string place, json::Document document)
        : place_(std::move(place)), document_(std::move(document)) {}

    std::string place_;
    json::Document document_;
};

}  // namespace entente::views
