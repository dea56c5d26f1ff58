import fc from 'fast-check';
import {
  ARITHMETIC,
  COMPARISONS,
  DISTANCE_UNITS,
  DURATION_UNITS,
  type Call,
  type DistanceUnit,
  type DurationLiteral,
  type DurationUnit,
  type Expression,
  type Literal,
  type Pattern,
  type Query,
  type Range,
  type Role,
  type Source,
  type Stage,
  type Step,
  type Window,
} from '#query/syntax/syntax-tree.ts';

const name = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('a', 'user', 'größe', 'x_1', '用户'),
  },
  fc.constantFrom('from', 'by', 'last', 'not', '_', '1st', 'a b', '$x', 'a\nb'),
);

const size = fc
  .oneof(
    fc.nat(1000),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  )
  .map((value) => (value === 0 ? 0 : value));

const duration: fc.Arbitrary<DurationLiteral> = fc.record({
  kind: fc.constant('duration' as const),
  value: size,
  unit: fc.constantFrom(...(Object.keys(DURATION_UNITS) as DurationUnit[])),
});

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.record({
    kind: fc.constant('string' as const),
    value: fc.string({ unit: 'binary' }),
  }),
  fc.record({ kind: fc.constant('number' as const), value: size }),
  duration,
  fc.record({
    kind: fc.constant('distance' as const),
    value: size,
    unit: fc.constantFrom(...(Object.keys(DISTANCE_UNITS) as DistanceUnit[])),
  }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.constant({ kind: 'null' as const }),
);

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.nat(9), fc.option(fc.nat(9)))
  .map(([least, more]) => ({
    least,
    most: more === null ? null : least + more,
  }));

const role: fc.Arbitrary<Role> = fc.record({
  name: fc.option(name),
  term: fc.oneof(
    literal,
    fc.record({ kind: fc.constant('variable' as const), name }),
    fc.constant({ kind: 'blank' as const }),
  ),
  group: fc.option(fc.record({ range: fc.option(range) })),
});

const few = <T>(item: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength, maxLength: minLength + 2 });

interface Tree {
  expression: Expression;
  call: Call;
  pattern: Pattern;
  window: Window | null;
  source: Source;
  stage: Stage;
  query: Query;
}

/** Any syntax tree that the schema takes, in every corner of the grammar. */
export const { query: arbitraryQuery } = fc.letrec<Tree>(
  (tie: fc.LetrecTypedTie<Tree>) => {
    const optional = fc.option(tie('expression'), { freq: 2 });
    const assignments = few(fc.record({ name, value: tie('expression') }), 1);
    const steps: fc.Arbitrary<Step[]> = fc
      .tuple(
        tie('pattern'),
        fc.option(range),
        few(
          fc.record({
            link: fc.constantFrom('then' as const, 'without' as const),
            within: fc.option(duration),
            pattern: tie('pattern'),
            repeat: fc.option(range),
          }),
        ),
      )
      .map(([pattern, repeat, later]) => [
        { link: 'first', within: null, pattern, repeat },
        ...later.map((step) =>
          step.link === 'then' ? step : { ...step, within: null },
        ),
      ]);
    return {
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        literal,
        fc.record({ kind: fc.constantFrom('name', 'variable'), name }),
        tie('call'),
        fc.record({
          kind: fc.constantFrom('or', 'and'),
          of: few(tie('expression'), 2),
        }),
        fc.record({
          kind: fc.constantFrom('not', 'negate'),
          of: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('compare' as const),
          operator: fc.constantFrom(...COMPARISONS),
          left: tie('expression'),
          right: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('near' as const),
          left: tie('expression'),
          within: duration,
          right: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('arithmetic' as const),
          operator: fc.constantFrom(...ARITHMETIC),
          left: tie('expression'),
          right: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('field' as const),
          of: tie('expression'),
          name,
        }),
        fc.record({
          kind: fc.constant('exists' as const),
          query: tie('query'),
        }),
        fc.record({
          kind: fc.constantFrom('list', 'set'),
          of: few(tie('expression')),
        }),
      ),
      call: fc.record({
        kind: fc.constant('call' as const),
        name,
        arguments: few(
          fc.record({ name: fc.option(name), value: tie('expression') }),
        ),
      }),
      pattern: fc.record({
        alias: fc.option(name),
        type: fc.option(name),
        roles: few(role),
        exact: fc.boolean(),
        condition: optional,
      }),
      window: fc.option(
        fc.record({
          span: fc.oneof(
            fc.record({ kind: fc.constant('last' as const), duration }),
            fc.record({
              kind: fc.constant('between' as const),
              from: tie('expression'),
              to: tie('expression'),
            }),
          ),
          every: fc.option(fc.string()),
          zone: fc.option(fc.string()),
        }),
      ),
      source: fc.oneof(
        fc.record({
          kind: fc.constant('from' as const),
          of: fc.oneof(
            fc.record({ kind: fc.constant('name' as const), name }),
            tie('call'),
          ),
          window: tie('window'),
        }),
        fc.record({
          kind: fc.constant('match' as const),
          patterns: few(tie('pattern'), 1),
          window: tie('window'),
          where: optional,
        }),
        fc.record({
          kind: fc.constant('sequence' as const),
          by: few(name),
          within: fc.option(duration),
          steps,
          window: tie('window'),
          where: optional,
        }),
      ),
      stage: fc.oneof(
        fc.record({
          kind: fc.constant('where' as const),
          condition: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('extend' as const),
          columns: assignments,
        }),
        fc.record({
          kind: fc.constant('group' as const),
          by: few(tie('expression'), 1),
          columns: fc.oneof(fc.constant([]), assignments),
        }),
        fc.record({
          kind: fc.constant('sort' as const),
          by: few(
            fc.record({
              value: tie('expression'),
              direction: fc.constantFrom('asc' as const, 'desc' as const, null),
            }),
            1,
          ),
        }),
        fc.record({
          kind: fc.constant('select' as const),
          columns: few(
            fc.record({ value: tie('expression'), as: fc.option(name) }),
            1,
          ),
        }),
        fc.record({ kind: fc.constant('limit' as const), count: fc.nat(99) }),
        fc.record({
          kind: fc.constantFrom('union', 'minus', 'intersect'),
          query: tie('query'),
        }),
        tie('call'),
      ),
      query: fc.record({
        lets: few(
          fc.oneof(
            { depthSize: 'small' },
            fc.record({ name, value: tie('expression') }),
            fc.record({ name, query: tie('query') }),
          ),
        ),
        source: tie('source'),
        stages: few(tie('stage')),
      }),
    };
  },
);
