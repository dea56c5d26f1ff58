import { z } from 'zod';

/**
 * What somebody may do: look and ask; also bring data, label and train; also
 * remove, promote, and say who else may. Each may do what those before it may.
 */
export const roleSchema = z.enum(['viewer', 'analyst', 'admin']);

export type Role = z.infer<typeof roleSchema>;

const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.@ -]+$/u, 'letters, digits, spaces and . _ - @')
  .refine((text) => text.trim() === text, 'no space at either end');

/** A token to make. */
export const newTokenSchema = z.strictObject({
  /** Whom the audit trail names. */
  name,
  role: roleSchema.default('viewer'),
  /** Names of the data sets it is for; all where null. */
  datasets: z
    .array(z.string().min(1).max(256))
    .min(1)
    .max(1000)
    .nullable()
    .default(null),
});

export type NewToken = z.infer<typeof newTokenSchema>;

/** A token as lists show it: never the secret. */
export const tokenSchema = z.object({
  name: z.string(),
  role: roleSchema,
  datasets: z.array(z.string()).nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
});

export const tokenListSchema = z.object({ items: z.array(tokenSchema) });

/** The answer to a new token: the only time that its secret is shown. */
export const madeTokenSchema = tokenSchema.extend({ token: z.string() });
