// The kinds of STIX 2.1 section 6: cyber-observable objects. So far, what they have in common.
#include "stix/common_properties.h"
#include "stix/kind.h"

namespace entente::stix {
namespace {

constexpr auto shared = table(observable_properties, std::array<Property, 0>{});

constexpr Kind observable(std::string_view type, std::string_view section) {
    return kind(type, Family::observable, section, shared);
}

constexpr std::array kinds{
    observable("artifact", "STIX 2.1 section 6.1"),
    observable("autonomous-system", "STIX 2.1 section 6.2"),
    observable("directory", "STIX 2.1 section 6.3"),
    observable("domain-name", "STIX 2.1 section 6.4"),
    observable("email-addr", "STIX 2.1 section 6.5"),
    observable("email-message", "STIX 2.1 section 6.6"),
    observable("file", "STIX 2.1 section 6.7"),
    observable("ipv4-addr", "STIX 2.1 section 6.8"),
    observable("ipv6-addr", "STIX 2.1 section 6.9"),
    observable("mac-addr", "STIX 2.1 section 6.10"),
    observable("mutex", "STIX 2.1 section 6.11"),
    observable("network-traffic", "STIX 2.1 section 6.12"),
    observable("process", "STIX 2.1 section 6.13"),
    observable("software", "STIX 2.1 section 6.14"),
    observable("url", "STIX 2.1 section 6.15"),
    observable("user-account", "STIX 2.1 section 6.16"),
    observable("windows-registry-key", "STIX 2.1 section 6.17"),
    observable("x509-certificate", "STIX 2.1 section 6.18"),
};

constexpr Slots slots(kinds, type_name_of);

}  // namespace

const Kind* find_observable_kind(std::string_view type) {
    const auto index = slots.find(type, kinds, type_name_of);
    return index == no_property ? nullptr : &kinds[index];
}

}  // namespace entente::stix
