import { randomBytes } from 'node:crypto';
import type { Transaction } from './database.ts';

/** A new id: 64 random bits, hexadecimal. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}

/** The next place in a table's order of arrival. */
export async function nextPosition(
  transaction: Transaction,
  table: 'dataset_versions' | 'runs' | 'labels' | 'models' | 'alerts' | 'jobs',
): Promise<number> {
  const [row] = await transaction.read<{ position: number | null }>(
    `SELECT max(position) AS position FROM ${table}`,
  );
  return (row?.position ?? 0) + 1;
}
