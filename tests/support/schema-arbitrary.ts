import fc, { type Arbitrary } from 'fast-check';

/** The parts of JSON Schema that zod writes. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** Longest texts and lists: long enough for limits of counts, short enough to send. */
const MOST = 5;

/** Words that break what takes text for more than text. */
const NASTY = [
  '',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '\u0000',
  '\ud800',
  '=1+1',
  '%',
  '1e309',
  'x'.repeat(5000),
];

/** Values that a schema allows, on the whole. */
export function valuesOf(schema: JsonSchema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return fc.oneof(...parts.map(valuesOf));
  const [first] = schema.allOf ?? [];
  if (first) return valuesOf(first);
  const { type } = schema;
  if (Array.isArray(type)) {
    return fc.oneof(
      ...type.map((one: string) => valuesOf({ ...schema, type: one })),
    );
  }
  switch (type) {
    case 'string':
      return texts(schema);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return lists(schema);
    case 'object':
      return objects(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** The same, and now and then something that it does not allow. */
export function mostlyValuesOf(schema: JsonSchema): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: valuesOf(schema) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
}

/** Words that a text may be: what is there, what is not, and what is meant to break. */
export function wordsOf(known: readonly string[]): Arbitrary<string> {
  return fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY.slice(1)) },
    { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
  );
}

function texts({ pattern, minLength = 0 }: JsonSchema): Arbitrary<string> {
  const free = fc.oneof(
    fc.string({ minLength, unit: 'binary' }),
    fc.constantFrom(...NASTY),
    fc.constantFrom('monday', 'ada', 'visits', '2026-03-02T09:00:00Z', '10m'),
  );
  if (pattern === undefined) return free;
  return fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(new RegExp(pattern)) },
    { weight: 1, arbitrary: free },
  );
}

function numbers(schema: JsonSchema): Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const least = minimum ?? exclusiveMinimum ?? -1e9;
  const most = maximum ?? exclusiveMaximum ?? 1e9;
  // Small ones compute something, large ones meet limits.
  const near = Math.min(most, Math.max(least, 0) + 20);
  const inside =
    schema.type === 'integer'
      ? fc.integer({ min: Math.ceil(least), max: Math.floor(near) })
      : fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof(
    { weight: 4, arbitrary: inside },
    { weight: 1, arbitrary: fc.constantFrom(least, most, 0, -1, 0.5, 2 ** 53) },
  );
}

function lists(schema: JsonSchema): Arbitrary<unknown> {
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(valuesOf));
  const { minItems = 0, maxItems = MOST } = schema;
  return fc.array(valuesOf(schema.items ?? {}), {
    minLength: minItems,
    maxLength: Math.min(maxItems, minItems + MOST),
  });
}

function objects(schema: JsonSchema): Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const named = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [
        name,
        mostlyOften(valuesOf(one)),
      ]),
    ),
    { requiredKeys: [...required] as never[] },
  );
  if (additionalProperties === false || additionalProperties === undefined) {
    return named;
  }
  const values =
    additionalProperties === true
      ? fc.jsonValue()
      : valuesOf(additionalProperties);
  return fc
    .tuple(named, fc.dictionary(fc.string(), values, { maxKeys: 3 }))
    .map(([own, more]) => ({ ...more, ...own }));
}

/** One value in twenty is of another kind. */
function mostlyOften(arbitrary: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 19, arbitrary },
    { weight: 1, arbitrary: fc.constantFrom(null, '', [], {}, -1, 'x') },
  );
}
