import { z } from 'zod';
import { runFactsSchema } from './run-facts.ts';

const count = z.number().int().min(0);

/** Kinds of evidence; `combined` ranks by all of them. */
export const anomalyHeadSchema = z.enum([
  'combined',
  'unexpected',
  'surprise',
  'recent',
  'bursty',
  'volume',
  'attributes',
]);

/**
 * What is scored: relations, nodes, windows of time, groups of nodes that meet too
 * often, members that relations are missing, combinations of properties.
 */
const scoredSchema = z.enum([
  'edges',
  'nodes',
  'windows',
  'groups',
  'missing',
  'combinations',
]);

/** Against the past only, or against all others. */
export const scoringModeSchema = z.enum(['stream', 'static']);

export type ScoringMode = z.infer<typeof scoringModeSchema>;

const timeTextSchema = z
  .string()
  .max(64)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a time')
  .meta({ description: 'ISO 8601, such as 2026-03-02T09:00:00Z.' });

/** Options of `polyad anomalies` as JSON. */
export const anomaliesRequestSchema = z.strictObject({
  of: scoredSchema.default('edges'),
  /** Milliseconds of a window of time; chosen from the data if absent. */
  width: z.number().gt(0).optional(),
  head: anomalyHeadSchema.default('combined'),
  /** As the recipe says, else stream where relations have times, unless given. */
  mode: scoringModeSchema.optional(),
  /** Share of false alarms accepted among the flagged. */
  fdr: z.number().gt(0).lt(1).default(0.05),
  /** Most results to return. */
  top: z.number().int().min(0).max(10_000).default(50),
  /** Results to pass over first: rank of the first result less one. */
  offset: z.number().int().min(0).default(0),
  /** Results for these elements instead of the first ones, in this order. */
  ids: z.array(z.string().min(1).max(4096)).max(200).optional(),
  /** Only what came before trains: ISO 8601, or milliseconds since the epoch. */
  trainUntil: z.union([timeTextSchema, z.number()]).optional(),
  /** Kept column that names who wrote a record: none of them can hide a relation. */
  sourceColumn: z.string().min(1).max(200).optional(),
  /** Sentences, parts and shares for each result. */
  explain: z.boolean().default(true),
  /** Whether labels of the data set rank again; p, q and flags stay as they are. */
  teach: z.boolean().default(true),
  /** How many elements to suggest for labelling next. */
  ask: z.number().int().min(0).max(100).default(0),
  /** Score by a model of the workspace: its id, or the name of a promoted one. */
  model: z.string().min(1).max(200).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

const headScore = z.number().nullable();

export const headScoresSchema = z.object({
  unexpected: headScore,
  surprise: headScore,
  recent: headScore,
  bursty: headScore,
  volume: headScore,
  attributes: headScore,
});

export const scorePartSchema = z.object({
  name: z.string(),
  value: z.number(),
  contribution: z.number(),
});

export type ScorePart = z.infer<typeof scorePartSchema>;

export const memberShareSchema = z.object({
  id: z.string(),
  contribution: z.number(),
});

export type MemberShare = z.infer<typeof memberShareSchema>;

/** How often two members were seen together, and how often chance would have it. */
export const pairEvidenceSchema = z.object({
  pair: z.tuple([z.string(), z.string()]),
  /** Other hyperedges with both. */
  seen: z.number(),
  /** Hyperedges with both that their degrees alone would give. */
  expected: z.number(),
});

/** A known hyperedge that resembles the one explained. */
export const nearestRelationSchema = z.object({
  id: z.string(),
  time: z.number().nullable(),
  /** Members in common. */
  shared: count,
  /** Shared members over all members of both (Jaccard). */
  overlap: z.number(),
});

/** The least change that would make a hyperedge's members expected. */
export const counterfactualSchema = z.object({
  /** The member that would go. */
  member: z.string(),
  /** What would stand in its place; null for nothing. */
  by: z.string().nullable(),
  /** Surprise of the members now, and after the change. */
  surprise: z.number(),
  then: z.number(),
  text: z.string(),
});

/** Why a score is what it is. */
export const explanationSchema = z.object({
  text: z.string(),
  /** Contributions add up to the score. */
  parts: z.array(scorePartSchema),
  /** Contributions add up to the part of the score that members make. */
  members: z.array(memberShareSchema),
  /** Most telling pairs first; empty where pairs do not apply. */
  pairs: z.array(pairEvidenceSchema),
  /** The one before it that is most alike; null if none shares a member. */
  nearest: nearestRelationSchema.nullable(),
  /** What would make it ordinary; null where no one change does. */
  ordinary: counterfactualSchema.nullish(),
});

export type Explanation = z.infer<typeof explanationSchema>;

const verdictSchema = z.enum(['anomalous', 'benign', 'unsure']);

/** One fact and what it adds to a change of log odds. */
const addendSchema = z.object({ name: z.string(), contribution: z.number() });

/** What labels did to one element. */
export const taughtSchema = z.object({
  /** Rank without labels, from 1. */
  rankBefore: z.number().int().min(1),
  /** Its own label, what labels of others taught, or only that others passed; null if it stayed. */
  moved: z.enum(['label', 'teaching', 'others']).nullable(),
  label: verdictSchema.nullable(),
  /** What moved it, largest first. */
  movedBy: z.array(addendSchema),
});

export type Taught = z.infer<typeof taughtSchema>;

/** What labels did to the ranking. */
export const teachingSchema = z.object({
  /** Labels that taught, by what they say. */
  labels: z.object({ anomalous: count, benign: count, unsure: count }),
  /** Elements whose rank is another than without labels. */
  moved: count,
  /** What to look at next; as many as were asked for. */
  ask: z.array(
    z.object({
      id: z.string(),
      rank: z.number().int().min(1),
      /** Of being an anomaly, as far as is known. */
      chance: z.number(),
      /** Standard deviation of its log odds: how much the answer may teach. */
      uncertainty: z.number(),
    }),
  ),
});

/** One scored element, with its evidence. */
export const anomalySchema = z.object({
  id: z.string(),
  score: z.number(),
  /** Chance of a score this high where nothing is wrong; null where unknown. */
  p: z.number().nullable(),
  /** Where `p` comes from: ranks of scores seen, or a tail fitted to them. */
  pBasis: z.enum(['rank', 'model-extrapolated']),
  /** False-discovery rate of the list down to here; null where unknown. */
  q: z.number().nullable(),
  flagged: z.boolean(),
  /** From 1, best evidence first. */
  rank: z.number().int().min(1),
  /** Milliseconds since the Unix epoch. */
  time: z.number().nullable(),
  members: z.array(z.string()),
  /** Kind of each of `members`, in the same order. */
  memberKinds: z.array(z.string().nullable()),
  heads: headScoresSchema,
  /** Absent where the request said `explain: false`. */
  explanation: explanationSchema.optional(),
  /** Absent where no label taught. */
  taught: taughtSchema.optional(),
});

export type Anomaly = z.infer<typeof anomalySchema>;

export const anomaliesSchema = z.object({
  detector: z.string(),
  of: scoredSchema,
  head: anomalyHeadSchema,
  mode: z.enum(['static', 'stream']),
  trained: z.object({ edges: count, until: z.number().nullable() }),
  /** Flagged in all, not only among `results`. */
  flagged: count,
  /** Least score that is flagged; null where none is. */
  threshold: z.number().nullable(),
  /** Elements scored in all. */
  total: count,
  /** Whether the rate asked for is held to, in a sentence for people. */
  guarantee: z.object({ controlled: z.boolean(), text: z.string() }),
  /** Lasting changes, in order of time; of windows only. */
  changes: z
    .array(z.object({ time: z.number(), p: z.number(), text: z.string() }))
    .optional(),
  results: z.array(anomalySchema),
  /** Absent where no label taught and nothing was asked. */
  teaching: teachingSchema.optional(),
  run: runFactsSchema,
});

export type Anomalies = z.infer<typeof anomaliesSchema>;
