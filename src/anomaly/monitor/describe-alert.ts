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
  const text = sentence([
    headName(facts.leading),
    `${first ?? 'nobody'} stands out, ${company}`,
    rarity(p),
  ]);
  return { text, parts, contributions };
}

/** Beyond one in a million the fitted tail says no more than that. */
function rarity(p: number): string {
  if (p >= 0.5) return 'as common as most of its size';
  if (p < 1e-6) return 'rarer than any ordinary relation of its size so far';
  const one = roundedCount(Math.round(1 / p));
  return `about 1 in ${one} ordinary relations of its size scores as high`;
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
