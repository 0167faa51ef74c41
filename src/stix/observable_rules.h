#pragma once
// What no table can say of observables: rules between their properties, and forms of values. Pure.

#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

void also_artifact(const Found& found, Report& report);              ///< STIX 2.1 section 6.1
void also_directory(const Found& found, Report& report);             ///< section 6.3
void also_domain_name(const Found& found, Report& report);           ///< section 6.4
void also_email_addr(const Found& found, Report& report);            ///< section 6.5
void also_email_message(const Found& found, Report& report);         ///< section 6.6
void also_file(const Found& found, Report& report);                  ///< section 6.7
void also_ipv4_addr(const Found& found, Report& report);             ///< section 6.8
void also_ipv6_addr(const Found& found, Report& report);             ///< section 6.9
void also_mac_addr(const Found& found, Report& report);              ///< section 6.10
void also_network_traffic(const Found& found, Report& report);       ///< section 6.12
void also_process(const Found& found, Report& report);               ///< section 6.13
void also_software(const Found& found, Report& report);              ///< section 6.14
void also_url(const Found& found, Report& report);                   ///< section 6.15
void also_user_account(const Found& found, Report& report);          ///< section 6.16
void also_windows_registry_key(const Found& found, Report& report);  ///< section 6.17
void also_x509_certificate(const Found& found, Report& report);      ///< section 6.18

}  // namespace entente::stix
