#include "age/file_key.h"

#include "host/random.h"
#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

class AgeFileKey : public ::testing::Test {
protected:
    [[nodiscard]] static Header header(std::vector<Stanza> stanzas) {
        return {.stanzas = std::move(stanzas), .code = {}};
    }

    Stanza for_owner() { return wrap(key_, owners_.front().recipient(), random_).value(); }

    std::vector<Identity> people(int count) {
        std::vector<Identity> all;
        for (; count > 0; --count) all.push_back(Identity::generate(random_));
        return all;
    }

    host::SystemRandom random_;
    FileKey key_{random_.bytes<16>()};
    std::vector<Identity> owners_ = people(1);
};

TEST_F(AgeFileKey, IsFoundByItsRecipientAmongOthers) {
    const auto strangers = people(2);
    const auto sealed = header({wrap(key_, strangers[0].recipient(), random_).value(),
                                {.arguments = {"unknown", "x"}, .body = "y"},
                                for_owner()});
    EXPECT_EQ(unwrap(sealed, owners_)->reveal(), key_.reveal());
    EXPECT_EQ(unwrap(sealed, std::span(strangers).last(1)).error().kind, ErrorKind::refused);
    EXPECT_EQ(unwrap(sealed, std::span<const Identity>()).error().kind, ErrorKind::refused);
}

TEST_F(AgeFileKey, IsRefusedWhereItsStanzaIsBroken) {
    auto longer = for_owner();
    longer.body += 'x';
    auto more = for_owner();
    more.arguments.emplace_back("more");
    auto low_order = for_owner();
    low_order.arguments[1] = std::string(43, 'A');
    for (const auto& stanza : {longer, more, low_order}) {
        const auto key = unwrap(header({stanza}), owners_);
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().kind, ErrorKind::invalid);
    }
}

TEST_F(AgeFileKey, IsFoundByItsPassphraseAlone) {
    const auto stanza = wrap(key_, "open sesame", random_).value();
    EXPECT_EQ(unwrap(header({stanza}), "open sesame")->reveal(), key_.reveal());
    EXPECT_EQ(unwrap(header({stanza}), "open Sesame").error().kind, ErrorKind::refused);
    EXPECT_EQ(unwrap(header({stanza, for_owner()}), "open sesame").error().kind,
              ErrorKind::invalid);
    EXPECT_EQ(unwrap(header({stanza, for_owner()}), owners_).error().kind, ErrorKind::invalid);
}

TEST_F(AgeFileKey, CostsNoMoreThanWeAllow) {
    auto stanza =
        Stanza{.arguments = {"scrypt", std::string(22, 'A'), "23"}, .body = std::string(32, 'x')};
    for (const auto* factor : {"23", "99", "0", "018", "+1", "-1", "1e1", "", "123456789"}) {
        stanza.arguments[2] = factor;
        EXPECT_EQ(unwrap(header({stanza}), "x").error().kind, ErrorKind::invalid) << factor;
    }
}

TEST_F(AgeFileKey, CodesEveryStanza) {
    const std::vector<Stanza> stanzas = {for_owner(), for_owner()};
    const std::vector<Stanza> swapped = {stanzas[1], stanzas[0]};
    EXPECT_EQ(header_code(key_, stanzas), header_code(key_, stanzas));
    EXPECT_NE(header_code(key_, stanzas), header_code(key_, swapped));
    EXPECT_NE(header_code(key_, stanzas), header_code(FileKey({}), stanzas));
}

}  // namespace
}  // namespace entente::age
