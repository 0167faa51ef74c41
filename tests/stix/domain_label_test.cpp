#include "stix/domain_label.h"

#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(DomainLabel, OfPlainLettersIsNotLookedAt) {  // RFC 5890 section 2.3.1
    EXPECT_TRUE(is_idna_label("example"));
    EXPECT_TRUE(is_idna_label("_dmarc"));
    EXPECT_TRUE(is_idna_label("r1---sn-5hne6n76"));  // reserved, and in use all the same
    EXPECT_TRUE(is_idna_label(""));
}

TEST(DomainLabel, MayBeAULabel) {  // STIX 2.1 section 6.4.1; RFC 5890 section 2.3.2.1
    EXPECT_TRUE(is_idna_label("bücher"));
    EXPECT_TRUE(is_idna_label("faß"));
    EXPECT_TRUE(is_idna_label("пример"));
    EXPECT_TRUE(is_idna_label("例え"));
    EXPECT_TRUE(is_idna_label("افغانستان"));
}

TEST(DomainLabel, OfOtherCharactersThanIdnaAllowsIsNone) {  // STIX 2.1 section 6.4.1; RFC 5892
    EXPECT_FALSE(is_idna_label("Bücher"));        // capital letters are disallowed: section 2.6
    EXPECT_FALSE(is_idna_label("i❤"));            // symbols too
    EXPECT_FALSE(is_idna_label("bu\u0308cher"));  // not in form C: RFC 5891 section 4.2.1
    EXPECT_FALSE(is_idna_label("\u0308a"));       // begins with a combining mark: 4.2.3.2
    EXPECT_FALSE(is_idna_label("a\u200Db"));      // a joiner out of context: appendix A.2
    EXPECT_FALSE(is_idna_label("אa"));            // two directions: RFC 5893 section 2
    EXPECT_FALSE(is_idna_label("-ü"));            // hyphen at the end: 4.2.3.1
    EXPECT_FALSE(is_idna_label("\xC3"));          // not UTF-8
    EXPECT_FALSE(is_idna_label({"\0ü", 3}));
}

TEST(DomainLabel, ThatSaysItIsAnALabelIsOne) {  // STIX 2.1 section 6.4.1; RFC 5890 section 2.3.2.1
    EXPECT_TRUE(is_idna_label("xn--bcher-kva"));
    EXPECT_TRUE(is_idna_label("XN--BCHER-KVA"));
    EXPECT_FALSE(is_idna_label("xn--"));
    EXPECT_FALSE(is_idna_label("xn--i-7iq"));     // of a symbol
    EXPECT_FALSE(is_idna_label("xn--a"));         // a fake one
    EXPECT_FALSE(is_idna_label("xn--example-"));  // nothing in it needs Punycode
}

RC_GTEST_PROP(DomainLabel, IsReadWhateverTheBytes, (const std::string& bytes)) {
    RC_ASSERT(is_idna_label(bytes) == is_idna_label(bytes));
}

}  // namespace
}  // namespace entente::stix
