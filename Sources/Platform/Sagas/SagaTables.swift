extension Migrations {
    package static let sagas = Migrations(
        part: "sagas",
        [
            Migration(
                "sagas",
                """
                -- `step` is done or undone next. No next attempt: it has ended, or is stuck.
                CREATE TABLE sagas(
                    id TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, step TEXT NOT NULL, input TEXT NOT NULL,
                    attempts BIGINT NOT NULL, next_attempt BIGINT, error TEXT NOT NULL, holder TEXT NOT NULL,
                    leased_until BIGINT NOT NULL, fence BIGINT NOT NULL, started_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
                CREATE INDEX sagas_due ON sagas(next_attempt) WHERE next_attempt IS NOT NULL;
                CREATE INDEX sagas_by_status ON sagas(status, id);
                CREATE TABLE saga_outputs(
                    saga TEXT NOT NULL REFERENCES sagas(id), step TEXT NOT NULL, output TEXT NOT NULL, PRIMARY KEY (saga, step));
                """)
        ])
}
