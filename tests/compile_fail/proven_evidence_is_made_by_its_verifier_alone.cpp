// Nothing freezes a lane but evidence that was verified.
#include "lane/evidence.h"

entente::lane::ProvenEvidence believe(const entente::lane::Evidence& evidence,
                                      const entente::lane::Head& one,
                                      const entente::lane::Head& other) {
    return entente::lane::ProvenEvidence(evidence, one, other);
}
