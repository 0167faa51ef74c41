#pragma once
// The vocabularies and enumerations of STIX 2.1 section 10, as data. Pure.
//
// The words are those of the standard with Errata 01, which only adds words to open vocabularies.

#include "stix/vocabulary.h"

namespace entente::stix {

inline constexpr Vocabulary account_type_ov{
    .name = "account-type-ov",
    .rule = "STIX 2.1 section 10.1",
    .is_open = true,
    .words =
        "facebook ldap nis openid radius skype tacacs twitter unix windows-local windows-domain"};
inline constexpr Vocabulary attack_motivation_ov{
    .name = "attack-motivation-ov",
    .rule = "STIX 2.1 section 10.2",
    .is_open = true,
    .words =
        "accidental coercion dominance ideology notoriety organizational-gain personal-gain "
        "personal-satisfaction revenge unpredictable"};
inline constexpr Vocabulary attack_resource_level_ov{
    .name = "attack-resource-level-ov",
    .rule = "STIX 2.1 section 10.3",
    .is_open = true,
    .words = "individual club contest team organization government"};
inline constexpr Vocabulary encryption_algorithm_enum{
    .name = "encryption-algorithm-enum",
    .rule = "STIX 2.1 section 10.4",
    .is_open = false,
    .words = "AES-256-GCM ChaCha20-Poly1305 mime-type-indicated"};
inline constexpr Vocabulary extension_type_enum{
    .name = "extension-type-enum",
    .rule = "STIX 2.1 section 10.5",
    .is_open = false,
    .words = "new-sdo new-sco new-sro property-extension toplevel-property-extension"};
inline constexpr Vocabulary grouping_context_ov{
    .name = "grouping-context-ov",
    .rule = "STIX 2.1 section 10.6",
    .is_open = true,
    .words = "suspicious-activity malware-analysis unspecified"};
inline constexpr Vocabulary hash_algorithm_ov{
    .name = "hash-algorithm-ov",
    .rule = "STIX 2.1 section 10.7",
    .is_open = true,
    .words = "MD5 SHA-1 SHA-256 SHA-512 SHA3-256 SHA3-512 SSDEEP TLSH"};
inline constexpr Vocabulary identity_class_ov{
    .name = "identity-class-ov",
    .rule = "STIX 2.1 section 10.8",
    .is_open = true,
    .words = "individual group system organization class unknown"};
inline constexpr Vocabulary implementation_language_ov{
    .name = "implementation-language-ov",
    .rule = "STIX 2.1 section 10.9",
    .is_open = true,
    .words =
        "applescript bash c c++ c# go java javascript lua objective-c perl php powershell python "
        "ruby rust scala swift typescript visual-basic x86-32 x86-64"};
inline constexpr Vocabulary indicator_type_ov{
    .name = "indicator-type-ov",
    .rule = "STIX 2.1 section 10.10",
    .is_open = true,
    .words =
        "anomalous-activity anonymization benign compromised malicious-activity attribution "
        "unknown"};
inline constexpr Vocabulary industry_sector_ov{
    .name = "industry-sector-ov",
    .rule = "STIX 2.1 section 10.11",
    .is_open = true,
    .words =
        "agriculture aerospace automotive chemical commercial communications construction defense "
        "education energy entertainment financial-services government emergency-services "
        "government-local government-national government-public-services government-regional "
        "healthcare hospitality-leisure infrastructure dams nuclear water insurance legal "
        "manufacturing mining non-profit pharmaceuticals retail technology telecommunications "
        "transportation utilities"};
inline constexpr Vocabulary infrastructure_type_ov{
    .name = "infrastructure-type-ov",
    .rule = "STIX 2.1 section 10.12",
    .is_open = true,
    .words =
        "amplification anonymization botnet command-and-control control-system exfiltration "
        "firewall hosting-malware hosting-target-lists phishing reconnaissance routers-switches "
        "staging workstation unknown"};
inline constexpr Vocabulary malware_capabilities_ov{
    .name = "malware-capabilities-ov",
    .rule = "STIX 2.1 section 10.13",
    .is_open = true,
    .words =
        "accesses-remote-machines anti-debugging anti-disassembly anti-emulation "
        "anti-memory-forensics anti-sandbox anti-vm captures-input-peripherals "
        "captures-output-peripherals captures-system-state-data cleans-traces-of-infection "
        "commits-fraud communicates-with-c2 compromises-data-availability "
        "compromises-data-integrity compromises-system-availability controls-local-machine "
        "degrades-security-software degrades-system-updates determines-c2-server emails-spam "
        "escalates-privileges evades-av exfiltrates-data fingerprints-host hides-artifacts "
        "hides-executing-code infects-files infects-remote-machines installs-other-components "
        "persists-after-system-reboot prevents-artifact-access prevents-artifact-deletion "
        "probes-network-environment self-modifies steals-authentication-credentials "
        "violates-system-operational-integrity"};
inline constexpr Vocabulary malware_result_ov{.name = "malware-result-ov",
                                              .rule = "STIX 2.1 section 10.14",
                                              .is_open = true,
                                              .words = "malicious suspicious benign unknown"};
inline constexpr Vocabulary malware_type_ov{
    .name = "malware-type-ov",
    .rule = "STIX 2.1 section 10.15",
    .is_open = true,
    .words =
        "adware backdoor bot bootkit ddos downloader dropper exploit-kit keylogger ransomware "
        "remote-access-trojan resource-exploitation rogue-security-software rootkit "
        "screen-capture spyware trojan unknown virus webshell wiper worm"};
inline constexpr Vocabulary network_socket_address_family_enum{
    .name = "network-socket-address-family-enum",
    .rule = "STIX 2.1 section 10.16",
    .is_open = false,
    .words = "AF_UNSPEC AF_INET AF_IPX AF_APPLETALK AF_NETBIOS AF_INET6 AF_IRDA AF_BTH"};
inline constexpr Vocabulary network_socket_type_enum{
    .name = "network-socket-type-enum",
    .rule = "STIX 2.1 section 10.17",
    .is_open = false,
    .words = "SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_RDM SOCK_SEQPACKET"};
inline constexpr Vocabulary opinion_enum{
    .name = "opinion-enum",
    .rule = "STIX 2.1 section 10.18",
    .is_open = false,
    .words = "strongly-disagree disagree neutral agree strongly-agree"};
inline constexpr Vocabulary pattern_type_ov{.name = "pattern-type-ov",
                                            .rule = "STIX 2.1 section 10.19",
                                            .is_open = true,
                                            .words = "stix pcre sigma snort suricata yara"};
inline constexpr Vocabulary processor_architecture_ov{
    .name = "processor-architecture-ov",
    .rule = "STIX 2.1 section 10.20",
    .is_open = true,
    .words = "alpha arm ia-64 mips powerpc sparc x86 x86-64"};
inline constexpr Vocabulary region_ov{
    .name = "region-ov",
    .rule = "STIX 2.1 section 10.21",
    .is_open = true,
    .words =
        "africa eastern-africa middle-africa northern-africa southern-africa western-africa "
        "americas caribbean central-america latin-america-caribbean northern-america "
        "south-america asia central-asia eastern-asia southern-asia south-eastern-asia "
        "western-asia europe eastern-europe northern-europe southern-europe western-europe "
        "oceania antarctica australia-new-zealand melanesia micronesia polynesia"};
inline constexpr Vocabulary report_type_ov{
    .name = "report-type-ov",
    .rule = "STIX 2.1 section 10.22",
    .is_open = true,
    .words =
        "attack-pattern campaign identity incident indicator intrusion-set malware observed-data "
        "threat-actor threat-report tool vulnerability"};
inline constexpr Vocabulary threat_actor_type_ov{
    .name = "threat-actor-type-ov",
    .rule = "STIX 2.1 section 10.23",
    .is_open = true,
    .words =
        "activist competitor crime-syndicate criminal hacker insider-accidental "
        "insider-disgruntled nation-state private-sector sensationalist spy terrorist unknown"};
inline constexpr Vocabulary threat_actor_role_ov{
    .name = "threat-actor-role-ov",
    .rule = "STIX 2.1 section 10.24",
    .is_open = true,
    .words =
        "agent director independent infrastructure-architect infrastructure-operator "
        "malware-author sponsor"};
inline constexpr Vocabulary threat_actor_sophistication_ov{
    .name = "threat-actor-sophistication-ov",
    .rule = "STIX 2.1 section 10.25",
    .is_open = true,
    .words = "none minimal intermediate advanced expert innovator strategic"};
inline constexpr Vocabulary tool_type_ov{
    .name = "tool-type-ov",
    .rule = "STIX 2.1 section 10.26",
    .is_open = true,
    .words =
        "denial-of-service exploitation information-gathering network-capture "
        "credential-exploitation remote-access vulnerability-scanning unknown"};
inline constexpr Vocabulary windows_integrity_level_enum{.name = "windows-integrity-level-enum",
                                                         .rule = "STIX 2.1 section 10.27",
                                                         .is_open = false,
                                                         .words = "low medium high system"};
inline constexpr Vocabulary windows_pebinary_type_ov{.name = "windows-pebinary-type-ov",
                                                     .rule = "STIX 2.1 section 10.28",
                                                     .is_open = true,
                                                     .words = "dll exe sys"};
inline constexpr Vocabulary windows_registry_datatype_enum{
    .name = "windows-registry-datatype-enum",
    .rule = "STIX 2.1 section 10.29",
    .is_open = false,
    .words =
        "REG_NONE REG_SZ REG_EXPAND_SZ REG_BINARY REG_DWORD REG_DWORD_BIG_ENDIAN "
        "REG_DWORD_LITTLE_ENDIAN REG_LINK REG_MULTI_SZ REG_RESOURCE_LIST "
        "REG_FULL_RESOURCE_DESCRIPTION REG_RESOURCE_REQUIREMENTS_LIST REG_QWORD REG_INVALID_TYPE"};
inline constexpr Vocabulary windows_service_start_type_enum{
    .name = "windows-service-start-type-enum",
    .rule = "STIX 2.1 section 10.30",
    .is_open = false,
    .words =
        "SERVICE_AUTO_START SERVICE_BOOT_START SERVICE_DEMAND_START SERVICE_DISABLED "
        "SERVICE_SYSTEM_ALERT"};
inline constexpr Vocabulary windows_service_type_enum{
    .name = "windows-service-type-enum",
    .rule = "STIX 2.1 section 10.31",
    .is_open = false,
    .words =
        "SERVICE_KERNEL_DRIVER SERVICE_FILE_SYSTEM_DRIVER SERVICE_WIN32_OWN_PROCESS "
        "SERVICE_WIN32_SHARE_PROCESS"};
inline constexpr Vocabulary windows_service_status_enum{
    .name = "windows-service-status-enum",
    .rule = "STIX 2.1 section 10.32",
    .is_open = false,
    .words =
        "SERVICE_CONTINUE_PENDING SERVICE_PAUSE_PENDING SERVICE_PAUSED SERVICE_RUNNING "
        "SERVICE_START_PENDING SERVICE_STOP_PENDING SERVICE_STOPPED"};

}  // namespace entente::stix
