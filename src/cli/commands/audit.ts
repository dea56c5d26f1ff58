import {
  biasReport,
  robustnessReport,
} from '#pipeline/operations/audit-report.ts';
import { measureBias, measureRobustness } from '#pipeline/operations/audit.ts';
import { anomalyRequest, withAnomalyOptions } from '../anomaly-options.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import { loadSource } from '../source-options.ts';
import { reportFacts, writeReport } from '../write-report.ts';

const REPORT_FILE = {
  type: 'string',
  describe: 'Write a report with bars to this file, .html for a page or .txt',
} as const;

/** Characters of the longest bar. */
const LONGEST_BAR = 30;
/** A p that grew this many times fills a bar. */
const FULL_BAR = 1e6;

const robustnessCommand = defineCommand({
  name: 'robustness <source>',
  summary: 'Attack the first relations and report how far they get away',
  examples: [
    ['$0 audit robustness events.csv --recipe auth', 'The three first'],
    [
      '$0 audit robustness events.csv --node a,b --keep feed --source-column feed',
      'Where no one feed can hide a relation',
    ],
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('targets', {
        type: 'number',
        default: 3,
        describe: 'How many relations are attacked, from the first',
      })
      .option('target', {
        type: 'string',
        array: true,
        describe: 'Id of a relation to attack instead; may be repeated',
      })
      .option('to', REPORT_FILE),
  run: async (options, session) => {
    const { hypergraph, recipe } = await loadSource(options, session);
    const started = performance.now();
    const { targets, target: ids } = options;
    const request = anomalyRequest({ ...options, recipe }, session);
    const attacks = measureRobustness(
      hypergraph,
      { ...request, of: 'edges', targets, ids },
      session.watch('scoring'),
    );
    if (options.to !== undefined) {
      const facts = reportFacts(options, session, 'audit robustness');
      await writeReport(options.to, robustnessReport(attacks, facts));
    }
    const poisoned = attacks.filter(({ attack }) => attack === 'poison 1 %');
    const ratios = poisoned.map(({ pRatio }) => pRatio);
    return {
      attacks,
      worstRatioAtOnePercent: ratios.length > 0 ? Math.max(...ratios) : null,
      run: session.runFacts(started),
    };
  },
  print: ({ attacks, worstRatioAtOnePercent }, session) => {
    session.table(
      attacks.map(
        ({ attack, id, rankBefore, rankAfter, pBefore, pAfter, pRatio }) => [
          id,
          attack,
          `${rankBefore} → ${rankAfter}`,
          `${pBefore.toExponential(1)} → ${pAfter.toExponential(1)}`,
          bar(pRatio),
        ],
      ),
      ['ID', 'ATTACK', 'RANK', 'P', 'P GREW'],
    );
    if (worstRatioAtOnePercent === null) return;
    session.note(
      `One event in a hundred moved p at most ${worstRatioAtOnePercent.toPrecision(3)} times.`,
    );
  },
});

/** Length by the logarithm of how many times p grew. */
function bar(ratio: number): string {
  const share = Math.log(Math.max(1, ratio)) / Math.log(FULL_BAR);
  const length = Math.round(LONGEST_BAR * Math.min(1, share));
  return `${'█'.repeat(length)} ${ratio.toPrecision(2)}×`;
}

const biasCommand = defineCommand({
  name: 'bias <source>',
  summary: 'Compare flag rates and errors between groups of relations',
  examples: [
    [
      '$0 audit bias events.csv --recipe auth --by department --truth truth.csv',
      'By department, with errors',
    ],
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('by', {
        type: 'string',
        demandOption: true,
        describe: 'Kept column that tells the groups apart',
      })
      .option('truth', {
        type: 'string',
        describe: 'CSV file with the columns id and label (0 or 1)',
      })
      .option('to', REPORT_FILE),
  run: async (options, session) => {
    const { hypergraph, recipe } = await loadSource(options, session);
    const started = performance.now();
    const { by, truth } = options;
    const request = anomalyRequest({ ...options, recipe }, session);
    const slices = await measureBias(
      hypergraph,
      { ...request, by, truth },
      session.watch('scoring'),
    );
    if (options.to !== undefined) {
      const facts = reportFacts(options, session, 'audit bias');
      const command = `${facts.command} --by ${by}`;
      await writeReport(
        options.to,
        biasReport(by, slices, { ...facts, command }),
      );
    }
    return { by, slices, run: session.runFacts(started) };
  },
  print: ({ slices }, session) => {
    session.table(
      slices.map((slice) => [
        slice.slice,
        slice.edges,
        share(slice.flagRate),
        slice.flagRatio === null ? '' : slice.flagRatio.toFixed(2),
        slice.alarm ? 'uneven' : '',
        slice.falsePositiveRate ? share(slice.falsePositiveRate) : '',
        slice.precision ? share(slice.precision) : '',
        slice.recalibratedFlagRate.toFixed(4),
      ]),
      [
        'SLICE',
        'EDGES',
        'FLAGGED',
        'RATIO',
        'ALARM',
        'FALSE ALARMS',
        'PRECISION',
        'FLAGGED IF CALIBRATED WITHIN',
      ],
    );
  },
});

function share({
  value,
  low,
  high,
}: {
  value: number | null;
  low: number;
  high: number;
}): string {
  return value === null
    ? '–'
    : `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}

/** What could mislead the ranking, and whom it treats unevenly. */
export const auditGroup: CommandGroup = {
  name: 'audit',
  summary: 'How far the ranking can be misled, and whom it flags more',
  commands: [robustnessCommand, biasCommand],
};
