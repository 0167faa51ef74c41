#pragma once
// The invariants of design 02-log section 6 that the simulation holds the node to, and what was
// found against them.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace entente::simulation {

/// One row of the table of section 6.
enum class Invariant {
    i1,
    i2,
    i3,
    i4,
    i5,
    i6,
    i7,
    i10,
    i11,
    i12,
    i13,
    i14,
    i16,
    i17,
    i20,
    i21,
    i23,
    i24,
    i27,
    i28,
    i30,
};

/// "I1: every checkpoint that left an honest writer is consistent with every other".
constexpr const char* statement(Invariant invariant) {
    switch (invariant) {
        case Invariant::i1:
            return "I1: all checkpoints that left an honest writer are consistent";
        case Invariant::i2:
            return "I2: nothing signed leaves the process before it is durable";
        case Invariant::i3:
            return "I3: what was sealed survives any crash";
        case Invariant::i4:
            return "I4: a receipt means that every entry is on disk and opens";
        case Invariant::i5:
            return "I5: receipts of one node on one lane never fall back";
        case Invariant::i6:
            return "I6: what one may not read changes no byte that reaches one";
        case Invariant::i7:
            return "I7: readers of one lane agree, or one of them has evidence";
        case Invariant::i10:
            return "I10: one order on all nodes, which extends happens-before";
        case Invariant::i11:
            return "I11: a seen names what its writer held, and never less than before";
        case Invariant::i12:
            return "I12: after the last content at most one entry a lane, then silence";
        case Invariant::i13:
            return "I13: segments in any order, any number of times, give one state";
        case Invariant::i14:
            return "I14: a lane never shrinks and no leaf is replaced";
        case Invariant::i16:
            return "I16: no honest party is ever accused by evidence that verifies";
        case Invariant::i17:
            return "I17: who holds the larger of two histories and meets the other has evidence";
        case Invariant::i20:
            return "I20: after a rollback nothing is sealed, and recovery brings all back";
        case Invariant::i21:
            return "I21: what is refused leaves nothing behind";
        case Invariant::i23:
            return "I23: no clock stops an append, and header times never fall";
        case Invariant::i24:
            return "I24: every proof is a function of the headers";
        case Invariant::i27:
            return "I27: a failing disk leaves nothing half done and loses nothing";
        case Invariant::i28:
            return "I28: who is connected ends equal, with every receipt";
        case Invariant::i30:
            return "I30: a recipient's cursor depends on what that recipient may read, alone";
    }
    return "";
}

struct Violation {
    Invariant invariant;
    std::string what;
};

/// What the checkers found. The first counts: what follows is its consequence.
class Verdicts {
public:
    /// only  if set, other checkers find nothing: a mutation must be caught by the one that is
    /// meant
    explicit Verdicts(std::optional<Invariant> only) : only_(only) {}

    void demand(Invariant invariant, bool holds, const std::string& what) {
        if (holds || first_ || (only_ && *only_ != invariant)) return;
        first_ = Violation{.invariant = invariant, .what = what};
    }

    [[nodiscard]] const std::optional<Violation>& first() const { return first_; }

private:
    std::optional<Invariant> only_;
    std::optional<Violation> first_;
};

}  // namespace entente::simulation
