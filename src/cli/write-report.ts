import { basename } from 'node:path';
import { reportForm } from '#pipeline/operations/report.ts';
import { commandLine } from '#pipeline/report/command-line.ts';
import { reportPage } from '#pipeline/report-page/report-page.ts';
import type { Report } from '#pipeline/report/report.ts';
import { writeFileAtomically } from '#pipeline/sinks/atomic-file.ts';
import { version } from '#pipeline/version.ts';
import type { AnomalyOptions } from './anomaly-options.ts';
import { reportText } from './report-text.ts';
import type { Session } from './session.ts';
import { mappingChoice } from './source-options.ts';

/**
 * Writes a report, as a page or as text by the file's ending.
 * @returns Bytes written.
 * @throws PolyadError INVALID_ARGUMENT for an ending that says nothing
 */
export function writeReport(file: string, report: Report): Promise<number> {
  const isPage = reportForm(file, undefined) === 'html';
  return writeFileAtomically(
    file,
    isPage ? reportPage(report) : [reportText(report)],
  );
}

/** What a report of a command says of its source: name, and how to get it again. */
export function reportFacts(
  options: AnomalyOptions,
  session: Session,
  command: string,
): {
  title: string;
  command: string;
  provenance: [string, string][];
} {
  const { seed } = session.options;
  const title = options.source === '-' ? '-' : basename(options.source);
  const { of, head, mode, model } = options;
  const scoring = [
    ...(of === 'edges' ? [] : [`--of ${of}`]),
    ...(head === 'combined' ? [] : [`--head ${head}`]),
    ...(mode === undefined ? [] : [`--mode ${mode}`]),
    ...(model === undefined ? [] : [`--model ${model}`]),
  ];
  const context = { source: title, choice: mappingChoice(options), seed };
  return {
    title,
    command: commandLine(context, command, scoring.join(' ')),
    provenance: [
      ['source', title],
      ['version', version],
    ],
  };
}
