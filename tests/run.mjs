// What `npm test` runs: each tool is one counted check, then every test of Vitest counts itself.
// The last line is `N passed, N failed`, with `, N skipped` where some were.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'polyad-test-'));
const summaryFile = join(scratch, 'summary.json');

/** @type {{ passed: number, failed: number, skipped: { name: string, reason: string }[] }} */
const total = { passed: 0, failed: 0, skipped: [] };
/** @type {string[]} */
const failedChecks = [];
/** @type {import('node:child_process').ChildProcess | undefined} */
let running;
let interrupted = false;
const ownGroup = process.platform !== 'win32';

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    // The second Ctrl-C does not wait.
    endRunning(interrupted ? 'SIGKILL' : signal);
    interrupted = true;
  });
}

/**
 * Ends the running tool and its workers, which are a process group of their own.
 * @param {NodeJS.Signals} signal
 */
function endRunning(signal) {
  if (running?.pid === undefined) return;
  if (running.exitCode !== null || running.signalCode !== null) return;
  if (ownGroup) process.kill(-running.pid, signal);
  else running.kill(signal);
}

/**
 * Runs a tool with its output shown as it comes.
 * @param {string} name File in node_modules/.bin, or `npm`.
 * @param {string[]} args
 * @param {Record<string, string>} env Added to the environment.
 * @returns {Promise<number>} The exit code; 1 where a signal ended it or it did not start.
 */
function runTool(name, args, env = {}) {
  const command = name === 'npm' ? name : join(bin, name);
  return new Promise((resolve) => {
    running = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached: ownGroup,
      shell: !ownGroup,
    });
    running.once('error', (error) => {
      console.error(`${name} did not start: ${error.message}`);
      resolve(1);
    });
    running.once('exit', (code, signal) => {
      if (signal !== null) console.error(`${name} was ended by ${signal}`);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} title
 * @param {string} name
 * @param {string[]} args
 */
async function check(title, name, ...args) {
  if (interrupted) return;
  const started = performance.now();
  console.log(`\n── ${title}`);
  const code = await runTool(name, args);
  if (interrupted) return;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code === 0) total.passed++;
  else {
    total.failed++;
    failedChecks.push(title);
  }
  console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${title} (${seconds} s)`);
}

/** @param {string} path @returns {Promise<number>} The latest change in a file or folder, in ms. */
async function newest(path) {
  const full = join(root, path);
  if (!existsSync(full)) return 0;
  const own = statSync(full);
  if (!own.isDirectory()) return own.mtimeMs;
  const entries = await readdir(full, { recursive: true });
  // A folder's own time counts too: it tells of removed files.
  return entries.reduce(
    (latest, entry) => Math.max(latest, statSync(join(full, entry)).mtimeMs),
    own.mtimeMs,
  );
}

/** The page is built last, so its first file tells when the last whole build was. */
async function buildIsStale() {
  const built = await newest(join('dist', 'web', 'index.html'));
  const sources = [
    'src',
    'web',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
  ];
  const times = await Promise.all(sources.map(newest));
  return built === 0 || times.some((time) => time > built);
}

async function runTests() {
  if (interrupted) return;
  console.log('\n── tests');
  const code = await runTool(
    'vitest',
    [
      'run',
      '--project=unit',
      '--project=gpu',
      '--project=browser',
      '--reporter=default',
      '--reporter=tests/support/summary-reporter.mjs',
    ],
    { POLYAD_TEST_SUMMARY: summaryFile },
  );
  if (interrupted) return;
  addTests(code);
}

/** @param {number} code Vitest's exit code: no crash may pass for a success. */
function addTests(code) {
  let failed = 0;
  if (existsSync(summaryFile)) {
    const summary = JSON.parse(readFileSync(summaryFile, 'utf8'));
    total.passed += summary.passed;
    total.skipped.push(...summary.skipped);
    failed = summary.failed;
  }
  if (code !== 0 && failed === 0) {
    failed = 1;
    failedChecks.push(
      `vitest ended with exit code ${code} without naming a failed test`,
    );
  }
  total.failed += failed;
}

function report() {
  const { passed, failed, skipped } = total;
  if (skipped.length > 0) console.log(`\nSkipped (${skipped.length}):`);
  for (const { name, reason } of skipped) {
    console.log(`  ${name}${reason === '' ? '' : ` [${reason}]`}`);
  }
  if (failedChecks.length > 0) console.log('\nFailed checks:');
  for (const title of failedChecks) console.log(`  ${title}`);
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(`\n${passed} passed, ${failed} failed${tail}`);
}

try {
  await check('formatting', 'prettier', '--check', '--log-level=warn', '.');
  await check('lint', 'eslint', '.');
  await check('types of src', 'tsc', '-p', 'tsconfig.json', '--noEmit');
  await check('types of tests', 'tsc', '-p', 'tests');
  await check('types of web', 'tsc', '-p', 'web');
  await check('unused files, exports and packages', 'knip');
  if (await buildIsStale()) await check('build', 'npm', 'run', 'build');
  await runTests();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (interrupted) {
  console.error('\nInterrupted.');
  process.exitCode = 130;
} else {
  report();
  process.exitCode = total.failed === 0 ? 0 : 1;
}
