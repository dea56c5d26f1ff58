import { z } from 'zod';
import {
  ARITHMETIC,
  COMPARISONS,
  DISTANCE_UNITS,
  DURATION_UNITS,
  type Call,
  type DistanceUnit,
  type DurationUnit,
  type Expression,
  type Query,
  type Stage,
} from './syntax-tree.ts';

/** Any text but backticks, which is what quotes a name. */
const name = z.string().regex(/^[^`]+$/, 'a name without backticks');
const count = z.int().min(0);
const size = z.number().min(0);

const durationLiteral = z.strictObject({
  kind: z.literal('duration'),
  value: size,
  unit: z.enum(Object.keys(DURATION_UNITS) as DurationUnit[]),
});

const literal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('string'), value: z.string() }),
  z.strictObject({ kind: z.literal('number'), value: size }),
  durationLiteral,
  z.strictObject({
    kind: z.literal('distance'),
    value: size,
    unit: z.enum(Object.keys(DISTANCE_UNITS) as DistanceUnit[]),
  }),
  z.strictObject({ kind: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('null') }),
]);

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    literal,
    call,
    z.strictObject({
      kind: z.enum(['or', 'and']),
      of: z.array(expression).min(2),
    }),
    z.strictObject({ kind: z.enum(['not', 'negate']), of: expression }),
    z.strictObject({
      kind: z.literal('compare'),
      operator: z.enum(COMPARISONS),
      left: expression,
      right: expression,
    }),
    z.strictObject({
      kind: z.literal('near'),
      left: expression,
      within: durationLiteral,
      right: expression,
    }),
    z.strictObject({
      kind: z.literal('arithmetic'),
      operator: z.enum(ARITHMETIC),
      left: expression,
      right: expression,
    }),
    z.strictObject({ kind: z.literal('field'), of: expression, name }),
    z.strictObject({ kind: z.literal('exists'), query: querySchema }),
    z.strictObject({ kind: z.enum(['name', 'variable']), name }),
    z.strictObject({ kind: z.enum(['list', 'set']), of: z.array(expression) }),
  ]),
);

const call: z.ZodType<Call> = z.lazy(() =>
  z.strictObject({
    kind: z.literal('call'),
    name,
    arguments: z.array(
      z.strictObject({
        name: name.nullable().default(null),
        value: expression,
      }),
    ),
  }),
);

const range = z
  .strictObject({ least: count, most: count.nullable() })
  .refine(({ least, most }) => most === null || most >= least, {
    message: 'most is below least',
  });

const pattern = z.strictObject({
  alias: name.nullable().default(null),
  type: name.nullable(),
  roles: z.array(
    z.strictObject({
      name: name.nullable().default(null),
      term: z.union([
        literal,
        z.strictObject({ kind: z.literal('variable'), name }),
        z.strictObject({ kind: z.literal('blank') }),
      ]),
      group: z
        .strictObject({ range: range.nullable() })
        .nullable()
        .default(null),
    }),
  ),
  exact: z.boolean().default(false),
  condition: expression.nullable().default(null),
});

const window = z
  .strictObject({
    span: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('last'), duration: durationLiteral }),
      z.strictObject({
        kind: z.literal('between'),
        from: expression,
        to: expression,
      }),
    ]),
    every: z.string().nullable().default(null),
    zone: z.string().nullable().default(null),
  })
  .nullable()
  .default(null);

const where = expression.nullable().default(null);

const steps = z
  .array(
    z.strictObject({
      link: z.enum(['first', 'then', 'without']),
      within: durationLiteral.nullable().default(null),
      pattern,
      repeat: range.nullable().default(null),
    }),
  )
  .min(1)
  .refine(
    (list) =>
      list.every(
        ({ link, within }, at) =>
          (link === 'first') === (at === 0) &&
          (link === 'then' || within === null),
      ),
    { message: 'the first step has the link first; only then has within' },
  );

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('from'),
    of: z.union([call, z.strictObject({ kind: z.literal('name'), name })]),
    window,
  }),
  z.strictObject({
    kind: z.literal('match'),
    patterns: z.array(pattern).min(1),
    window,
    where,
  }),
  z.strictObject({
    kind: z.literal('sequence'),
    by: z.array(name).default([]),
    within: durationLiteral.nullable().default(null),
    steps,
    window,
    where,
  }),
]);

const assignments = z.array(z.strictObject({ name, value: expression }));

const stage: z.ZodType<Stage> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.literal('where'), condition: expression }),
    z.strictObject({ kind: z.literal('extend'), columns: assignments.min(1) }),
    z.strictObject({
      kind: z.literal('group'),
      by: z.array(expression).min(1),
      columns: assignments.default([]),
    }),
    z.strictObject({
      kind: z.literal('sort'),
      by: z
        .array(
          z.strictObject({
            value: expression,
            direction: z.enum(['asc', 'desc']).nullable().default(null),
          }),
        )
        .min(1),
    }),
    z.strictObject({
      kind: z.literal('select'),
      columns: z
        .array(
          z.strictObject({
            value: expression,
            as: name.nullable().default(null),
          }),
        )
        .min(1),
    }),
    z.strictObject({ kind: z.literal('limit'), count }),
    z.strictObject({
      kind: z.enum(['union', 'minus', 'intersect']),
      query: querySchema,
    }),
    call,
  ]),
);

/** Checks a tree that came as JSON; what may be left out is filled in. */
export const querySchema: z.ZodType<Query> = z.lazy(() =>
  z.strictObject({
    lets: z
      .array(
        z.union([
          z.strictObject({ name, query: querySchema }),
          z.strictObject({ name, value: expression }),
        ]),
      )
      .default([]),
    source,
    stages: z.array(stage).default([]),
  }),
);
