import type { Guarantee } from '../calibration/exchangeability.ts';
import type {
  Detection,
  ElementNames,
  Explanation,
  HeadColumns,
  ScorePart,
} from '../detectors/detector.ts';

/** Heads do not apply to what is not a relation or a node. */
const NO_HEADS: HeadColumns = {
  unexpected: null,
  surprise: null,
  recent: null,
  bursty: null,
  volume: null,
  attributes: null,
};

/** One finding of a detector that makes its own elements. */
export interface Finding {
  readonly id: string;
  readonly score: number;
  /** Where the detector has chances of its own. */
  readonly p?: number;
  readonly members: readonly string[];
  readonly memberKinds?: readonly (string | null)[];
  /** Milliseconds since the epoch. */
  readonly time?: number | null;
  readonly explain: () => Explanation;
}

export interface FindingsOptions {
  readonly detector: string;
  readonly trained: Detection['trained'];
  readonly guarantee?: Guarantee;
}

/** Findings as any other detection. */
export function detectionOf(
  findings: readonly Finding[],
  { detector, trained, guarantee }: FindingsOptions,
): Detection {
  const scores = Float64Array.from(findings, ({ score }) => score);
  const hasChances = findings.every(({ p }) => p !== undefined);
  const times = Float64Array.from(findings, ({ time }) => time ?? NaN);
  const isTimed = times.some((time) => !Number.isNaN(time));
  const at = (element: number): Finding => {
    const finding = findings[element];
    if (finding) return finding;
    throw new RangeError(`There is no finding ${element}.`);
  };
  return {
    detector,
    trained,
    combined: scores,
    heads: NO_HEADS,
    aspects: [{ name: 'score', values: scores }],
    classes: new Uint8Array(findings.length),
    isReference: null,
    times: isTimed ? times : null,
    stream: null,
    causal: false,
    ...(hasChances && {
      chances: {
        evidence: Float64Array.from(findings, ({ p }) => -Math.log(p ?? 1)),
        p: Float64Array.from(findings, ({ p }) => p ?? 1),
        extrapolated: new Uint8Array(findings.length),
      },
    }),
    ...(guarantee && { guarantee }),
    ids: namesOf(findings.map(({ id }) => id)),
    members: (element) => {
      const { members, memberKinds } = at(element);
      return { ids: members, kinds: memberKinds ?? members.map(() => null) };
    },
    explain: (element) => at(element).explain(),
  };
}

/** The part that stands for those not named; none if all are. */
export function remainder(
  count: number,
  what: string,
  contribution: number,
): ScorePart[] {
  if (count <= 0) return [];
  return [{ name: `${count} other ${what}`, value: count, contribution }];
}

function namesOf(ids: readonly string[]): ElementNames {
  const places = new Map(ids.map((id, place) => [id, place]));
  return {
    count: ids.length,
    textAt: (element) => ids[element] ?? '',
    indexOf: (id) => places.get(String(id)),
  };
}
