import { z } from 'zod';

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*--[0-9a-fA-F-]{36}$/, 'a STIX id, TYPE--UUID');
const identifiers = z.array(identifier);
const instant = z.string();

/**
 * What Polyad reads of a STIX object, of versions 2.0 and 2.1; all else passes.
 * Source: OASIS STIX 2.1, sections 3 to 7.
 */
export const stixObjectSchema = z.looseObject({
  type: z.string().min(1),
  id: identifier,
  name: z.string().optional(),
  value: z.unknown().optional(),
  created: instant.optional(),
  modified: instant.optional(),
  revoked: z.boolean().optional(),
  x_mitre_deprecated: z.boolean().optional(),
  external_references: z
    .array(
      z.looseObject({
        source_name: z.string(),
        external_id: z.string().optional(),
      }),
    )
    .optional(),
  object_marking_refs: identifiers.optional(),
  definition_type: z.string().optional(),
  definition: z.record(z.string(), z.unknown()).optional(),
  relationship_type: z.string().optional(),
  source_ref: identifier.optional(),
  target_ref: identifier.optional(),
  start_time: instant.optional(),
  stop_time: instant.optional(),
  first_observed: instant.optional(),
  last_observed: instant.optional(),
  first_seen: instant.optional(),
  last_seen: instant.optional(),
  published: instant.optional(),
  object_refs: identifiers.optional(),
  sighting_of_ref: identifier.optional(),
  where_sighted_refs: identifiers.optional(),
  observed_data_refs: identifiers.optional(),
  /** Observables inside observed data, as STIX 2.0 has them. */
  objects: z.record(z.string(), z.looseObject({ type: z.string() })).optional(),
});

export type StixObject = z.infer<typeof stixObjectSchema>;

/** A member of a relation: an object of the bundle, or an observable inside one. */
export interface StixMember {
  /** Its STIX id, or `TYPE:VALUE` of an observable. */
  readonly ref: string;
  readonly role: string;
}

/** Whether the object is a relation among others. */
export function isStixRelation({ type }: StixObject): boolean {
  return relationTypes.has(type);
}

const relationTypes = new Set([
  'relationship',
  'sighting',
  'observed-data',
  'report',
  'grouping',
  'note',
  'opinion',
]);

/**
 * The objects that a relation ties. Source and target of a relationship are its
 * tail and its head.
 */
export function stixMembers(object: StixObject): StixMember[] {
  const all = (refs: readonly string[] | undefined, role: string) =>
    (refs ?? []).map((ref) => ({ ref, role }));
  if (object.type === 'relationship') {
    return [
      ...all(
        object.source_ref === undefined ? [] : [object.source_ref],
        'tail',
      ),
      ...all(
        object.target_ref === undefined ? [] : [object.target_ref],
        'head',
      ),
    ];
  }
  const { sighting_of_ref: sighted } = object;
  return [
    ...all(sighted === undefined ? [] : [sighted], 'sighted'),
    ...all(object.where_sighted_refs, 'where'),
    ...all(object.observed_data_refs, 'observed'),
    ...all(object.object_refs, 'object'),
    ...Object.values(object.objects ?? {}).map((inner) => ({
      ref: `${inner.type}:${observableText(inner)}`,
      role: 'object',
    })),
  ];
}

/** What names an observable to people. */
export function observableText(
  object: Readonly<Record<string, unknown>>,
): string {
  const keys = ['name', 'value', 'path', 'user_id', 'command_line', 'key'];
  for (const key of keys) {
    const text = object[key];
    if (typeof text === 'string' && text !== '') return text;
  }
  return JSON.stringify(object);
}

/** When a relation was, as ISO text: what happened before what was written. */
export function stixSpan(object: StixObject): {
  start: string | undefined;
  end: string | undefined;
} {
  return {
    start:
      object.start_time ??
      object.first_observed ??
      object.first_seen ??
      object.published ??
      object.created,
    end: object.stop_time ?? object.last_observed ?? object.last_seen,
  };
}

/** A marking in words, such as `TLP:AMBER`, or its statement. */
export function markingText(marking: StixObject): string {
  const { definition = {}, name } = marking;
  const { tlp, statement } = definition;
  if (typeof tlp === 'string') return `TLP:${tlp.toUpperCase()}`;
  if (typeof statement === 'string') return statement;
  return name ?? marking.id;
}
