#include "lane/note.h"

#include "base/encoding.h"
#include "base/limits.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::lane {
namespace {

const auto key = test::key_pair("note");

Note signed_note(const std::string& text) {
    return {.text = text, .signatures = {sign_note(text, "example.org/log", key)}};
}

/// The key that a C2SP verifier key stands for: name "+" id "+" base64(type || key).
crypto::PublicKey key_of(std::string_view vkey) {
    const auto id = vkey.find('+') + 1;
    const auto encoded = vkey.substr(vkey.find('+', id) + 1);
    return crypto::import_public_key(from_base64(encoded).value().substr(1)).value();
}

TEST(Note, ReadsBackAsWritten) {
    const auto note = signed_note("a text\n\nwith an empty line\n");
    EXPECT_EQ(decode_note(encode_note(note)).value(), note);
}

TEST(Note, IsSignedByTheKeyUnderItsName) {
    const auto note = signed_note("text\n");
    EXPECT_TRUE(is_signed_by(note, "example.org/log", key.public_key()));
    EXPECT_FALSE(is_signed_by(note, "example.org/other", key.public_key()));
    EXPECT_FALSE(is_signed_by(note, "example.org/log", test::key_pair("other").public_key()));
}

// Invariant I26 of design 02-log section 6.
TEST(Note, StaysSignedWhateverLinesAreAdded) {
    auto note = signed_note("text\n");
    auto bad = note.signatures.front();
    bad.signature.back() = static_cast<char>(bad.signature.back() ^ 1);
    auto cut = bad;
    cut.signature.pop_back();
    const auto foreign = sign_note("text\n", "example.org/log", test::key_pair("other"));
    note.signatures = {bad, cut, foreign, note.signatures.front(), bad};
    EXPECT_TRUE(is_signed_by(note, "example.org/log", key.public_key()));
    std::erase(note.signatures, note.signatures.at(3));
    EXPECT_FALSE(is_signed_by(note, "example.org/log", key.public_key()));
}

TEST(Note, IsRefusedWithoutSignatures) {
    EXPECT_EQ(decode_note("text\n").error().kind, ErrorKind::invalid);
    EXPECT_EQ(decode_note("text\n\n").error().kind, ErrorKind::invalid);
    EXPECT_EQ(decode_note("").error().kind, ErrorKind::invalid);
}

// C2SP signed-note: no control characters but newline, UTF-8 alone.
TEST(Note, IsRefusedIfItsTextIsNotPlainUtf8) {
    const auto with = [](const std::string& text) {
        return decode_note(encode_note(signed_note(text))).has_value();
    };
    EXPECT_TRUE(with("plain\n"));
    EXPECT_TRUE(with("\u00e9\u20ac\U0001F600\U0010FFFF\n"));
    EXPECT_FALSE(with("a\tb\n"));
    EXPECT_FALSE(with("a\r\n"));
    EXPECT_FALSE(with(std::string("a\0b\n", 4)));
    EXPECT_FALSE(with("\x80\n"));              // no lead byte
    EXPECT_FALSE(with("\xc3\n"));              // cut short
    EXPECT_FALSE(with("\xc0\xaf\n"));          // overlong
    EXPECT_FALSE(with("\xe0\x80\x80\n"));      // overlong
    EXPECT_FALSE(with("\xf0\x80\x80\x80\n"));  // overlong
    EXPECT_FALSE(with("\xed\xa0\x80\n"));      // surrogate
    EXPECT_FALSE(with("\xf4\x90\x80\x80\n"));  // above U+10FFFF
    EXPECT_FALSE(with("\xff\n"));
}

TEST(SignatureLine, IsRefusedUnlessWhole) {
    const auto line = encode_signature_line(signed_note("text\n").signatures.front());
    const auto decoded = decode_signature_line(line);
    EXPECT_EQ(encode_signature_line(decoded.value()), line);
    for (std::size_t size = 0; size < line.size(); ++size) {
        EXPECT_FALSE(decode_signature_line(line.substr(0, size)).has_value()) << size;
    }
    EXPECT_FALSE(decode_signature_line("- name AAAAAAAA\n").has_value());
    EXPECT_FALSE(decode_signature_line("\u2014 name  AAAAAAAA\n").has_value());
    EXPECT_FALSE(decode_signature_line("\u2014 AAAAAAAA\n").has_value());
    EXPECT_FALSE(decode_signature_line("\u2014  AAAAAAAA\n").has_value());
    EXPECT_FALSE(decode_signature_line("\u2014 name AAAA\n").has_value());      // below a key id
    EXPECT_FALSE(decode_signature_line("\u2014 name AAAAAA==\n").has_value());  // a key id alone
    EXPECT_TRUE(decode_signature_line("\u2014 name AAAAAAA=\n").has_value());
}

// C2SP signed-note: key names have no Unicode spaces and no plus.
TEST(SignatureLine, IsRefusedForNamesThatAreNone) {
    const auto with = [](const std::string& name) {
        return decode_signature_line("\u2014 " + name + " AAAAAAAA\n").has_value();
    };
    EXPECT_TRUE(with("\u00e9"));
    EXPECT_FALSE(with("a+b"));
    for (const auto* space : {"\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u205f",
                              "\u3000", "\t", "\x1f"}) {
        EXPECT_FALSE(with(std::string("a") + space + "b")) << space;
    }
}

TEST(Note, IsRefusedAboveItsLimits) {
    auto note = signed_note("text\n");
    note.signatures.resize(limits::note_signatures_max, note.signatures.front());
    EXPECT_TRUE(decode_note(encode_note(note)).has_value());
    note.signatures.push_back(note.signatures.front());
    EXPECT_FALSE(decode_note(encode_note(note)).has_value());
    const auto too_long = signed_note(std::string(limits::note_bytes_max, 'a') + "\n");
    EXPECT_FALSE(decode_note(encode_note(too_long)).has_value());
}

RC_GTEST_PROP(Note, AcceptsNoBytesThatItWouldNotWrite, ()) {
    auto bytes = encode_note(signed_note("text\n\nmore\n"));
    const auto bit = *rc::gen::inRange<std::size_t>(0, bytes.size() * 8);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    const auto note = decode_note(bytes);
    if (!note) return;
    RC_ASSERT(encode_note(note.value()) == bytes);
    RC_ASSERT(!is_signed_by(note.value(), "example.org/log", key.public_key()));
}

RC_GTEST_PROP(Note, IsTotal, (std::string bytes)) {
    if (const auto note = decode_note(bytes)) RC_ASSERT(encode_note(note.value()) == bytes);
}

TEST(Note, IsReadFromTheExampleOfTheStandard) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/c2sp-notes");
    const auto bytes = entente::test::read_file(path + "/foo.note");
    auto vkey = entente::test::read_file(path + "/foo.vkey");
    while (vkey.ends_with('\n')) vkey.pop_back();
    const auto note = decode_note(bytes).value();
    EXPECT_EQ(note.text, "This is an example message.\n");
    EXPECT_EQ(encode_note(note), bytes);
    EXPECT_TRUE(is_signed_by(note, "example.com/foo", key_of(vkey)));
    EXPECT_EQ(verifier_key("example.com/foo", SignatureType::ed25519, key_of(vkey)), vkey);
}

// Another implementation's log: its notes, and its roots from its leaves.
TEST(Note, IsReadFromEveryCheckpointOfAForeignLog) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/tessera-log");
    const std::string origin = "example.com/log/testdata";
    const auto vkey = entente::test::read_file(path + "/vkey");
    const auto log_key = key_of(vkey.substr(0, vkey.find('\n')));
    const auto leaves = entente::test::read_file(path + "/tile/0/000.p/15");
    ByteReader reader(leaves, "tile");
    Frontier frontier;
    for (int size = 0; size <= 15; ++size) {
        if (size > 0) frontier.append(reader.digest().value());
        const auto file = path + "/checkpoint." + std::to_string(size);
        const auto note = decode_note(entente::test::read_file(file)).value();
        EXPECT_TRUE(is_signed_by(note, origin, log_key)) << size;
        EXPECT_EQ(note.text, origin + "\n" + std::to_string(size) + "\n" +
                                 to_base64(view(frontier.root())) + "\n");
    }
}

}  // namespace
}  // namespace entente::lane
