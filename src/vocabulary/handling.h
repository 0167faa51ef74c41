#pragma once
// How what was shared may be used and passed on: TLP, PAP and Europol's codes, as data. Pure.

#include <optional>
#include <span>
#include <string_view>

namespace entente::vocabulary {

/// The Traffic Light Protocol says with whom to share. From open to closed, so that a greater one
/// is stricter: AMBER+STRICT is above AMBER.
enum class TlpLevel { clear, green, amber, amber_strict, red };

struct TlpLabel {
    TlpLevel level;
    std::string_view label;    ///< "TLP:AMBER+STRICT": capitals, no space after the colon
    std::string_view meaning;  ///< how far it may go
    std::string_view colour;   ///< of the text, "#RRGGBB"; the ground is always black
};

/// All five, from open to closed.
///
/// source  FIRST, Traffic Light Protocol 2.0 (August 2022)
std::span<const TlpLabel> tlp_labels();

const TlpLabel& label_of(TlpLevel level);

/// "TLP:AMBER+STRICT"; as FIRST writes it, whatever the version.
std::string_view to_text(TlpLevel level);

/// The level of a label, whatever the case of its letters; "TLP:WHITE" of TLP 1 is CLEAR. None for
/// anything else: whoever meets a label that is nearly one must take it for RED.
std::optional<TlpLevel> find_tlp_level(std::string_view label);

/// One code of a list, with what it means.
struct Code {
    std::string_view code;
    std::string_view meaning;
};

/// The Permissible Actions Protocol says what may be done with it: "PAP:RED" to "PAP:CLEAR", from
/// closed to open.
std::span<const Code> permissible_actions();

/// Europol: H0 to H3, limits on use.
std::span<const Code> europol_handling();

/// Europol: A, B, C, X, how reliable a source is.
std::span<const Code> europol_sources();

/// Europol: 1 to 4, how accurate the information is.
std::span<const Code> europol_information();

/// None if the list has no such code.
const Code* find_code(std::span<const Code> codes, std::string_view code);

}  // namespace entente::vocabulary
