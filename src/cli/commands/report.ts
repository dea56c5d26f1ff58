import {
  reportForm,
  reportForms,
  reportOnSource,
} from '#pipeline/operations/report.ts';
import { reportPage } from '#pipeline/report-page/report-page.ts';
import type { Report } from '#pipeline/report/report.ts';
import { dateText } from '#pipeline/report/time-section.ts';
import { writeFileAtomically } from '#pipeline/sinks/atomic-file.ts';
import { numberText } from '#pipeline/report/number-text.ts';
import { defineCommand } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { reportText } from '../report-text.ts';
import type { Session } from '../session.ts';
import {
  loadSource,
  mappingChoice,
  withSourceOptions,
} from '../source-options.ts';

export const reportCommand = defineCommand({
  recording: { outputs: ['to'], varying: ['file', 'bytes'] },
  name: 'report <source>',
  summary: 'Report on a hypergraph: one page, or text, with plots and tables',
  examples: [
    ['$0 report pathways.gmt.gz --to report.html', 'A page to keep'],
    ['$0 report events.csv --recipe auth', 'The same as text'],
  ],
  options: (yargs) =>
    withSourceOptions(yargs)
      .option('to', {
        type: 'string',
        describe: 'File to write: .html for a page, .txt for text',
      })
      .option('as', {
        choices: reportForms,
        describe: 'Form, if not by the ending',
      })
      .option('effort', {
        type: 'number',
        describe:
          'Elementary steps that a part may take (3e9, some seconds); what takes more is named with its price',
      }),
  run: async (options, session) => {
    const { to, effort } = options;
    const form = to === undefined ? 'text' : reportForm(to, options.as);
    const loaded = await loadSource(options, session);
    const { seed } = session.options;
    const started = performance.now();
    const choice = mappingChoice(options);
    const made = once(() =>
      reportOnSource(
        loaded,
        { choice, seed, effort },
        session.watch('reporting'),
      ),
    );
    // The file is opened first: a folder that is not there is found at once.
    const chunks = async function* (): AsyncGenerator<string> {
      const finished = withFacts(await made(), session.runFacts(started));
      if (form === 'html') yield* reportPage(finished);
      else yield reportText(finished);
    };
    const bytes =
      to === undefined
        ? null
        : await interruptible(() => writeFileAtomically(to, chunks()));
    const report = await made();
    const written = { file: to ?? null, bytes };
    return { ...written, ...report, run: session.runFacts(started) };
  },
  print: ({ file, bytes, ...report }, session) => {
    if (file === null) session.print(reportText(report));
    else session.print(`${file} · ${numberText(bytes)} bytes`);
  },
});

/** The report with when and on what it was computed, which differs from run to run. */
function withFacts(
  report: Report,
  { seconds, threads, backend }: ReturnType<Session['runFacts']>,
): Report {
  const how = `${threads} ${threads === 1 ? 'thread' : 'threads'} (${backend})`;
  const made = `${dateText(Date.now())}, in ${seconds.toFixed(1)} s on ${how}`;
  return { ...report, provenance: [...report.provenance, ['computed', made]] };
}

/** The same promise each time. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}
