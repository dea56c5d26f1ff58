import { z } from 'zod';
import { roleSchema } from './access.ts';

/** The token that the server printed, exchanged for a cookie. */
export const sessionRequestSchema = z.strictObject({
  token: z.string().min(1).max(512),
});

export const sessionSchema = z.object({
  /** `none` where the server was started without authentication. */
  authentication: z.enum(['token', 'none']),
  /** ISO 8601, UTC; null where nothing expires. */
  expiresAt: z.iso.datetime().nullable(),
  /** Who is signed in, as the audit trail names them. */
  name: z.string(),
  role: roleSchema,
});

export type Session = z.infer<typeof sessionSchema>;
