#pragma once
// The one decision "may this object go there", and the proof, as a type, that it was asked. Pure.

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "stix/object.h"

namespace entente::release {

/// Every way out of a node. A new way out is a new line here, and the tests walk this list.
enum class Surface { lane, command_line };

inline constexpr Surface surfaces[] = {Surface::lane, Surface::command_line};

/// Who will hold what is let out: party ids in hex, sorted, without the node's own.
struct Audience {
    std::vector<std::string> parties;

    friend bool operator==(const Audience&, const Audience&) = default;
};

/// A `Thing` that the gate let out, to whom and by which way. Only Gate makes one, so a function
/// that takes a Released cannot leak: the compiler asks the gate.
template <class Thing>
class Released {
public:
    [[nodiscard]] const Thing& thing() const { return thing_; }

    [[nodiscard]] const Audience& audience() const { return audience_; }

    [[nodiscard]] Surface surface() const { return surface_; }

private:
    friend class Gate;

    Released(Thing thing, Audience audience, Surface surface)
        : thing_(std::move(thing)), audience_(std::move(audience)), surface_(surface) {}

    Thing thing_;
    Audience audience_;
    Surface surface_;
};

/// Decides by the markings of an object.
///
/// On the lane: TLP:RED is for named persons and no organisation is one, so it is refused; so is an
/// id that is nearly a TLP one, which is read as RED (design 05-vocabularies section 1). All other
/// markings travel inside the signed bytes and bind the receiver.
/// On the node's own command line: everything, for whoever may open the node's directory holds all
/// of it.
class Gate {
public:
    /// errors  refused: the rule that decided, at the marking's JSON pointer
    [[nodiscard]] static Result<Released<stix::Valid<stix::Object>>> admit(
        stix::Valid<stix::Object> object, Audience audience, Surface surface);

    /// What others sent us, or what we sent: stored bytes on their way to the node's own people.
    template <class Thing>
    [[nodiscard]] static Released<Thing> show(Thing thing) {
        return Released<Thing>(std::move(thing), Audience{}, Surface::command_line);
    }
};

}  // namespace entente::release
