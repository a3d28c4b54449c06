extension Migrations {
    /// The tables of events; part of each module's database.
    package static let events = Migrations(
        part: "events",
        [
            Migration(
                "log",
                """
                -- What happened. `number` is given when it is written, `position` when it is settled (EventLog.settle).
                CREATE TABLE events(
                    number INTEGER PRIMARY KEY, position BIGINT, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, key TEXT NOT NULL,
                    at BIGINT NOT NULL, data TEXT NOT NULL, version BIGINT NOT NULL, source TEXT NOT NULL, user_id TEXT,
                    trace_id TEXT);
                CREATE UNIQUE INDEX events_by_position ON events(position) WHERE position IS NOT NULL;
                CREATE INDEX events_to_settle ON events(number) WHERE position IS NULL;
                -- One row: the last position given, and the last one that was removed.
                CREATE TABLE event_log(
                    only_row BIGINT PRIMARY KEY CHECK (only_row = 1), last_position BIGINT NOT NULL, trimmed_to BIGINT NOT NULL);
                INSERT INTO event_log(only_row, last_position, trimmed_to) VALUES (1, 0, 0);
                """),
            Migration(
                "delivery",
                """
                -- How far each consumer is, and which relay works for it until when.
                CREATE TABLE event_consumers(
                    name TEXT PRIMARY KEY, position BIGINT NOT NULL, fence BIGINT NOT NULL, holder TEXT NOT NULL,
                    leased_until BIGINT NOT NULL);
                -- Keys whose first waiting event failed. No next attempt: the key waits for an admin.
                CREATE TABLE event_held(
                    consumer TEXT NOT NULL, key TEXT NOT NULL, attempts BIGINT NOT NULL, next_attempt BIGINT, error TEXT NOT NULL,
                    PRIMARY KEY (consumer, key));
                CREATE INDEX event_held_by_time ON event_held(consumer, next_attempt);
                -- Events of held keys that the consumer's position has passed.
                CREATE TABLE event_waiting(
                    consumer TEXT NOT NULL, key TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (consumer, key, position));
                -- Events that failed as often as they may, each with a copy of the event, so that the log can be trimmed.
                CREATE TABLE event_dead_letters(
                    number INTEGER PRIMARY KEY, consumer TEXT NOT NULL, holds_key BIGINT NOT NULL, is_wanted BIGINT NOT NULL,
                    attempts BIGINT NOT NULL, error TEXT NOT NULL, failed_at BIGINT NOT NULL,
                    position BIGINT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL,
                    data TEXT NOT NULL, version BIGINT NOT NULL, source TEXT NOT NULL, user_id TEXT, trace_id TEXT);
                CREATE INDEX event_dead_letters_wanted ON event_dead_letters(consumer, number) WHERE is_wanted = 1;
                -- What a consumer that writes to this database has done.
                CREATE TABLE event_inbox(
                    consumer TEXT NOT NULL, event_id TEXT NOT NULL, received_at BIGINT NOT NULL, PRIMARY KEY (consumer, event_id));
                """),
        ])
}
