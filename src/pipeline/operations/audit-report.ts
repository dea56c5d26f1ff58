import type { Share, Slice } from '#anomaly/audit/bias.ts';
import type { AttackResult } from '#anomaly/audit/robustness.ts';
import type { RankingFigure, Report } from '../report/report.ts';

/** What every audit is reported with. */
export interface AuditFacts {
  readonly title: string;
  readonly command: string;
  readonly provenance: Report['provenance'];
}

/** Attacks as a report: a bar for how many times each made p grow. */
export function robustnessReport(
  attacks: readonly AttackResult[],
  { title, command, provenance }: AuditFacts,
): Report {
  const targets = [...new Set(attacks.map(({ id }) => id))];
  const kinds = [...new Set(attacks.map(({ attack }) => attack))];
  const worst = kinds
    .map((attack) => ({
      name: attack,
      value: Math.max(
        ...attacks.filter((a) => a.attack === attack).map((a) => a.pRatio),
      ),
    }))
    .sort((a, b) => b.value - a.value);
  const [first] = worst;
  return {
    title,
    kind: 'Robustness of a ranking',
    counts: [
      { name: 'relations attacked', value: targets.length },
      { name: 'attacks on each', value: kinds.length },
      {
        name: 'p grew at most',
        value: first ? `${Number(first.value.toPrecision(2))}×` : 'never',
      },
    ],
    provenance,
    rejected: { count: 0, rows: [] },
    sections: [
      {
        id: 'attacks',
        title: 'What gets a relation away?',
        says: [
          first
            ? `Most does ${first.name}: it makes p ${Number(first.value.toPrecision(2))} times what it was.`
            : 'Nothing was attacked.',
          'p is the chance that an ordinary relation scores as high; a relation whose p grows looks more ordinary.',
        ],
        leftOut: [],
        figures: [
          growth('Worst of all relations', worst, command),
          ...targets.map((id) =>
            growth(
              id,
              attacks
                .filter((attack) => attack.id === id)
                .map(({ attack, pRatio, rankBefore, rankAfter }) => ({
                  name: attack,
                  note: `rank ${rankBefore}, then ${rankAfter}`,
                  value: pRatio,
                })),
              command,
            ),
          ),
        ],
      },
    ],
  };
}

function growth(
  title: string,
  rows: RankingFigure['rows'],
  command: string,
): RankingFigure {
  return {
    kind: 'ranking',
    title,
    note: 'Times that p grew; below 1 the relation became more conspicuous.',
    columns: { name: 'attack', value: 'times' },
    scale: 'log',
    rows: [...rows].sort((a, b) => b.value - a.value),
    more: 0,
    command,
  };
}

/** Slices as a report: a bar with its interval for the rate of each. */
export function biasReport(
  by: string,
  slices: readonly Slice[],
  { title, command, provenance }: AuditFacts,
): Report {
  const uneven = slices.filter((slice) => slice.alarm);
  const figure = (
    name: string,
    note: string,
    of: (slice: Slice) => Share | null,
  ): RankingFigure => {
    return { ...sharesOf(by, slices, of), title: name, note, command };
  };
  const errors: [string, string, (slice: Slice) => Share | null][] = [
    ['False alarms', 'Flagged among the ordinary.', (s) => s.falsePositiveRate],
    ['Precision', 'Anomalies among the flagged.', (s) => s.precision],
  ];
  const figures = [
    figure('Flagged', '95 % intervals (Wilson).', (s) => s.flagRate),
    ...(slices.some(({ precision }) => precision !== null)
      ? errors.map((error) => figure(...error))
      : []),
  ];
  return {
    title,
    kind: 'Evenness of a ranking',
    counts: [
      { name: 'slices', value: slices.length },
      { name: 'uneven', value: uneven.length },
    ],
    provenance,
    rejected: { count: 0, rows: [] },
    sections: [
      {
        id: 'slices',
        title: `Who is flagged more, by ${by}?`,
        says: [unevenWords(uneven)],
        leftOut: [],
        figures: [
          ...figures,
          {
            kind: 'table',
            title: 'If each slice were compared with itself only',
            columns: [by, 'relations', 'flagged now', 'flagged then'],
            rows: slices.map((slice) => [
              slice.slice,
              slice.edges,
              slice.flagRate.value,
              slice.recalibratedFlagRate,
            ]),
            command,
          },
        ],
      },
    ],
  };
}

/** A bar for every slice that has a share, with its interval. */
function sharesOf(
  by: string,
  slices: readonly Slice[],
  of: (slice: Slice) => Share | null,
): Omit<RankingFigure, 'title'> {
  const rows = slices.flatMap((slice) => {
    const share = of(slice);
    if (share === null || share.value === null) return [];
    const { value, low, high } = share;
    return [
      {
        name: slice.slice,
        note: `of ${share.of}`,
        value,
        interval: [low, high] as const,
      },
    ];
  });
  return {
    kind: 'ranking',
    columns: { name: by, value: 'share' },
    scale: 'linear',
    rows: rows.sort((a, b) => b.value - a.value),
    more: 0,
  };
}

function unevenWords(uneven: readonly Slice[]): string {
  return uneven.length === 0
    ? 'No slice is flagged twice or half as often as all, beyond its interval.'
    : `Flagged more than twice or less than half as often as all: ${uneven.map(({ slice }) => slice).join(', ')}.`;
}
