import { z } from 'zod';

/** Which events to send; all where nothing is said. */
export const eventQuerySchema = z.strictObject({
  type: z.enum(['job', 'alert']).optional(),
});
