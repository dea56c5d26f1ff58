import type { Query } from '../api/client.ts';
import type { Filters } from '../state/filters.ts';

/** The filters that the server applies to an overview. */
export function overviewQuery({
  brush,
  sizes,
  degrees,
  scores,
  week,
}: Pick<Filters, 'brush' | 'sizes' | 'degrees' | 'scores' | 'week'>): Query {
  return {
    from: brush?.from,
    to: brush?.to,
    sizeFrom: sizes?.from,
    sizeTo: sizes?.to,
    degreeFrom: degrees?.from,
    degreeTo: degrees?.to,
    scoreFrom: scores?.from,
    scoreTo: scores?.to,
    ...week,
  };
}
