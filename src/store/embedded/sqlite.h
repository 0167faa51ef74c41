#pragma once
// SQLite, thin: a database and its statements close themselves, and errors are values. One thread
// at a time uses a database and its statements.

#include <concepts>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace entente::store {

/// A string that SQLite shall keep as text, where ByteView is a blob.
struct Text {
    std::string_view text;
};

class Rows;

/// A prepared statement. Its parameters are integers, blobs and texts, in the order of the query.
class Statement {
public:
    Statement() = default;

    /// Binds the parameters; the rows are read from what is returned. What a blob or text borrows
    /// must live as long.
    template <class... Parameters>
    [[nodiscard]] Rows query(const Parameters&... parameters);

    /// Binds the parameters and runs a statement that gives no rows.
    ///
    /// errors  as Rows::next
    template <class... Parameters>
    [[nodiscard]] Result<void> run(const Parameters&... parameters);

private:
    friend class Database;
    friend class Rows;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    void bind(int position, std::int64_t value);
    void bind(int position, ByteView value);
    void bind(int position, const Text& value);

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// The rows of one run; ends the run when it goes, so that no read transaction stays open.
class Rows {
public:
    explicit Rows(Statement& statement) : statement_(statement.statement_.get()) {}

    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    ~Rows();

    /// Steps to the next row. False: there is none.
    ///
    /// errors  exhausted: the disk is full; corrupt; unavailable: another holds the lock; fatal:
    ///         the device failed
    [[nodiscard]] Result<bool> next();

    [[nodiscard]] std::int64_t integer(int column) const;

    /// A blob or text, borrowed until the next step.
    [[nodiscard]] ByteView bytes(int column) const;

private:
    sqlite3_stmt* statement_;
};

/// An open database file.
class Database {
public:
    enum class Mode { read, write };

    /// errors  not_found: no such file, or its directory when writing; corrupt: not a database
    static Result<Database> open(const std::string& path, Mode mode);

    /// Runs statements without parameters or rows that matter.
    ///
    /// errors  as Rows::next
    [[nodiscard]] Result<void> run(const char* sql);

    /// errors  as Rows::next
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);

    /// The one integer that a query gives: a pragma's value.
    ///
    /// errors  as Rows::next
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);

    /// Writes the pages of the write-ahead log to `pages` at each commit. `pages` must outlive the
    /// database.
    void watch_log(int* pages);

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };

    std::unique_ptr<sqlite3, Close> database_;
};

/// A transaction that is rolled back unless commit was called.
class Transaction {
public:
    /// mode    read: one state of the database for every query until it ends
    /// errors  as Rows::next
    static Result<Transaction> begin(Database& database, Database::Mode mode);

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}

    Database* database_;  ///< nothing once committed or moved
};

template <class... Parameters>
Rows Statement::query(const Parameters&... parameters) {
    int position = 0;
    (bind(++position, parameters), ...);
    return Rows(*this);
}

template <class... Parameters>
Result<void> Statement::run(const Parameters&... parameters) {
    auto rows = query(parameters...);
    (void)TRY(rows.next());
    return {};
}

}  // namespace entente::store
