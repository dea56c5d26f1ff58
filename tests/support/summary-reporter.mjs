import { writeFileSync } from 'node:fs';

/**
 * Vitest reporter: writes what `npm test` adds up, as JSON, to the file named in
 * POLYAD_TEST_SUMMARY. Vitest's own JSON reporter leaves out why a test was skipped.
 * `failed` also counts files that did not load and errors outside any test.
 */
// eslint-disable-next-line no-restricted-syntax -- Vitest loads a reporter by its default export.
export default class SummaryReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env['POLYAD_TEST_SUMMARY'];
    if (file === undefined) return;
    const summary = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) addModule(summary, module);
    writeFileSync(file, JSON.stringify(summary));
  }
}

/**
 * @param {{ passed: number, failed: number, skipped: { name: string, reason: string }[] }} summary
 * @param {import('vitest/node').TestModule} module
 */
function addModule(summary, module) {
  let failedTests = 0;
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') summary.passed++;
    else if (result.state === 'failed') failedTests++;
    else if (result.state === 'skipped') {
      summary.skipped.push({
        name: `${module.relativeModuleId} > ${test.fullName}`,
        reason: result.note ?? '',
      });
    }
    // A test still pending means that its worker died.
    else failedTests++;
  }
  // Hooks and imports that throw fail the module, not a test.
  if (failedTests === 0 && module.state() === 'failed') failedTests = 1;
  summary.failed += failedTests;
}
