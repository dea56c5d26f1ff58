// node tests/store/hold-database.mjs FILE: opens a DuckDB file, says so, and keeps it open.
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2);
await DuckDBInstance.create(file);
console.log('open');
setInterval(() => undefined, 1000);
