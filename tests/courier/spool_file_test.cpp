#include "courier/spool_file.h"

#include <filesystem>

#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::courier {
namespace {

RC_GTEST_PROP(SpoolFile, GivesBackWhatItTook, ()) {
    const test::Scratch scratch;
    host::SystemRandom random;
    const auto disk = host::make_system_disk();
    {
        const auto file = SpoolFile::create(*disk, scratch / ".", random).value();
        Bytes all;
        for (auto left = *rc::gen::inRange(0, 5); left > 0; --left) {
            const Bytes piece(*rc::gen::inRange<std::size_t>(0, 700'000), static_cast<char>(left));
            RC_ASSERT(file->append(piece).has_value());
            all += piece;
        }
        Bytes read;
        RC_ASSERT(file->size() == all.size());
        for (int twice = 0; twice < 2; ++twice) {
            read.clear();
            const auto done = file->read([&](ByteView piece) -> Result<void> {
                read += piece;
                return {};
            });
            RC_ASSERT(done.has_value());
            RC_ASSERT(read == all);
        }
    }
    RC_ASSERT(std::filesystem::is_empty(scratch / "."));
}

}  // namespace
}  // namespace entente::courier
