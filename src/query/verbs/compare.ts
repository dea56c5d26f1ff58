import { keyOf, type Row, type Value } from '../evaluation/value.ts';
import { nodesNamed } from './row-elements.ts';
import type { Verb } from './verb.ts';

/** `compare(to)`: the same numbers in a named query, and how they changed. */
export const compareVerb: Verb = {
  usage: 'compare(to: before)',
  summary:
    'Puts the numbers of a named query beside those of the rows, where all other columns are equal; without a match, 0.',
  arguments: ['to'],
  prepare: (verb) => {
    const part = verb.needed('to');
    const other =
      part.kind === 'name' ? verb.scope.queries.get(part.name) : undefined;
    const { columns } = verb.scope;
    const isSame =
      other?.columns.length === columns.length &&
      other.columns.every(({ type }, i) => type === columns[i]?.type);
    if (!other || !isSame) {
      throw verb.fault(
        'compare needs a query of the same columns, named by let',
        part,
      );
    }
    const numbers = columns.flatMap(({ type }, i) =>
      type === 'number' || type === 'duration' ? [i] : [],
    );
    const keyFor = (values: readonly Value[]): string =>
      keyOf(values.filter((_, i) => !numbers.includes(i)));
    return {
      columns: [
        ...columns,
        ...numbers.flatMap((i) => {
          const { name = '', type = 'number' } = columns[i] ?? {};
          return [
            { name: `${name}_before`, type },
            { name: `${name}_change`, type },
          ];
        }),
      ],
      does: 'compare with a named query',
      rows: ({ rows }) => {
        const before = new Map(
          other.rows([]).map((row) => [keyFor(row.values), row]),
        );
        const now = new Set(rows.map(({ values }) => keyFor(values)));
        const gone = [...before]
          .filter(([key]) => !now.has(key))
          .map(([, was]) => {
            const values = was.values.map((value, i) =>
              numbers.includes(i) ? 0 : value,
            );
            return beside({ values, evidence: [] }, was, numbers);
          });
        const kept = rows.map((row) =>
          beside(row, before.get(keyFor(row.values)), numbers),
        );
        return [...kept, ...gone];
      },
    };
  },
};

/** A row with its numbers before, and how they changed. */
function beside(
  row: Row,
  was: Row | undefined,
  numbers: readonly number[],
): Row {
  const evidence = [...row.evidence, ...(was?.evidence ?? [])];
  return {
    values: [
      ...row.values,
      ...numbers.flatMap((i) => {
        const old = Number(was?.values[i] ?? 0);
        return [old, Number(row.values[i] ?? 0) - old];
      }),
    ],
    evidence: [...new Set(evidence)].sort((a, b) => a - b),
  };
}

/** `restrict(to)`: rows of some nodes alone. */
export const restrictVerb: Verb = {
  usage: 'restrict(to: watchlist)',
  summary: 'Keeps rows whose nodes are all in a list.',
  arguments: ['to'],
  prepare: (verb) => {
    const { columns } = verb.scope;
    const at = columns.flatMap(({ type }, i) =>
      type === 'node' || type === 'nodes' ? [i] : [],
    );
    if (at.length === 0) throw verb.fault('restrict needs a column of nodes');
    const kept = new Set(nodesNamed(verb.values('to'), verb.scope));
    return {
      columns,
      does: 'keep rows of some nodes',
      rows: ({ rows }) =>
        rows.filter(({ values }) =>
          at
            .flatMap((i) => values[i] as number | readonly number[])
            .every((node) => kept.has(node)),
        ),
    };
  },
};
