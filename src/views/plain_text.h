#pragma once
// Text for a terminal: made harmless, and broken into lines. Pure.

#include <string>
#include <string_view>
#include <utility>

namespace entente::views {

/// `text` on one line and without anything that acts on a terminal: line ends and tabs become
/// spaces, other control characters and those that turn the direction of writing become U+FFFD.
/// What other parties wrote must not be able to move the cursor, or to make one party's words look
/// like another's.
///
/// text  valid UTF-8
std::string printable(std::string_view text);

/// A text of labelled fields, none wider than 96 columns. Whatever is added is made printable.
class PlainText {
public:
    /// A line by itself, after an empty one unless it is the first.
    void heading(std::string_view text);

    /// `label`, at most 19 letters of ASCII, and `text` beside it in as many lines as it needs.
    /// Nothing if `text` is empty.
    void field(std::string_view label, std::string_view text);

    /// Another text under the last field's, without a label.
    void more(std::string_view text) { field("", text); }

    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    std::string text_;
};

}  // namespace entente::views
