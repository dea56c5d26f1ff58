import { createHash } from 'node:crypto';
import type { DatasetProvenance } from '#store/provenance.ts';
import { version } from '../version.ts';

/** Equal for equal bytes read in the same way by the same Polyad. */
export function fingerprint({
  sha256,
  format,
  mapping,
}: DatasetProvenance): string {
  return createHash('sha256')
    .update(JSON.stringify([version, sha256, format, mapping]))
    .digest('hex');
}
