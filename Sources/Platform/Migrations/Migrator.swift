extension SQLDatabase {
    /// Brings the database to the form this program knows, forward only, each step in a transaction of its own with the note
    /// that it was applied. Programs that start at once take turns, step by step. Nothing is changed where what was applied before
    /// is not
    /// what this program has.
    package func migrate(_ parts: [Migrations], clock: WallClock = .system) async throws {
        for part in parts {
            // Each turn applies one step at most; it says whether there may be another.
            while try await write(.readCommitted, { try Self.applyNext(of: part, clock: clock, $0) }) {}
        }
    }

    private static func applyNext(of part: Migrations, clock: WallClock, _ transaction: Transaction) throws -> Bool {
        try transaction.lock("migrations")
        try transaction.script(
            """
            CREATE TABLE IF NOT EXISTS migrations(
                part TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at BIGINT NOT NULL,
                PRIMARY KEY (part, number))
            """)
        let rows = try transaction.rows("SELECT number, name, hash FROM migrations WHERE part = $1 ORDER BY number", part.part)
        let applied = try rows.map { (row) throws(SQLError) in
            Applied(number: try row["number"], name: try row["name"], hash: try row["hash"])
        }
        try compare(applied, with: part)
        guard applied.count < part.steps.count else { return false }
        let step = part.steps[applied.count]
        let number = applied.count + 1
        do {
            try transaction.script(step.sql)
        } catch where error.isTemporary {
            throw error
        } catch {
            throw MigrationError.failed(part: part.part, number: number, name: step.name, error)
        }
        try transaction.execute(
            "INSERT INTO migrations(part, number, name, hash, applied_at) VALUES ($1, $2, $3, $4, $5)",
            part.part, number, step.name, step.hash, clock.now())
        return number < part.steps.count
    }

    private static func compare(_ applied: [Applied], with part: Migrations) throws(MigrationError) {
        for (i, row) in applied.enumerated() {
            guard row.number == i + 1, i < part.steps.count else {
                // A known name further down means that one before it was taken out.
                let isKnown = part.steps.contains { $0.name == row.name }
                if isKnown || row.number <= part.steps.count {
                    throw .missing(part: part.part, number: row.number, name: row.name)
                }
                throw .newer(part: part.part, number: row.number, name: row.name)
            }
            let step = part.steps[i]
            guard step.name == row.name else { throw .missing(part: part.part, number: row.number, name: row.name) }
            guard step.hash == row.hash else { throw .changed(part: part.part, number: row.number, name: row.name) }
        }
    }
}

private struct Applied {
    let number: Int
    let name: String
    let hash: String
}
