#include "store/embedded/sqlite_matters.h"

#include "host/guarded.h"
#include "store/embedded/sqlite.h"

namespace entente::store {
namespace {

// synchronous=FULL: none of this can be made again, so each commit is synced.
constexpr auto pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

constexpr auto schema =
    "CREATE TABLE IF NOT EXISTS document(drawer TEXT NOT NULL, name TEXT NOT NULL,"
    " document BLOB NOT NULL, PRIMARY KEY(drawer, name));";

struct Matters {
    Database database;
    Statement put;
    Statement get;
    Statement list;
};

class SqliteMatters final : public OwnMatters {
public:
    explicit SqliteMatters(Matters matters) : matters_(std::move(matters)) {}

    [[nodiscard]] Result<void> put(std::string_view drawer, std::string_view name,
                                   ByteView document) override {
        return matters_.with(
            [&](Matters& matters) { return matters.put.run(Text{drawer}, Text{name}, document); });
    }

    [[nodiscard]] Result<std::optional<Bytes>> get(std::string_view drawer,
                                                   std::string_view name) const override {
        return matters_.with([&](Matters& matters) -> Result<std::optional<Bytes>> {
            auto rows = matters.get.query(Text{drawer}, Text{name});
            if (!TRY(rows.next())) return std::nullopt;
            return Bytes(rows.bytes(0));
        });
    }

    [[nodiscard]] Result<std::vector<std::pair<std::string, Bytes>>> list(
        std::string_view drawer) const override {
        return matters_.with(
            [&](Matters& matters) -> Result<std::vector<std::pair<std::string, Bytes>>> {
                std::vector<std::pair<std::string, Bytes>> documents;
                auto rows = matters.list.query(Text{drawer});
                while (TRY(rows.next())) {
                    documents.emplace_back(Bytes(rows.bytes(0)), Bytes(rows.bytes(1)));
                }
                return documents;
            });
    }

private:
    mutable host::Guarded<Matters> matters_;  // a prepared statement is used in reading too
};

Result<Matters> open_matters(const std::string& path) {
    auto database = TRY(Database::open(path, Database::Mode::write));
    TRY_VOID(database.run(pragmas));
    TRY_VOID(database.run(schema));
    auto put = TRY(database.prepare("INSERT OR REPLACE INTO document VALUES(?,?,?)"));
    auto get = TRY(database.prepare("SELECT document FROM document WHERE drawer=? AND name=?"));
    auto list =
        TRY(database.prepare("SELECT name, document FROM document WHERE drawer=? ORDER BY name"));
    return Matters{.database = std::move(database),
                   .put = std::move(put),
                   .get = std::move(get),
                   .list = std::move(list)};
}

}  // namespace

Result<std::unique_ptr<OwnMatters>> open_sqlite_matters(const std::string& path) {
    auto matters = TRY(open_matters(path));
    return std::make_unique<SqliteMatters>(std::move(matters));
}

}  // namespace entente::store
