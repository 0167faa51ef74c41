#include "courier/bundle_file.h"

#include <optional>
#include <span>

#include "age/decrypt.h"
#include "archive/ustar.h"
#include "base/limits.h"
#include "courier/content.h"
#include "crypto/sha256.h"

namespace entente::courier {
namespace {

constexpr std::string_view manifest_name = "manifest";
constexpr std::string_view payload_name = "payload.age";

std::unexpected<Error> no_bundle(std::string what) {
    return fail(ErrorKind::invalid, std::move(what), "the bundle",
                "it was damaged on its way: get it once more");
}

/// Takes the two members of a bundle's file.
class Outside {
public:
    explicit Outside(const BundleSink& sink) : sink_(sink) {}

    Result<void> begin(const std::string& name, std::uint64_t size) {
        const bool is_expected = name == (manifest_ ? payload_name : manifest_name);
        if (!is_expected || is_payload_)
            return no_bundle("a bundle has no member \"" + name + "\" here");
        if (!manifest_ && size > limits::note_bytes_max)
            return no_bundle("the manifest is too large");
        is_payload_ = manifest_.has_value();
        if (is_payload_ && size != manifest_->manifest.size) {
            return no_bundle("the payload has another size than the manifest says");
        }
        return {};
    }

    Result<void> content(ByteView piece) {
        if (!is_payload_) {
            text_ += piece;
            return {};
        }
        hash_.add(piece);
        return sink_.payload(piece);
    }

    Result<void> end() {
        if (!is_payload_) {
            manifest_ = TRY(lane::decode_manifest(text_));
            return sink_.manifest(*manifest_);
        }
        if (hash_.finish() == manifest_->manifest.digest) return {};
        return no_bundle("the payload is not the one that the manifest names");
    }

    [[nodiscard]] Result<void> finish() const {
        if (is_payload_) return {};
        return no_bundle("the bundle has no payload");
    }

private:
    const BundleSink& sink_;
    Bytes text_;
    std::optional<lane::SignedManifest> manifest_;
    bool is_payload_ = false;
    crypto::Sha256 hash_;
};

/// Takes the members of a payload, each whole.
class Inside {
public:
    Inside(std::string address, const TakeMember& take)
        : address_(std::move(address)), take_(take) {}

    Result<void> begin(const std::string& name, std::uint64_t size) {
        if (size > limits::segment_message_bytes_max) {
            return fail(ErrorKind::invalid, "a member of the bundle is too large", name);
        }
        name_ = name;
        content_.clear();
        return {};
    }

    Result<void> content(ByteView piece) {
        content_ += piece;
        return {};
    }

    Result<void> end() {
        if (is_addressed_) return take_(name_, content_);
        is_addressed_ = name_ == address_member && content_ == address_;
        if (is_addressed_) return {};
        return fail(ErrorKind::refused, "the envelope is around another bundle's payload",
                    "the bundle, " + name_, "ask the sender for a new one");
    }

private:
    std::string address_;
    const TakeMember& take_;
    std::string name_;
    Bytes content_;
    bool is_addressed_ = false;
};

template <class Taker>
archive::UstarReader reader_of(Taker& taker) {
    return archive::UstarReader(
        {.begin = [&](const std::string& name,
                      std::uint64_t size) { return taker.begin(name, size); },
         .content = [&](ByteView piece) { return taker.content(piece); },
         .end = [&] { return taker.end(); }});
}

}  // namespace

Bytes bundle_start(const lane::SignedManifest& manifest) {
    return archive::ustar_member(manifest_name, lane::encode_note(manifest.note)) +
           archive::ustar_header(payload_name, manifest.manifest.size);
}

Bytes bundle_end(const lane::BundleManifest& manifest) {
    return archive::ustar_padding(manifest.size) + archive::ustar_end();
}

Result<void> read_bundle(const NextPiece& next, const BundleSink& sink) {
    Outside outside(sink);
    auto reader = reader_of(outside);
    while (true) {
        const auto piece = TRY(next());
        if (piece.empty()) break;
        TRY_VOID(reader.add(piece));
    }
    TRY_VOID(reader.finish());
    return outside.finish();
}

Result<void> read_content(SpoolFile& payload, const lane::BundleManifest& manifest,
                          const age::Identity& identity, const TakeMember& take) {
    Inside inside(lane::bundle_address(manifest), take);
    auto reader = reader_of(inside);
    const auto find_key = [&](const age::Header& header) -> Result<age::FileKey> {
        auto key = age::unwrap(header, std::span(&identity, 1));
        if (key || key.error().kind != ErrorKind::refused) return key;
        return fail(ErrorKind::refused, "the bundle is sealed for another age key than ours",
                    "the bundle, payload.age", "give the sender our newest card");
    };
    const auto add = [&](ByteView plain) { return reader.add(plain); };
    age::Decryption decryption(find_key);
    TRY_VOID(payload.read([&](ByteView piece) { return decryption.add(piece, add); }));
    TRY_VOID(decryption.finish(add));
    return reader.finish();
}

}  // namespace entente::courier
