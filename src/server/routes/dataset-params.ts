import { z } from 'zod';

/** Ids are data: any text is taken, and looked up, never used as a path. */
const id = z.string().min(1).max(4096);

export const datasetParams = z.strictObject({ id });

export const edgeParams = z.strictObject({ id, edge: id });

export const nodeParams = z.strictObject({ id, node: id });
