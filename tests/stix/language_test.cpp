#include "stix/text_forms.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Language, HasTheFormOfALanguageCode) {  // STIX 2.1 section 3.2; RFC 5646 section 2.1
    for (const auto* text : {"en", "fa-AF", "ps", "zh-Hant-TW", "x-private", "de-1996",
                             "sl-rozaj-biske", "zh-cmn-Hans-CN", "en-a-myext-b-another",
                             "qaa-Qaaa-QM-x-southern", "i-klingon", "es-419"}) {
        EXPECT_TRUE(is_language(text)) << text;
    }
    for (const auto* text :
         {"", "e", "english language", "en-", "-en", "en--US", "x", "1en", "en-toolongsubtag",
          "de-419-DE", "a-DE", "en-a", "en-x", "espa\xC3\xB1ol", "e1"}) {
        EXPECT_FALSE(is_language(text)) << text;
    }
}

}  // namespace
}  // namespace entente::stix
