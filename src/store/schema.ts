/**
 * The schema, step by step: a step that was released is never edited, a change is
 * a new step. Times are ISO 8601 in UTC, which sorts as text; structured values
 * are JSON as text, so that any SQL database could hold them.
 */
export const SCHEMA_STEPS: readonly (readonly string[])[] = [
  [
    'CREATE TABLE workspace_schema (version INTEGER NOT NULL)',
    `CREATE TABLE dataset_versions (
      id VARCHAR PRIMARY KEY,
      position BIGINT NOT NULL,
      dataset VARCHAR NOT NULL,
      version INTEGER NOT NULL,
      created_at VARCHAR NOT NULL,
      removed_at VARCHAR,
      fingerprint VARCHAR NOT NULL,
      source VARCHAR NOT NULL,
      format VARCHAR NOT NULL,
      source_bytes BIGINT NOT NULL,
      source_sha256 VARCHAR NOT NULL,
      mapping VARCHAR NOT NULL,
      rejected_count BIGINT NOT NULL,
      rejected_rows VARCHAR NOT NULL,
      notes VARCHAR NOT NULL,
      row_from VARCHAR NOT NULL,
      summary VARCHAR NOT NULL,
      snapshot_bytes BIGINT NOT NULL,
      snapshot_sha256 VARCHAR NOT NULL
    )`,
    `CREATE TABLE runs (
      id VARCHAR PRIMARY KEY,
      position BIGINT NOT NULL,
      dataset_version VARCHAR NOT NULL,
      operation VARCHAR NOT NULL,
      parameters VARCHAR NOT NULL,
      seed BIGINT NOT NULL,
      code_version VARCHAR NOT NULL,
      backend VARCHAR NOT NULL,
      threads INTEGER NOT NULL,
      started_at VARCHAR NOT NULL,
      finished_at VARCHAR NOT NULL,
      result_bytes BIGINT NOT NULL,
      result_sha256 VARCHAR NOT NULL,
      result VARCHAR
    )`,
    `CREATE TABLE labels (
      position BIGINT PRIMARY KEY,
      dataset_version VARCHAR NOT NULL,
      element VARCHAR NOT NULL,
      element_id VARCHAR NOT NULL,
      label VARCHAR,
      reason VARCHAR NOT NULL,
      who VARCHAR NOT NULL,
      labelled_at VARCHAR NOT NULL
    )`,
    `CREATE TABLE models (
      id VARCHAR PRIMARY KEY,
      position BIGINT NOT NULL,
      name VARCHAR NOT NULL,
      dataset_version VARCHAR NOT NULL,
      parent VARCHAR,
      run VARCHAR,
      status VARCHAR NOT NULL,
      created_at VARCHAR NOT NULL,
      content VARCHAR NOT NULL
    )`,
    `CREATE TABLE alerts (
      id VARCHAR PRIMARY KEY,
      position BIGINT NOT NULL,
      source VARCHAR NOT NULL,
      raised_at VARCHAR NOT NULL,
      status VARCHAR NOT NULL,
      content VARCHAR NOT NULL
    )`,
    `CREATE TABLE saved_views (
      name VARCHAR PRIMARY KEY,
      dataset_version VARCHAR,
      saved_at VARCHAR NOT NULL,
      content VARCHAR NOT NULL
    )`,
    `CREATE TABLE audit_trail (
      seq BIGINT PRIMARY KEY,
      happened_at VARCHAR NOT NULL,
      actor VARCHAR NOT NULL,
      action VARCHAR NOT NULL,
      subject VARCHAR NOT NULL,
      details VARCHAR NOT NULL,
      previous_hash VARCHAR NOT NULL,
      hash VARCHAR NOT NULL
    )`,
  ],
  [
    `CREATE TABLE jobs (
      id VARCHAR PRIMARY KEY,
      position BIGINT NOT NULL,
      dataset_version VARCHAR NOT NULL,
      operation VARCHAR NOT NULL,
      parameters VARCHAR NOT NULL,
      seed BIGINT NOT NULL,
      priority INTEGER NOT NULL,
      actor VARCHAR NOT NULL,
      status VARCHAR NOT NULL,
      attempts INTEGER NOT NULL,
      created_at VARCHAR NOT NULL,
      started_at VARCHAR,
      finished_at VARCHAR,
      run VARCHAR,
      failure VARCHAR
    )`,
  ],
  [
    `CREATE TABLE access_tokens (
      name VARCHAR PRIMARY KEY,
      role VARCHAR NOT NULL,
      datasets VARCHAR,
      hash VARCHAR NOT NULL,
      created_at VARCHAR NOT NULL
    )`,
  ],
  [
    `CREATE TABLE kept_answers (
      who VARCHAR NOT NULL,
      key VARCHAR NOT NULL,
      request VARCHAR NOT NULL,
      answer VARCHAR,
      kept_at VARCHAR NOT NULL,
      PRIMARY KEY (who, key)
    )`,
  ],
  [
    `CREATE TABLE streams (
      name VARCHAR PRIMARY KEY,
      id VARCHAR NOT NULL,
      settings VARCHAR NOT NULL,
      created_at VARCHAR NOT NULL,
      log_bytes BIGINT NOT NULL,
      row_count BIGINT NOT NULL,
      rejected BIGINT NOT NULL,
      scored BIGINT NOT NULL,
      alerts BIGINT NOT NULL
    )`,
    `CREATE TABLE stream_chunks (
      stream VARCHAR NOT NULL,
      chunk VARCHAR NOT NULL,
      row_count BIGINT NOT NULL,
      rejected BIGINT NOT NULL,
      alerts BIGINT NOT NULL,
      PRIMARY KEY (stream, chunk)
    )`,
  ],
];
