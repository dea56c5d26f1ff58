import { roundedCount, sentence } from '../explanation/wording.ts';
import type { SeriesDrift } from '../drift/drift-monitor.ts';
import { headName, type StreamFacts } from '../stream/stream-facts.ts';
import type { AnomalyAlert, MonitoredRelation } from './alert.ts';
import { memberKey } from './member-key.ts';

/** Members named in a sentence. */
const NAMED = 3;

/** What facts say of a relation, in the words and names of people. */
export function describeFacts(
  facts: StreamFacts,
  relation: MonitoredRelation,
  p: number,
): Pick<AnomalyAlert, 'text' | 'parts' | 'contributions'> {
  const names = new Map(
    relation.members.map((name) => [memberKey(name), name]),
  );
  const { parts, members } = facts.accounts.combined;
  const contributions = Array.from(facts.ids, (key, i) => ({
    id: names.get(key) ?? 'a member that found no room',
    contribution: members[i] ?? 0,
  })).sort((a, b) => b.contribution - a.contribution);
  const [first, ...others] = contributions.map(({ id }) => id);
  const company =
    others.length === 0
      ? 'alone'
      : `with ${others.slice(0, NAMED).join(', ')}${others.length > NAMED ? ` and ${others.length - NAMED} more` : ''}`;
  const rare = 1 / Math.max(p, 1e-12);
  const text = sentence([
    headName(facts.leading),
    `${first ?? 'nobody'} stands out, ${company}`,
    p >= 0.5
      ? 'as common as most of its size'
      : `about 1 in ${roundedCount(Math.round(rare))} ordinary relations of its size scores as high`,
  ]);
  return { text, parts, contributions };
}

/** What changed most, in a sentence. */
export function describeDrift(changes: readonly SeriesDrift[]): string {
  const [most] = changes;
  if (!most) return '';
  const others = changes.length - 1;
  const more = others === 0 ? '' : `, and ${others} more`;
  return sentence([
    `the stream changed: "${most.name}" (${most.of}) went from ${short(most.before)} to ${short(most.after)}, a distance of ${most.size.toFixed(2)}${more}`,
  ]);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
