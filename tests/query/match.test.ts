import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { runQuery } from '#query/run-query.ts';
import type {
  Expression,
  Pattern,
  Query,
  Role,
} from '#query/syntax/syntax-tree.ts';
import {
  naiveMatch,
  type Binding,
  type PlainCondition,
} from './naive-match.ts';

const KINDS = ['met', 'paid'];
const ROLES = ['who', 'where'];
const NODES = ['a', 'b', 'c', 'd'];
const VARIABLES = ['x', 'y', 'z'];
const ALIASES = ['e', 'f', 'g'];

const arbitraryRelations = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    time: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 6 }),
    members: fc.uniqueArray(
      fc.record({
        node: fc.constantFrom(...NODES),
        role: fc.constantFrom(...ROLES, 'who|where'),
      }),
      { maxLength: 4, selector: ({ node }) => node },
    ),
  }),
  { maxLength: 7 },
);

function build(
  relations: typeof arbitraryRelations extends fc.Arbitrary<infer T>
    ? T
    : never,
): Hypergraph {
  const builder = new HypergraphBuilder();
  NODES.forEach((node) => builder.addNode(node));
  // Every kind and role is known, so that a query naming it is no fault.
  const known = builder.addEdge('known');
  builder.setEdge(known, 'kind', 'other');
  builder.addIncidence(known, builder.addNode('nobody'));
  builder.setIncidence('role', 'who|where');
  for (const kind of KINDS)
    builder.setEdge(builder.addEdge(kind), 'kind', kind);
  relations.forEach(({ kind, time, members }, i) => {
    const edge = builder.addEdge(`r${i}`);
    builder.setEdge(edge, 'kind', kind);
    if (time !== null) builder.setEdge(edge, 'time', time * 60_000);
    for (const { node, role } of members) {
      builder.addIncidence(edge, builder.addNode(node));
      builder.setIncidence('role', role);
    }
  });
  return builder.build();
}

const arbitraryRole: fc.Arbitrary<Role> = fc.record({
  name: fc.constantFrom(null, ...ROLES),
  term: fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .constantFrom(...VARIABLES)
        .map((name) => ({ kind: 'variable' as const, name })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...NODES)
        .map((value) => ({ kind: 'string' as const, value })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'blank' as const }) },
  ),
  group: fc.constant(null),
});

const arbitraryPatterns = fc
  .array(
    fc.record({
      type: fc.constantFrom(null, ...KINDS),
      roles: fc.array(arbitraryRole, { maxLength: 3 }),
      exact: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((patterns): Pattern[] =>
    patterns.map((pattern, i) => ({
      ...pattern,
      alias: ALIASES[i]!,
      condition: null,
    })),
  );

const arbitraryConditions = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('near' as const),
      a: fc.constantFrom(...ALIASES),
      b: fc.constantFrom(...ALIASES),
      width: fc.integer({ min: 0, max: 5 }).map((minutes) => minutes * 60_000),
    }),
    fc.record({
      kind: fc.constant('differ' as const),
      a: fc.constantFrom(...VARIABLES).map((name) => `$${name}`),
      b: fc.constantFrom(...VARIABLES).map((name) => `$${name}`),
    }),
    fc.record({
      kind: fc.constant('size' as const),
      a: fc.constantFrom(...ALIASES),
      least: fc.integer({ min: 0, max: 3 }),
    }),
  ),
  { maxLength: 2 },
);

function expressionOf(condition: PlainCondition): Expression {
  const name = (text: string): Expression =>
    text.startsWith('$')
      ? { kind: 'variable', name: text.slice(1) }
      : { kind: 'name', name: text };
  switch (condition.kind) {
    case 'near':
      return {
        kind: 'near',
        left: name(condition.a),
        within: { kind: 'duration', value: condition.width, unit: 'ms' },
        right: name(condition.b),
      };
    case 'differ':
      return {
        kind: 'compare',
        operator: '!=',
        left: name(condition.a),
        right: name(condition.b),
      };
    case 'size':
      return {
        kind: 'compare',
        operator: '>=',
        left: {
          kind: 'call',
          name: 'size',
          arguments: [{ name: null, value: name(condition.a) }],
        },
        right: { kind: 'number', value: condition.least },
      };
  }
}

/** Rows as texts, in one order. */
function rowsOf(bindings: readonly Binding[]): string[] {
  return bindings.map((one) => JSON.stringify([...one].sort())).sort();
}

it('the planner finds what trying everything finds', () => {
  let found = 0;
  fc.assert(
    fc.property(
      arbitraryRelations,
      arbitraryPatterns,
      arbitraryConditions,
      (relations, patterns, wanted) => {
        const hypergraph = build(relations);
        const names = new Set(
          patterns.flatMap(({ alias, roles }) => [
            alias!,
            ...roles.flatMap(({ term }) =>
              term.kind === 'variable' ? [`$${term.name}`] : [],
            ),
          ]),
        );
        const conditions = wanted.filter((one) =>
          [one.a, 'b' in one ? one.b : one.a].every((name) => names.has(name)),
        );
        const parts = conditions.map(expressionOf);
        const query: Query = {
          lets: [],
          source: {
            kind: 'match',
            patterns,
            window: null,
            where:
              parts.length === 0
                ? null
                : parts.length === 1
                  ? parts[0]!
                  : { kind: 'and', of: parts },
          },
          stages: [],
        };
        const answer = runQuery(hypergraph, query);
        const bindings = answer.rows.map(
          (row) =>
            new Map(
              answer.columns
                .slice(0, -1)
                .map((name, i) => [name, String(row[i])]),
            ),
        );
        found += bindings.length;
        expect(rowsOf(bindings)).toEqual(
          rowsOf(naiveMatch(hypergraph, patterns, conditions)),
        );
        for (const [i, row] of answer.rows.entries()) {
          const own = [...bindings[i]!]
            .filter(([name]) => !name.startsWith('$'))
            .map(([, id]) => id);
          expect([...(row.at(-1) as string[])].sort()).toEqual(
            [...new Set(own)].sort(),
          );
        }
      },
    ),
    { numRuns: 500, seed: 1 },
  );
  expect(found).toBeGreaterThan(500);
});
