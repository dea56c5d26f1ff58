import { z } from 'zod';
import { pageOf } from './page.ts';

/** Who did what; each entry's hash covers the one before. */
export const auditEntrySchema = z.object({
  /** From 1, without gaps. */
  seq: z.number().int().min(1),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** SHA-256, hexadecimal. */
  hash: z.string(),
});

/** Oldest first. */
export const auditPageSchema = pageOf(auditEntrySchema);
