import { z } from 'zod';

export const modelParams = z.strictObject({ id: z.string().min(1).max(200) });
