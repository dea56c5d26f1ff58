import type { Anomaly } from '#protocol/anomalies.ts';
import type { Sayings } from '../labels/said.ts';

/**
 * The list as CSV, members parted by a semicolon and a space. Cells that a
 * spreadsheet would run as formulas begin with a quote.
 * @param columns - Names of the columns: rank, id, score, p, q, flagged, time,
 *   members, sentence, label, comment.
 */
export function listCsv(
  anomalies: readonly Anomaly[],
  columns: readonly string[],
  labels: Sayings = new Map(),
): string {
  const rows = anomalies.map((anomaly) => [
    anomaly.rank,
    anomaly.id,
    anomaly.score,
    anomaly.p,
    anomaly.q,
    anomaly.flagged,
    anomaly.time === null ? null : new Date(anomaly.time).toISOString(),
    anomaly.members.join('; '),
    anomaly.explanation?.text ?? '',
    labels.get(anomaly.id)?.label ?? null,
    labels.get(anomaly.id)?.reason ?? null,
  ]);
  return [columns, ...rows]
    .map((row) => row.map(cellText).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function cellText(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
