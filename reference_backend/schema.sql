-- One schema for SQLite and PostgreSQL. Times are unix seconds. Statements are split at every semicolon.
CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    phone TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    license_number TEXT,
    password_hash TEXT NOT NULL,
    account_host TEXT
);

CREATE TABLE IF NOT EXISTS authorization_states (
    digest TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    expires_at DOUBLE PRECISION NOT NULL,
    code_fingerprint TEXT,
    claimed_at DOUBLE PRECISION,
    outcome TEXT
);

CREATE TABLE IF NOT EXISTS connections (
    user_id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    account_id BIGINT,
    access_token TEXT NOT NULL,
    refresh_token TEXT NOT NULL,
    expires_at DOUBLE PRECISION NOT NULL,
    updated_at DOUBLE PRECISION NOT NULL
);

CREATE TABLE IF NOT EXISTS stages (
    account_id BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL,
    stage_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind BIGINT NOT NULL,
    PRIMARY KEY (account_id, pipeline_id, stage_id)
);

CREATE TABLE IF NOT EXISTS leads (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    amo_lead_id BIGINT NOT NULL,
    guest_name TEXT NOT NULL,
    guest_phone TEXT,
    guest_email TEXT,
    status TEXT NOT NULL,
    status_name TEXT,
    price BIGINT,
    pipeline_id BIGINT,
    stage_id BIGINT,
    responsible_user_id BIGINT,
    custom_fields TEXT NOT NULL,
    embedded TEXT NOT NULL,
    created_at DOUBLE PRECISION NOT NULL,
    updated_at DOUBLE PRECISION NOT NULL
);

CREATE UNIQUE INDEX IF NOT EXISTS leads_once_per_user ON leads (user_id, account_id, amo_lead_id);
