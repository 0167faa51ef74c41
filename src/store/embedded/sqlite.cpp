#include "store/embedded/sqlite.h"

#include <sqlite3.h>
#include <utility>

namespace entente::store {
namespace {

// Another connection of ours holds the lock for a moment only: a transaction of the index.
constexpr int busy_timeout_ms = 10'000;

ErrorKind kind_of(int code) {
    switch (code & 0xff) {  // the primary code is the low byte of an extended one
        case SQLITE_FULL:
            return ErrorKind::exhausted;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_SCHEMA:
        case SQLITE_ERROR:  // our statements are right, so the tables are not
            return ErrorKind::corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorKind::unavailable;
        case SQLITE_CANTOPEN:
            return ErrorKind::not_found;
        default:
            return ErrorKind::fatal;
    }
}

std::unexpected<Error> failed(sqlite3* database, int code) {
    const char* path = database == nullptr ? nullptr : sqlite3_db_filename(database, "main");
    const char* what = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
    return fail(kind_of(code), what, path == nullptr ? "database" : path);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

// A bind can only fail for want of memory or by a wrong position, and then the step fails too.
void Statement::bind(int position, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), position, value);
}

void Statement::bind(int position, ByteView value) {
    const char* data = value.empty() ? "" : value.data();  // a null pointer would bind NULL
    sqlite3_bind_blob64(statement_.get(), position, data, value.size(), SQLITE_STATIC);
}

void Statement::bind(int position, const Text& value) {
    sqlite3_bind_text64(statement_.get(), position, value.text.data(), value.text.size(),
                        SQLITE_STATIC, SQLITE_UTF8);
}

Rows::~Rows() {
    sqlite3_reset(statement_);
}

Result<bool> Rows::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failed(sqlite3_db_handle(statement_), code);
}

std::int64_t Rows::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

ByteView Rows::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, Mode mode) {
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Database database;
    database.database_.reset(opened);  // even a failed open must be closed
    if (code != SQLITE_OK) return failed(opened, code);
    sqlite3_busy_timeout(opened, busy_timeout_ms);
    // Opening reads nothing: ask something, so that what is no database is refused here.
    (void)TRY(database.integer("PRAGMA schema_version"));
    return database;
}

Result<void> Database::run(const char* sql) {
    const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return {};
    return failed(database_.get(), code);
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK) return failed(database_.get(), code);
    Statement statement;
    statement.statement_.reset(prepared);
    return statement;
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = TRY(prepare(sql));
    auto rows = statement.query();
    if (TRY(rows.next())) return rows.integer(0);
    return 0;
}

void Database::watch_log(int* pages) {
    const auto note_pages = [](void* place, sqlite3*, const char*, int in_log) {
        *static_cast<int*>(place) = in_log;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(database_.get(), note_pages, pages);
}

Result<Transaction> Transaction::begin(Database& database, Database::Mode mode) {
    TRY_VOID(database.run(mode == Database::Mode::write ? "BEGIN IMMEDIATE" : "BEGIN"));
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ != nullptr) (void)database_->run("ROLLBACK");
}

Result<void> Transaction::commit() {
    TRY_VOID(database_->run("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace entente::store
