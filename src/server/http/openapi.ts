import { z } from 'zod';
import { problemSchema } from '#protocol/problem.ts';
import { BULK_TYPES } from './bulk-list.ts';
import type { NamedSchema, Route } from './route.ts';

type JsonSchema = Record<string, unknown>;

/** Lists of rows, all at once. */
const BULK_CONTENT: JsonSchema = Object.fromEntries(
  BULK_TYPES.slice(1).map((type) => [type, { schema: {} }]),
);

const SCHEMAS = '#/components/schemas/';

/** The OpenAPI 3.1 document of the routes. */
export function describeApi(
  routes: readonly Route[],
  version: string,
): Record<string, unknown> {
  const shown = routes.filter(({ isHidden }) => isHidden !== true);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Polyad',
      version,
      description:
        'Hypergraph analytics and anomaly detection over HTTP. Lists are paged by limit and cursor; errors are application/problem+json.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { cookie: [] }],
    paths: describePaths(shown),
    components: {
      schemas: describeSchemas(shown),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'polyad-session-PORT',
          description: 'Set by POST /session; PORT is the port of the server.',
        },
      },
    },
  };
}

function describePaths(routes: readonly Route[]): Record<string, JsonSchema> {
  const paths: Record<string, JsonSchema> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = describeRoute(route);
  }
  return paths;
}

function describeRoute(route: Route): JsonSchema {
  const { summary, tag, body, stream, result, status = 200 } = route;
  const parameters = [
    ...describeParameters(route.params, 'path'),
    ...describeParameters(route.query, 'query'),
    ...describeHeaders(route),
  ];
  return {
    operationId: operationId(route),
    summary,
    tags: [tag],
    ...(route.role === 'anyone'
      ? { security: [] }
      : { description: `Needs the role ${route.role}.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { content: jsonContent(body.name) } }),
    ...(stream && { requestBody: { content: describeStream(stream) } }),
    responses: {
      [status]: {
        description: result ? result.name : 'Done',
        ...(result && {
          content: {
            ...jsonContent(result.name),
            ...(route.isBulk === true && BULK_CONTENT),
          },
        }),
        ...(route.isFeed === true && {
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        }),
      },
      ...(route.isDeferrable === true && {
        202: {
          description: 'It goes on as a job, whose address is the Location',
          content: jsonContent('Job'),
        },
      }),
      ...(route.immutable === true && {
        304: { description: 'Unchanged since the ETag given' },
      }),
      default: {
        description: 'Problem',
        content: {
          'application/problem+json': { schema: { $ref: `${SCHEMAS}Problem` } },
        },
      },
    },
  };
}

/** `get /datasets/:id/edges` is getDatasetsIdEdges. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return (
    method +
    words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('')
  );
}

function jsonContent(name: string): JsonSchema {
  return { 'application/json': { schema: { $ref: `${SCHEMAS}${name}` } } };
}

function describeStream(types: readonly string[]): JsonSchema {
  const form = {
    type: 'object',
    required: ['file'],
    properties: {
      file: { type: 'string', format: 'binary' },
      options: { type: 'string', contentMediaType: 'application/json' },
    },
  };
  return Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === 'multipart/form-data' ? form : {} },
    ]),
  );
}

function describeParameters(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Headers that a route reads, beside those that all do. */
function describeHeaders({
  isDeferrable,
  isFeed,
  method,
}: Route): JsonSchema[] {
  const header = (name: string, description: string): JsonSchema => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(method === 'post'
      ? [
          header(
            'Idempotency-Key',
            'A word of your own: the same request under it is done once in 24 hours',
          ),
        ]
      : []),
    ...(isDeferrable === true
      ? [header('Prefer', 'wait=SECONDS, or respond-async (RFC 7240)')]
      : []),
    ...(isFeed === true
      ? [
          header(
            'Last-Event-ID',
            'The last event seen; what came after follows',
          ),
        ]
      : []),
  ];
}

function describeSchemas(routes: readonly Route[]): Record<string, unknown> {
  const results = [
    ...routes.map(({ result }) => result),
    { name: 'Problem', schema: problemSchema },
  ];
  const bodies = routes.map(({ body }) => body);
  return {
    ...namedSchemas(bodies, 'input'),
    ...namedSchemas(results, 'output'),
  };
}

/** Schemas by name; one inside another, or under two names, is a reference. */
function namedSchemas(
  all: readonly (NamedSchema | undefined)[],
  io: 'input' | 'output',
): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  const described: Record<string, unknown> = {};
  for (const named of all) {
    if (!named) continue;
    const { name, schema } = named;
    const known = registry.get(schema)?.id;
    if (known === undefined) registry.add(schema, { id: name });
    else if (known !== name) described[name] = { $ref: `${SCHEMAS}${known}` };
  }
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `${SCHEMAS}${id}`,
  });
  for (const [name, schema] of Object.entries(schemas)) {
    described[name] = withoutIds(schema);
  }
  return described;
}

function withoutIds(schema: unknown): unknown {
  const { $id: _id, $schema: _schema, ...rest } = schema as JsonSchema;
  return rest;
}
