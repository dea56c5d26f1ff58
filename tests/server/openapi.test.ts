import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './test-server.ts';

const { fetch } = await startTestServer();
const response = await fetch('/api/v1/openapi.json', {
  headers: { authorization: '' },
});
const document = (await response.json()) as {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string }>>;
};

describe('the page of the API', () => {
  it('comes whole from this server, without a token and without inline script', async () => {
    const get = (path: string) =>
      fetch(path, { headers: { authorization: '' } });
    const moved = await get('/api/docs');
    expect(moved.url).toMatch(/\/api\/docs\/$/);
    const text = await moved.text();
    expect(text).not.toMatch(/https?:|<script>|style=/);
    const names = [...text.matchAll(/(?:src|href)="([^"]+)"/g)];
    expect(names).toHaveLength(4);
    for (const [, name = ''] of names) {
      expect((await get(`/api/docs/${name}`)).status).toBe(200);
    }
    for (const name of ['package.json', 'index.html', '../v1/datasets']) {
      expect((await get(`/api/docs/${name}`)).status).not.toBe(200);
    }
  });
});

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, references included', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors).toBe(undefined);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('refers only to schemas that it has', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(20);
    for (const [, path = ''] of refs) {
      let part: unknown = document;
      for (const key of path.split('/')) {
        part = (part as Record<string, unknown>)[key];
      }
      expect(part, path).toBeTypeOf('object');
    }
  });

  it('describes every route, each operation under its own name', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/session',
        '/datasets',
        '/datasets/{id}',
        '/datasets/{id}/info',
        '/datasets/{id}/edges',
        '/datasets/{id}/edges/{edge}',
        '/datasets/{id}/edges/{edge}/neighbourhood',
        '/datasets/{id}/nodes',
        '/datasets/{id}/nodes/{node}',
        '/datasets/{id}/incidence',
        '/datasets/{id}/timeline',
        '/datasets/{id}/topology/components',
        '/openapi.json',
      ]),
    );
    const names = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
