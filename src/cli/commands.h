#pragma once
// Every command: arguments in, lines out. One file each.

#include "cli/arguments.h"
#include "cli/terminal.h"

namespace entente::cli {

Result<void> run(const Init& command, Terminal& terminal);                // init.cpp
Result<void> run(const Serve& command, Terminal& terminal);               // serve.cpp
Result<void> run(const PeerCard& command, Terminal& terminal);            // peer.cpp
Result<void> run(const PeerAdd& command, Terminal& terminal);             // peer.cpp
Result<void> run(const PeerList& command, Terminal& terminal);            // peer.cpp
Result<void> run(const ChannelNew& command, Terminal& terminal);          // channel.cpp
Result<void> run(const ChannelInvite& command, Terminal& terminal);       // channel.cpp
Result<void> run(const ChannelJoin& command, Terminal& terminal);         // channel.cpp
Result<void> run(const ChannelList& command, Terminal& terminal);         // channel.cpp
Result<void> run(const Put& command, Terminal& terminal);                 // put.cpp
Result<void> run(const List& command, Terminal& terminal);                // list.cpp
Result<void> run(const Show& command, Terminal& terminal);                // show.cpp
Result<void> run(const Log& command, Terminal& terminal);                 // log.cpp
Result<void> run(const Assess& command, Terminal& terminal);              // assess.cpp
Result<void> run(const Compare& command, Terminal& terminal);             // compare.cpp
Result<void> run(const Verify& command, Terminal& terminal);              // verify.cpp
Result<void> run(const Status& command, Terminal& terminal);              // status.cpp
Result<void> run(const EvidenceVerify& command, Terminal& terminal);      // evidence.cpp
Result<void> run(const EvidenceList& command, Terminal& terminal);        // evidence.cpp
Result<void> run(const Resolve& command, Terminal& terminal);             // evidence.cpp
Result<void> run(const Prove& command, Terminal& terminal);               // prove.cpp
Result<void> run(const ProofVerify& command, Terminal& terminal);         // prove.cpp
Result<void> run(const VerifierKeys& command, Terminal& terminal);        // prove.cpp
Result<void> run(const Recall& command, Terminal& terminal);              // recall.cpp
Result<void> run(const RecallList& command, Terminal& terminal);          // recall.cpp
Result<void> run(const Rebuild& command, Terminal& terminal);             // rebuild.cpp
Result<void> run(const Recover& command, Terminal& terminal);             // recover.cpp
Result<void> run(const BundleExport& command, Terminal& terminal);        // bundle.cpp
Result<void> run(const BundleInspect& command, Terminal& terminal);       // bundle_inspect.cpp
Result<void> run(const BundleImport& command, Terminal& terminal);        // bundle.cpp
Result<Ending> run(const StixValidate& command, Terminal& terminal);      // stix_validate.cpp
Result<void> run(const StixPatternCheck& command, Terminal& terminal);    // stix_pattern.cpp
Result<void> run(const StixPatternExplain& command, Terminal& terminal);  // stix_pattern.cpp
Result<Ending> run(const StixPatternMatch& command, Terminal& terminal);  // stix_match.cpp
Result<Ending> run(const StixFormat& command, Terminal& terminal);        // stix_format.cpp
Result<void> run(const StixGraph& command, Terminal& terminal);           // stix_graph.cpp
Result<Ending> run(const StixDiff& command, Terminal& terminal);          // stix_difference.cpp

}  // namespace entente::cli
