import { z } from 'zod';
import { durationSchema, mappingOptionsSchema } from './mapping-options.ts';

const count = z.number().int().min(0);
const rate = z.number().gt(0).lt(1);

export const streamNameSchema = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'up to 64 letters, digits, and . _ -');

/** What makes a relation an alert. */
const ruleSchema = z.discriminatedUnion('by', [
  /** So many alerts a relation, whatever comes. */
  z.strictObject({ by: z.literal('chance'), most: rate }),
  /** So many false ones among the alerts. */
  z.strictObject({ by: z.literal('false discoveries'), most: rate }),
  z.strictObject({ by: z.literal('score'), least: z.number() }),
]);

/** How records become relations, and what an alert is: as for `polyad monitor`. */
export const streamSettingsSchema = z.strictObject({
  options: mappingOptionsSchema.default({}),
  rule: ruleSchema.default({ by: 'chance', most: 0.001 }),
  /** Width of a tick; by default as the stream goes. */
  tick: durationSchema.optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

export type StreamSettings = z.infer<typeof streamSettingsSchema>;

export const newStreamSchema = streamSettingsSchema.extend({
  name: streamNameSchema,
});

export const streamParamsSchema = z.strictObject({ name: streamNameSchema });

export const streamSchema = z.object({
  name: z.string(),
  settings: z.unknown(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  /** Bytes of records taken. */
  bytes: count,
  rows: count,
  rejected: count,
  /** Relations scored: those of ticks that have closed. */
  scored: count,
  alerts: count,
});

export const streamListSchema = z.object({ items: z.array(streamSchema) });

export const chunkQuerySchema = z.strictObject({
  /**
   * Names the chunk for ever: sent again it is not taken again. Without one every
   * chunk is new.
   */
  chunk: z.string().min(1).max(200).optional(),
  /** The mapping options as JSON, for a stream that begins with this chunk. */
  options: z.string().max(65_536).optional(),
});

/** What a chunk of records brought. */
export const chunkTakenSchema = z.object({
  chunk: z.string(),
  rows: count,
  rejected: count,
  alerts: count,
});
