/** The eight looks a kind of node can have: a colour and a shape together. */
export const LOOKS = [
  'user',
  'host',
  'process',
  'dest',
  'file',
  'place',
  'gene',
  'other',
] as const;

export type Look = (typeof LOOKS)[number];

/** Words in a kind's name that ask for a look. */
const WISHES: readonly (readonly [Look, RegExp])[] = [
  ['user', /user|account|person|people|author|student|actor|employee/i],
  ['dest', /dest|dst|addr|^ip$|domain|url|remote|target/i],
  ['host', /host|computer|machine|server|device|workstation|asset/i],
  ['process', /process|program|image|exe|command|app|service|tool/i],
  ['file', /file|path|share|document|object|package/i],
  ['place', /place|cell|site|city|location|room|zone|country|source/i],
  ['gene', /gene|protein|complex|compound|metabolite|disease|drug/i],
];

/** What a node without a kind looks like. */
const PLAIN: Look = 'user';

/** Finds the look of a kind; null or unknown kinds have one too. */
export type LookOf = (kind: string | null | undefined) => Look;

/**
 * Gives each kind of a data set its own look: the one its name asks for if
 * that is free, else the next free one. From the eighth kind on all are `other`.
 * @param kinds - Node count by kind; frequent kinds choose first.
 */
export function assignLooks(kinds: Readonly<Record<string, number>>): LookOf {
  const looks = new Map<string, Look>();
  const free = new Set<Look>(LOOKS.filter((look) => look !== 'other'));
  const names = Object.keys(kinds).sort(
    (a, b) => (kinds[b] ?? 0) - (kinds[a] ?? 0) || (a < b ? -1 : 1),
  );
  const take = (name: string, look: Look) => {
    looks.set(name, look);
    free.delete(look);
  };
  for (const name of names) {
    const wish = WISHES.find(
      ([look, words]) => free.has(look) && words.test(name),
    );
    if (wish) take(name, wish[0]);
  }
  for (const name of names) {
    if (looks.has(name)) continue;
    const [next = 'other' as const] = free;
    take(name, next);
  }
  return (kind) => (kind ? (looks.get(kind) ?? 'other') : PLAIN);
}

/** A node's name without the `KIND:` that keeps ids of several columns apart. */
export function displayName(id: string, kind: string | null | undefined) {
  return kind && id.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : id;
}
