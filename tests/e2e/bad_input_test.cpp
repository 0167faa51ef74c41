// What a user, a file or another process can get wrong: one line that says what, where and what to
// do, an exit code, nothing half written, and the node goes on.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_disk.h"

namespace entente::test {
namespace {

constexpr int wrong_arguments_code = 2;
constexpr int invalid_code = 3;
constexpr int not_found_code = 4;
constexpr int conflict_code = 6;
constexpr int exhausted_code = 9;

/// The last line of standard error: the one that says why.
std::string reason(const Finished& finished) {
    auto text = finished.error;
    if (text.ends_with('\n')) text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

std::string identity(const std::string& more) {
    return R"({"type":"identity","spec_version":"2.1",)"
           R"("id":"identity--00000009-0000-4000-8000-000000000001",)"
           R"("created":"2021-09-08T00:00:00.000Z","modified":"2021-09-08T00:00:00.000Z",)"
           R"("identity_class":"organization",)" +
           more + "}";
}

class BadInput : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        pair = std::make_unique<Pair>();
        pair->found();
        pair->alpha.must({"put", "-"}, identity(R"("name":"first")"));
    }

    static void TearDownTestSuite() { pair.reset(); }

    static std::string lane_size() {
        const auto log = pair->alpha.must({"log", "--party", "ALPHA", "--limit", "1"});
        return log.substr(0, log.find('\n'));
    }

    /// `put` refuses the file: one reason, the code, nothing sealed.
    static void expect_refused(const std::string& file, int code, const std::string& words) {
        const auto before = lane_size();
        const auto put = pair->alpha.run({"put", file});
        EXPECT_EQ(put.exit_code, code) << file << '\n' << put.error << put.out;
        EXPECT_TRUE(reason(put).starts_with("entente: ")) << put.error;
        EXPECT_NE(put.error.find(words), std::string::npos) << put.error;
        EXPECT_EQ(lane_size(), before);
    }

    static std::string file_with(const std::string& text) {
        const auto path = pair->scratch / "input.json";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    static inline std::unique_ptr<Pair> pair;
};

TEST_F(BadInput, IsRefusedByPutWithItsPlace) {
    struct Row {
        const char* what;
        std::string text;
        const char* words;
    };

    const Row rows[] = {
        {"not JSON", "once upon a time", "byte 0"},
        {"cut off", R"({"type":"bundle","id":)", "byte"},
        {"nothing", "", "byte 0"},
        {"not STIX", R"({"hello":"world"})", "type"},
        {"not UTF-8", identity("\"name\":\"\xff\""), "UTF-8"},
        {"a key twice", identity(R"("name":"a","name":"b")"), "twice"},
        {"a STIX that does not exist",
         R"({"type":"identity","spec_version":"3.0",)"
         R"("id":"identity--00000009-0000-4000-8000-000000000002",)"
         R"("created":"2021-09-08T00:00:00.000Z",)"
         R"("modified":"2021-09-08T00:00:00.000Z","name":"x"})",
         "spec_version"},
        {"nested 10,000 deep", std::string(10'000, '[') + std::string(10'000, ']'), "byte"},
        {"deep inside an object",
         identity("\"name\":\"x\",\"x_deep\":" + std::string(10'000, '[') +
                  std::string(10'000, ']')),
         "byte"},
        {"another content of a known version", identity(R"("name":"second")"), "other content"},
        {"TLP:RED",
         identity(R"("name":"r","object_marking_refs":)"
                  R"(["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"])"),
         "TLP:RED"},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.what);
        expect_refused(file_with(row.text), invalid_code, row.words);
    }
    pair->alpha.must({"put", "-"}, bundle(2, 50));  // the node goes on
}

TEST_F(BadInput, OfAHundredMegabytesIsRefusedWithoutBeingHeld) {
    expect_refused(file_with(identity("\"name\":\"" + std::string(100'000'000, 'x') + "\"")),
                   exhausted_code, "byte");
    expect_refused(file_with(std::string(100'000'000, 'x')), invalid_code, "byte 0");
    pair->alpha.must({"put", "-"}, bundle(2, 51));
}

TEST_F(BadInput, ThatIsNoFileIsNamed) {
    expect_refused(pair->scratch / "missing.json", not_found_code, "missing.json");
    expect_refused(pair->scratch.path(), invalid_code, "directory");
}

TEST_F(BadInput, AmongGoodObjectsStopsAllOrIsSkippedAndCounted) {
    auto text = bundle(3, 52);
    const auto second = text.find("\"name\":\"Organisation 1\"");
    text.replace(second, 6, "\"nome\"");
    expect_refused(file_with(text), invalid_code, "1 of 3 objects");
    const auto put = pair->alpha.must({"put", "--skip-invalid", file_with(text)});
    EXPECT_NE(put.find("2 objects sealed, 0 unchanged, 1 refused"), std::string::npos) << put;
}

TEST_F(BadInput, PutTwiceIsUnchanged) {
    const auto again = pair->alpha.must({"put", "-"}, identity(R"("name":"first")"));
    EXPECT_NE(again.find("0 objects sealed, 1 unchanged"), std::string::npos) << again;
}

TEST_F(BadInput, OnTheCommandLineIsNamed) {
    EXPECT_EQ(test::run({entente_program()}).exit_code, wrong_arguments_code);
    EXPECT_EQ(test::run({entente_program(), "dance"}).exit_code, wrong_arguments_code);
    const auto stranger = pair->alpha.run({"channel", "new", "Other", "--with", "NOBODY"});
    EXPECT_EQ(stranger.exit_code, not_found_code);
    EXPECT_NE(stranger.error.find("NOBODY"), std::string::npos);
    const auto nowhere = test::run({entente_program(), "status", "--node", "/nonexistent"});
    EXPECT_EQ(nowhere.exit_code, not_found_code);
    EXPECT_NE(nowhere.error.find("/nonexistent"), std::string::npos);
}

TEST_F(BadInput, TwoServersDoNotShareADirectoryOrAPort) {
    const auto twice = pair->alpha.run({"serve"});
    EXPECT_EQ(twice.exit_code, conflict_code) << twice.error;
    const int taken = free_port();
    TestNode first(pair->scratch, "FIRST", {.port = taken});
    TestNode second(pair->scratch, "SECOND", {.port = taken});
    first.start();
    const auto refused = second.run({"serve"});
    EXPECT_EQ(refused.exit_code, conflict_code) << refused.error;
    EXPECT_NE(refused.error.find(std::to_string(taken)), std::string::npos) << refused.error;
}

TEST_F(BadInput, InitLeavesWhatIsThereAsItIs) {
    const auto again =
        test::run({entente_program(), "init", pair->alpha.directory(), "--name", "OTHER"});
    EXPECT_EQ(again.exit_code, conflict_code) << again.error;
    EXPECT_NE(pair->alpha.must({"status"}).find("ALPHA"), std::string::npos);
}

TEST(FullDisk, RefusesWhatDoesNotFitAndGoesOnOnceThereIsRoom) {
    const SmallDisk disk(24);
    if (!disk.is_mounted()) GTEST_SKIP() << "cannot mount a small file system here";
    Pair pair(disk.path());
    pair.found();
    pair.alpha.must({"put", "-"}, bundle(10, 1));
    disk.fill(1'000'000);
    const auto refused = pair.alpha.run({"put", "-"}, bundle(12'000, 2));
    EXPECT_EQ(refused.exit_code, exhausted_code) << refused.error;
    EXPECT_TRUE(reason(refused).starts_with("entente: ")) << refused.error;
    EXPECT_EQ(pair.alpha.run({"status"}).exit_code, 0);
    disk.make_room();
    // The index tries again every half second; until then it says that it waits.
    EXPECT_TRUE(comes_to_hold([&] {
        return pair.alpha.run({"put", "-"}, bundle(12'000, 2)).exit_code == 0;
    }));
    EXPECT_TRUE(comes_to_hold([&] { return pair.are_equal(); }))
        << disk.room() << " bytes of room\n"
        << pair.alpha.run({"status"}).out << pair.alpha.log() << pair.bravo.log();
    EXPECT_EQ(pair.alpha.stop(), 0);
    pair.alpha.must({"verify"});
}

TEST(MovedNode, TellsWhoeverServesItThatACopyMayRunElsewhere) {
    const Scratch scratch;
    TestNode alpha(scratch, "ALPHA");
    alpha.start();
    ASSERT_EQ(alpha.stop(), 0);
    const auto moved = scratch / "MOVED";
    std::filesystem::rename(alpha.directory(), moved);
    const std::string warning = "make sure that no copy of this node runs elsewhere";
    // A command that happens to come first does not use the warning up.
    test::run({entente_program(), "status", "--node", moved});
    for (const bool is_first : {true, false}) {
        const auto log = scratch / "moved.log";
        std::filesystem::remove(log);
        Process server({entente_program(), "serve", "--node", moved}, log);
        ASSERT_TRUE(comes_to_hold([&] {
            return read_file(log).find("listens at") != std::string::npos;
        })) << read_file(log);
        EXPECT_EQ(read_file(log).find(warning) != std::string::npos, is_first) << read_file(log);
        server.signal(SIGTERM);
        EXPECT_EQ(server.wait(), 0);
    }
}

TEST(WrongCertificate, IsNotTalkedTo) {
    Pair pair;
    pair.found();
    ASSERT_EQ(pair.bravo.stop(), 0);
    TestNode impostor(pair.scratch, "CHARLIE", {.port = pair.bravo.port()});
    impostor.start();
    EXPECT_TRUE(comes_to_hold([&] {
        return pair.alpha.run({"status"}).out.find("certificate") != std::string::npos;
    })) << pair.alpha.run({"status"}).out;
    EXPECT_EQ(pair.alpha.run({"put", "-"}, bundle(1, 9)).exit_code, 0);
}

TEST(Help, OfEveryCommandHasAnExample) {
    const std::vector<std::vector<std::string>> commands = {{"init"},
                                                            {"serve"},
                                                            {"peer", "card"},
                                                            {"peer", "add"},
                                                            {"peer", "list"},
                                                            {"channel", "new"},
                                                            {"channel", "invite"},
                                                            {"channel", "join"},
                                                            {"channel", "list"},
                                                            {"put"},
                                                            {"list"},
                                                            {"show"},
                                                            {"log"},
                                                            {"assess"},
                                                            {"compare"},
                                                            {"verify"},
                                                            {"status"},
                                                            {"rebuild"},
                                                            {"stix", "validate"},
                                                            {"stix", "fmt"},
                                                            {"stix", "pattern", "check"},
                                                            {"stix", "pattern", "match"},
                                                            {"stix", "pattern", "explain"},
                                                            {"stix", "graph"},
                                                            {"stix", "diff"}};
    for (auto command : commands) {
        command.insert(command.begin(), entente_program());
        command.emplace_back("--help");
        const auto help = test::run(command);
        EXPECT_EQ(help.exit_code, 0) << command[1];
        EXPECT_NE(help.out.find("Example:"), std::string::npos) << command[1];
        EXPECT_NE(help.out.find("--json"), std::string::npos) << command[1];
    }
}

}  // namespace
}  // namespace entente::test
