import { z } from 'zod';

export const jobParams = z.strictObject({ id: z.string().min(1).max(100) });
