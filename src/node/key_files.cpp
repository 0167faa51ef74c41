#include "node/key_files.h"

#include <algorithm>

#include "base/encoding.h"

namespace entente::node {
namespace {

constexpr std::size_t key_file_bytes_max = 16'384;
constexpr std::string_view certificate_name = "entente node";  // peers pin the key, not the name

std::string first_line(std::string_view name) {
    return "entente/v1 key " + std::string(name) + "\n";
}

Result<void> write_file(host::Disk& disk, const host::Path& path, ByteView bytes) {
    const auto file = TRY(disk.create(path));
    TRY_VOID(file->write(0, bytes));
    return file->sync();
}

Result<crypto::KeyPair> create_key(host::Disk& disk, const host::Path& directory,
                                   std::string_view name, Random& random) {
    auto pair = crypto::KeyPair::generate(random);
    const auto text = first_line(name) + to_base64(view(pair.seed().reveal())) + "\n";
    TRY_VOID(write_file(disk, directory + "/" + std::string(name), text));
    return pair;
}

constexpr std::string_view age_head = "# entente/v1 key age\n";

Result<age::Identity> create_age_identity(host::Disk& disk, const host::Path& directory,
                                          Random& random) {
    auto identity = age::Identity::generate(random);
    TRY_VOID(write_file(disk, directory + "/age",
                        std::string(age_head) + age::to_secret_text(identity) + "\n"));
    return identity;
}

/// The content is not named: it is, or was, a secret.
std::unexpected<Error> no_key_file(const host::Path& path) {
    return fail(ErrorKind::corrupt, "this is not the key file that was written", path,
                "restore it from a backup");
}

Result<crypto::KeyPair> load_key(host::Disk& disk, const host::Path& directory,
                                 std::string_view name) {
    const auto path = directory + "/" + std::string(name);
    const auto text = TRY(host::read_whole(disk, path, key_file_bytes_max));
    const auto head = first_line(name);
    const auto seed = text.starts_with(head) && text.ends_with('\n')
                          ? digest_from_base64(std::string_view(text).substr(
                                head.size(), text.size() - head.size() - 1))
                          : Result<std::array<std::byte, 32>>(fail(ErrorKind::corrupt, "", ""));
    if (seed) return crypto::KeyPair(Secret<32>(*seed));
    return no_key_file(path);
}

}  // namespace

Result<age::Identity> load_age_identity(host::Disk& disk, const host::Path& directory) {
    const auto path = directory + "/age";
    const auto text = TRY(host::read_whole(disk, path, key_file_bytes_max));
    if (!text.starts_with(age_head) || !text.ends_with('\n')) return no_key_file(path);
    auto identity = age::parse_identity(
        std::string_view(text).substr(age_head.size(), text.size() - age_head.size() - 1));
    if (identity) return identity;
    return no_key_file(path);
}

Result<channel::Keys> create_keys(host::Disk& disk, const host::Path& directory, Instant now,
                                  Random& random) {
    TRY_VOID(disk.make_directory(directory));
    auto root = TRY(create_key(disk, directory, "root", random));
    auto next_root = TRY(create_key(disk, directory, "next_root", random));
    auto log = TRY(create_key(disk, directory, "log", random));
    auto cosign = TRY(create_key(disk, directory, "cosign", random));
    auto bundle = TRY(create_key(disk, directory, "bundle", random));
    auto age = TRY(create_age_identity(disk, directory, random));
    auto tls = TRY(crypto::make_tls_identity(certificate_name, now));
    TRY_VOID(write_file(disk, directory + "/tls.key", tls.private_key_pem));
    TRY_VOID(write_file(disk, directory + "/tls.crt", tls.certificate_pem));
    return channel::Keys{.root = std::move(root),
                         .next_root = std::move(next_root),
                         .log = std::move(log),
                         .cosign = std::move(cosign),
                         .bundle = std::move(bundle),
                         .age = std::move(age),
                         .tls = std::move(tls)};
}

Result<channel::Keys> load_keys(host::Disk& disk, const host::Path& directory) {
    auto root = TRY(load_key(disk, directory, "root"));
    auto next_root = TRY(load_key(disk, directory, "next_root"));
    auto log = TRY(load_key(disk, directory, "log"));
    auto cosign = TRY(load_key(disk, directory, "cosign"));
    auto bundle = TRY(load_key(disk, directory, "bundle"));
    auto age = TRY(load_age_identity(disk, directory));
    auto key = TRY(host::read_whole(disk, directory + "/tls.key", key_file_bytes_max));
    auto certificate = TRY(host::read_whole(disk, directory + "/tls.crt", key_file_bytes_max));
    return channel::Keys{
        .root = std::move(root),
        .next_root = std::move(next_root),
        .log = std::move(log),
        .cosign = std::move(cosign),
        .bundle = std::move(bundle),
        .age = std::move(age),
        .tls = {.private_key_pem = std::move(key), .certificate_pem = std::move(certificate)}};
}

}  // namespace entente::node
