import type { Guarantee } from '../calibration/exchangeability.ts';
import type { Calibration } from '../calibration/tail-calibration.ts';

/** What can be scored: elements of the data, or what a detector finds in it. */
export const SCORED = [
  'edges',
  'nodes',
  'windows',
  'groups',
  'missing',
  'combinations',
] as const;
export type Scored = (typeof SCORED)[number];

/** Kinds of evidence, each with a score of its own. */
export const HEADS = [
  'unexpected',
  'surprise',
  'recent',
  'bursty',
  'volume',
  'attributes',
] as const;

/** One kind of evidence. */
export type Head = (typeof HEADS)[number];

/** What a ranking goes by: one kind of evidence, or all together. */
export type RankingHead = 'combined' | Head;

/** A score of every element for each kind of evidence; null where not computed. */
export type HeadColumns = Readonly<Record<Head, Float64Array | null>>;

/** One addend of a score. */
export interface ScorePart {
  /** In an analyst's words. */
  readonly name: string;
  /** The evidence before weighting: nats, or a count for bursts. */
  readonly value: number;
  /** What it adds to the score. */
  readonly contribution: number;
}

/** What one member adds. */
export interface MemberContribution {
  readonly id: string;
  readonly contribution: number;
}

/** How often two members were seen together, and how often chance would have it. */
export interface PairEvidence {
  /** Ids of the two members. */
  readonly pair: readonly [string, string];
  /** Other relations with both, outside the relation's own moment. */
  readonly seen: number;
  /** Relations with both that their degrees alone would give. */
  readonly expected: number;
}

/** A known relation that resembles the one explained. */
export interface NearestRelation {
  readonly id: string;
  readonly time: number | null;
  /** Members in common. */
  readonly shared: number;
  /** Shared members over all members of both (Jaccard). */
  readonly overlap: number;
}

/** The least change that would make a relation's members expected. */
export interface Counterfactual {
  /** The member that would go. */
  readonly member: string;
  /** What would stand in its place; null for nothing. */
  readonly by: string | null;
  /** Surprise of the members now, and after the change. */
  readonly surprise: number;
  readonly then: number;
  readonly text: string;
}

/** Why a score is what it is. */
export interface Explanation {
  /** One sentence to paste into a ticket. */
  readonly text: string;
  /** Contributions add up to the score (1e-9). */
  readonly parts: readonly ScorePart[];
  /** Contributions add up to the part of the score that members make. */
  readonly members: readonly MemberContribution[];
  /** Most telling pairs first; empty where pairs do not apply. */
  readonly pairs: readonly PairEvidence[];
  /** The relation before it that is most alike; null if none shares a member. */
  readonly nearest: NearestRelation | null;
  /** What would make it ordinary; absent where members are not the matter. */
  readonly ordinary?: Counterfactual | null;
}

/** One thing a detector found, for every element: what labels put weights on. */
export interface Aspect {
  readonly name: string;
  /** Higher is stranger; NaN where it says nothing. */
  readonly values: Float64Array;
}

/** A time at which the data became another, in words. */
export interface Change {
  /** Milliseconds since the epoch: the first window after it begins there. */
  readonly time: number;
  /** Chance of a change as large where nothing changes but the order of weeks. */
  readonly p: number;
  readonly text: string;
}

/** Scores of all elements by one detector, with the means to explain them. */
export interface Detection {
  /** Name and version of the method, kept with results. */
  readonly detector: string;
  /** Hyperedges the counts come from, and the end of their time if limited. */
  readonly trained: { readonly edges: number; readonly until: number | null };
  /** Score by all evidence; length = elements. */
  readonly combined: Float64Array;
  readonly heads: HeadColumns;
  /** Everything the combined score is made of, each by itself. */
  readonly aspects: readonly Aspect[];
  /** Elements compared with each other when a chance is given, below 256. */
  readonly classes: Uint8Array;
  /** Elements whose scores show what is ordinary; null means all. */
  readonly isReference: ((element: number) => boolean) | null;
  /** Chances of the detector's own, in place of a comparison with other scores. */
  readonly chances?: Calibration | undefined;
  /** Lasting changes, in order of time; of windows only. */
  readonly changes?: readonly Change[] | undefined;
  /** What the chances promise, where the detector knows. */
  readonly guarantee?: Guarantee | undefined;
  /** Scores known from before that show what is ordinary, in place of the elements' own. */
  readonly references?: ReferenceColumns | undefined;
  /** Start of each element in milliseconds, NaN if unknown; null without times. */
  readonly times: Float64Array | null;
  /** Elements in order of time and the moment of each; null without times. */
  readonly stream: {
    readonly order: Uint32Array;
    readonly moments: Uint32Array;
  } | null;
  /** Whether each element is judged by earlier moments only. */
  readonly causal: boolean;
  /**
   * Monotone map after which a score's tail is about exponential, as calibration
   * expects. Default: ln(1 + score) for bursts and volume, which grow like
   * counts, and nothing for others.
   */
  readonly straighten?: (head: RankingHead, score: number) => number;
  /** Ids of the elements, in order. */
  readonly ids: ElementNames;
  readonly members: (element: number) => ElementMembers;
  /** @remarks O(relations of its members); meant for the few at the top. */
  readonly explain: (element: number, head: RankingHead) => Explanation;
}

/** Ids by element and back; an id table is one. */
export interface ElementNames {
  readonly count: number;
  readonly textAt: (element: number) => string;
  readonly indexOf: (id: string | number) => number | undefined;
}

/** Scores of elements that were judged before. */
export interface ReferenceColumns {
  /** As of {@link Detection.classes}; its length is that of every column. */
  readonly classes: Uint8Array;
  /** Scores by a head; null where it was not computed. */
  readonly score: (head: RankingHead) => Float64Array | null;
}

/** What an element consists of. */
export interface ElementMembers {
  readonly ids: readonly string[];
  readonly kinds: readonly (string | null)[];
}
