import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { AnomalyDetection } from '../detect-anomalies.ts';
import type { Aspect } from '../detectors/detector.ts';

/** Members of labelled elements that get a weight of their own, at most. */
const MOST_MEMBERS = 200;
/** Deviations that count at most. */
const LARGEST = 3;

/** What of a detection is taught on. */
export type Detected = Pick<AnomalyDetection, 'of' | 'order' | 'aspects'>;

/** Elements as rows of numbers that labels can put weights on. */
export interface TeachingFeatures {
  /** What each number says, in an analyst's words. */
  readonly names: readonly string[];
  /** Numbers that are evidence or context; the rest are members. */
  readonly aspectCount: number;
  /** The numbers of one element. */
  readonly read: (element: number) => Float64Array;
}

/**
 * Rows of numbers: 1; the untaught scale −ln rank; the rank scores of all
 * aspects, of size and of how frequent the members are, each as far as it is
 * unusual for its rank; then, for each member that two labelled elements have,
 * 1 / √size where the element has it too: what is said of two relations of a
 * member says something of its others.
 * @param labelled - Indices of the labelled elements.
 * @remarks O(elements · log elements) for each aspect, once for a detection.
 */
export function teachingFeatures(
  hypergraph: Hypergraph,
  detection: Detected,
  labelled: readonly number[],
): TeachingFeatures {
  const { of } = detection;
  const all = facts(hypergraph, detection);
  const members = (element: number): Uint32Array =>
    of === 'edges'
      ? hypergraph.edgeMembers(element)
      : hypergraph.nodeEdges(element);
  const shared = sharedMembers(labelled, members);
  const place = new Map(shared.map((member, i) => [member, i]));
  const ids = of === 'edges' ? hypergraph.nodeIds : hypergraph.edgeIds;
  return {
    names: [
      ...all.map(({ name }) => name),
      ...shared.map((member) => `with ${ids.textAt(member)}`),
    ],
    aspectCount: all.length,
    read: (element) => {
      const row = new Float64Array(all.length + shared.length);
      all.forEach(({ values }, k) => (row[k] = values[element] ?? 0));
      const own = members(element);
      for (const member of own) {
        const at = place.get(member);
        if (at !== undefined) row[all.length + at] = own.length ** -0.5;
      }
      return row;
    },
  };
}

/** Rankings are asked again and again; what does not depend on labels is kept. */
const known = new WeakMap<Detected, readonly Aspect[]>();

function facts(hypergraph: Hypergraph, detection: Detected): readonly Aspect[] {
  const found = known.get(detection);
  if (found) return found;
  const { of, order, aspects } = detection;
  const scale = new Float64Array(order.length);
  order.forEach((element, i) => (scale[element] = -Math.log(i + 1)));
  const weight = scale.map((value) => Math.exp(value));
  const made = [
    { name: 'constant', values: new Float64Array(order.length).fill(1) },
    { name: 'all evidence before labels', values: scale },
    ...[...aspects, ...contextOf(hypergraph, of)].map(({ name, values }) => ({
      name,
      values: unusual(rankScores(values), scale, weight),
    })),
  ];
  known.set(detection, made);
  return made;
}

/**
 * What is left of a value when its trend along `scale` is taken away, in
 * deviations, at most {@link LARGEST} either way. Weights of 1 / rank make each
 * doubling of the list count alike: its first ten as much as its last half.
 */
function unusual(
  values: Float64Array,
  scale: Float64Array,
  weight: Float64Array,
): Float64Array {
  const mean = (of: (i: number) => number): number => {
    let sum = 0;
    let total = 0;
    weight.forEach((w, i) => {
      sum += w * of(i);
      total += w;
    });
    return total > 0 ? sum / total : 0;
  };
  const x = (i: number): number => scale[i] ?? 0;
  const y = (i: number): number => values[i] ?? 0;
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = mean((i) => (x(i) - meanX) ** 2);
  const slope =
    spread > 0 ? mean((i) => (x(i) - meanX) * (y(i) - meanY)) / spread : 0;
  const left = (i: number): number => y(i) - meanY - slope * (x(i) - meanX);
  const deviation = Math.sqrt(mean((i) => left(i) ** 2));
  if (!(deviation > 1e-9)) return values.map(() => 0);
  return values.map((_, i) =>
    Math.max(-LARGEST, Math.min(LARGEST, left(i) / deviation)),
  );
}

/** Facts that are no evidence by themselves, but may tell true alarms from false. */
function contextOf(hypergraph: Hypergraph, of: Detected['of']): Aspect[] {
  if (of === 'nodes') {
    const degree = Float64Array.from(
      { length: hypergraph.nodeCount },
      (_, node) => hypergraph.nodeDegree(node),
    );
    return [{ name: 'number of relations', values: degree }];
  }
  const size = new Float64Array(hypergraph.edgeCount);
  const mean = new Float64Array(hypergraph.edgeCount);
  const least = new Float64Array(hypergraph.edgeCount);
  for (let edge = 0; edge < size.length; edge++) {
    const members = hypergraph.edgeMembers(edge);
    let sum = 0;
    let low = Infinity;
    for (const node of members) {
      const degree = Math.log(hypergraph.nodeDegree(node));
      sum += degree;
      low = Math.min(low, degree);
    }
    size[edge] = members.length;
    mean[edge] = members.length > 0 ? sum / members.length : 0;
    least[edge] = members.length > 0 ? low : 0;
  }
  return [
    { name: 'size', values: size },
    { name: 'how frequent its members are', values: mean },
    { name: 'how frequent its rarest member is', values: least },
  ];
}

/** Members of two labelled elements or more, those of most of them first. */
function sharedMembers(
  labelled: readonly number[],
  members: (element: number) => Uint32Array,
): number[] {
  const counts = new Map<number, number>();
  for (const element of labelled) {
    for (const member of members(element)) {
      counts.set(member, (counts.get(member) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_MEMBERS)
    .map(([member]) => member);
}

/**
 * Values by their rank, as quantiles of the logistic distribution of variance 1:
 * no unit, no outliers. Equal values get the mean of their ranks; NaN counts as 0.
 */
export function rankScores(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i);
  const value = (i: number): number => values[i] ?? NaN;
  const known = order.filter((i) => !Number.isNaN(value(i)));
  known.sort((a, b) => value(a) - value(b) || a - b);
  const scores = new Float64Array(values.length);
  for (let start = 0, end; start < known.length; start = end) {
    end = start + 1;
    while (
      end < known.length &&
      value(known[end] ?? 0) === value(known[start] ?? 0)
    ) {
      end++;
    }
    const score = logisticQuantile((start + end) / 2 / known.length);
    for (const element of known.subarray(start, end)) scores[element] = score;
  }
  return scores;
}

function logisticQuantile(p: number): number {
  return (Math.log(p / (1 - p)) * Math.sqrt(3)) / Math.PI;
}
