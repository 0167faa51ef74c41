#include "stix/vocabularies.h"

#include <algorithm>

#include "stix/registries.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::size_t words_of(const Vocabulary& vocabulary) {
    return static_cast<std::size_t>(std::ranges::count(vocabulary.words, ' ')) + 1;
}

TEST(Vocabularies, HaveWholeWords) {
    EXPECT_TRUE(account_type_ov.has("facebook"));
    EXPECT_TRUE(account_type_ov.has("windows-domain"));
    EXPECT_TRUE(account_type_ov.has("unix"));
    for (const auto* word : {"", "face", "book", "windows", "facebook ldap", " ", "Unix"}) {
        EXPECT_FALSE(account_type_ov.has(word)) << word;
    }
}

TEST(Vocabularies, HaveAsManyWordsAsTheStandard) {  // STIX 2.1 section 10, with Errata 01
    EXPECT_EQ(words_of(account_type_ov), 11U);
    EXPECT_EQ(words_of(hash_algorithm_ov), 8U);
    EXPECT_EQ(words_of(implementation_language_ov), 22U);
    EXPECT_EQ(words_of(industry_sector_ov), 35U);
    EXPECT_EQ(words_of(infrastructure_type_ov), 15U);
    EXPECT_EQ(words_of(malware_type_ov), 22U);
    EXPECT_EQ(words_of(region_ov), 29U);
    EXPECT_EQ(words_of(windows_registry_datatype_enum), 14U);
    EXPECT_EQ(words_of(countries), 249U);  // ISO 3166-1
}

TEST(Vocabularies, AreOpenOrClosedAsTheirNamesSay) {  // STIX 2.1 section 10: -ov and -enum
    for (const auto* vocabulary :
         {&attack_motivation_ov, &grouping_context_ov, &malware_result_ov, &tool_type_ov,
          &windows_pebinary_type_ov, &encryption_algorithm_enum, &opinion_enum,
          &network_socket_type_enum, &windows_integrity_level_enum}) {
        EXPECT_EQ(vocabulary->is_open, vocabulary->name.ends_with("-ov")) << vocabulary->name;
    }
}

}  // namespace
}  // namespace entente::stix
