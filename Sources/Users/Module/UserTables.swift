package import Platform

extension Users {
    /// Beside those of `Migrations.events`, which the same database needs.
    package static let migrations = Migrations(
        part: "users",
        [
            Migration("accounts", accounts), Migration("sessions", sessions), Migration("companies", companies), Migration("keys", keys),
            Migration("audit", audit), Migration("versions of members", memberVersions), Migration("ends", ends),
        ])

    private static let accounts = """
        CREATE TABLE users(
            id TEXT PRIMARY KEY, email TEXT UNIQUE, name TEXT, password TEXT, role TEXT NOT NULL, state TEXT NOT NULL,
            version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, verified_at BIGINT, erased_at BIGINT);
        CREATE INDEX users_by_state ON users(state, id);
        CREATE INDEX users_by_creation ON users(created_at);
        -- What mails hold: hashes of single-use tokens, with what they will do.
        CREATE TABLE mail_tokens(
            hash BLOB PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), purpose TEXT NOT NULL, password TEXT, name TEXT,
            address TEXT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT);
        CREATE INDEX mail_tokens_by_user ON mail_tokens(user_id, purpose);
        CREATE TABLE second_factors(
            user_id TEXT PRIMARY KEY REFERENCES users(id), secret BLOB NOT NULL, confirmed_at BIGINT, last_step BIGINT NOT NULL);
        CREATE TABLE recovery_codes(
            user_id TEXT NOT NULL REFERENCES users(id), hash BLOB NOT NULL, used_at BIGINT, PRIMARY KEY (user_id, hash));
        """

    private static let sessions = """
        -- A session is a family of refresh tokens, each of which replaces the one before it.
        CREATE TABLE sessions(
            id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), created_at BIGINT NOT NULL, used_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL, address TEXT NOT NULL, user_agent TEXT NOT NULL, ended_at BIGINT, end_reason TEXT);
        CREATE INDEX sessions_by_user ON sessions(user_id, id);
        CREATE TABLE refresh_tokens(
            hash BLOB PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions(id), expires_at BIGINT NOT NULL, replaced_at BIGINT);
        CREATE INDEX refresh_tokens_by_session ON refresh_tokens(session_id);
        -- Logins that were tried for an address (its hash, so that rows of accounts that exist and of others look alike), from a
        -- network, or from all that are new to the account ('*').
        CREATE TABLE login_attempts(
            account BLOB NOT NULL, network TEXT NOT NULL, failures BIGINT NOT NULL, last_at BIGINT NOT NULL,
            blocked_until BIGINT NOT NULL, PRIMARY KEY (account, network));
        CREATE INDEX login_attempts_by_time ON login_attempts(last_at);
        CREATE TABLE known_networks(
            user_id TEXT NOT NULL REFERENCES users(id), network TEXT NOT NULL, last_at BIGINT NOT NULL,
            PRIMARY KEY (user_id, network));
        CREATE TABLE signing_keys(
            id TEXT PRIMARY KEY, created_at BIGINT NOT NULL, signs_from BIGINT NOT NULL, private_key BLOB NOT NULL);
        """

    private static let companies = """
        CREATE TABLE companies(
            id TEXT PRIMARY KEY, name TEXT NOT NULL, is_buyer BIGINT NOT NULL, is_seller BIGINT NOT NULL, seller_state TEXT,
            seller_reason TEXT, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
        CREATE TABLE company_units(
            id TEXT PRIMARY KEY, company_id TEXT NOT NULL REFERENCES companies(id), parent_id TEXT REFERENCES company_units(id),
            name TEXT NOT NULL);
        CREATE INDEX company_units_by_company ON company_units(company_id, id);
        CREATE TABLE members(
            company_id TEXT NOT NULL REFERENCES companies(id), user_id TEXT NOT NULL REFERENCES users(id), role TEXT NOT NULL,
            unit_id TEXT REFERENCES company_units(id), order_limit BIGINT, month_limit BIGINT, limit_currency TEXT,
            joined_at BIGINT NOT NULL, PRIMARY KEY (company_id, user_id));
        CREATE INDEX members_by_user ON members(user_id);
        CREATE TABLE invitations(
            id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, company_id TEXT NOT NULL REFERENCES companies(id), email TEXT,
            role TEXT NOT NULL, invited_by TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT);
        CREATE INDEX invitations_by_company ON invitations(company_id, id);
        CREATE INDEX invitations_by_email ON invitations(email);
        """

    private static let memberVersions = "ALTER TABLE members ADD COLUMN version BIGINT NOT NULL DEFAULT 1;"

    /// By which what has ended is found.
    private static let ends = """
        CREATE INDEX mail_tokens_by_end ON mail_tokens(expires_at);
        CREATE INDEX refresh_tokens_by_end ON refresh_tokens(expires_at);
        CREATE INDEX sessions_by_end ON sessions(ended_at);
        CREATE INDEX sessions_by_age ON sessions(expires_at);
        CREATE INDEX invitations_by_inviter ON invitations(invited_by, created_at);
        """

    private static let keys = """
        -- `secret_hash` is sealed where the server has a key to seal with, since it is what signed search keys are made with.
        CREATE TABLE api_keys(
            id TEXT PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, secret_hash BLOB NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL,
            filter TEXT, requests_per_minute BIGINT, created_by TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT,
            last_used_at BIGINT, revoked_at BIGINT);
        """

    private static let audit = """
        -- Rows are only ever added. What they say of persons lies in the second table, from which erasure takes it.
        CREATE TABLE audit_log(
            number BIGINT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, on_behalf_of TEXT, action TEXT NOT NULL,
            target TEXT NOT NULL, facts_before TEXT, facts_after TEXT, person_hash BLOB, previous BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX audit_log_by_target ON audit_log(target, number);
        CREATE TABLE audit_persons(
            number BIGINT PRIMARY KEY REFERENCES audit_log(number), user_id TEXT NOT NULL, salt BLOB NOT NULL, content TEXT NOT NULL);
        CREATE INDEX audit_persons_by_user ON audit_persons(user_id);
        -- One row, from the first change on: the newest entry. Each change locks it first.
        CREATE TABLE audit_head(only_row BIGINT PRIMARY KEY CHECK (only_row = 1), number BIGINT NOT NULL, hash BLOB NOT NULL);
        """
}
