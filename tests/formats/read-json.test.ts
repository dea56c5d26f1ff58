import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ByteSource } from '#formats/format.ts';
import { readJson, type ReadJsonOptions } from '#formats/read-json.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';

/** A source that hands over `bytes` in chunks of `size`. */
function chunked(bytes: Uint8Array | string, size: number): ByteSource {
  const all =
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return {
    name: 'f.json',
    async *open() {
      for (let at = 0; at < all.length; at += size) {
        yield all.subarray(at, at + size);
      }
    },
  };
}

interface Document {
  /** `kind:key` of the pieces, repeats left out. */
  readonly order: string[];
  readonly values: Record<string, JsonValue[]>;
}

async function read(
  bytes: Uint8Array | string,
  options: Partial<ReadJsonOptions> = {},
  size = 1 << 16,
): Promise<Document> {
  const order: string[] = [];
  const values: Record<string, JsonValue[]> = {};
  const all = { limits: defaultReadLimits, ...options };
  for await (const piece of readJson(chunked(bytes, size), all)) {
    const name = `${piece.kind}:${piece.key ?? ''}`;
    if (order.at(-1) !== name) order.push(name);
    (values[name] ??= []).push(...piece.values.values);
  }
  return { order, values };
}

async function failure(
  bytes: Uint8Array | string,
  options: Partial<ReadJsonOptions> = {},
  size = 1 << 16,
): Promise<string> {
  try {
    await read(bytes, options, size);
  } catch (error) {
    if (!(error instanceof PolyadError)) throw error;
    expect(error.code).toBe('INVALID_DATA');
    expect(error.details).toMatchObject({ file: 'f.json' });
    return error.message;
  }
  return 'no error';
}

describe('readJson', () => {
  it('hands over entries in file order, equal and numeric keys too', async () => {
    const { values } = await read('{"10": [1], "2": {"a": null}, "10": "x"}');
    expect(values['entries:']).toEqual([
      '10',
      [1],
      '2',
      { a: null },
      '10',
      'x',
    ]);
  });

  it('streams the arrays asked for and keeps other entries whole', async () => {
    const text = '{"m": {"n": [1]}, "n": [{"a": 1}, 2], "k": 3, "e": []}';
    const { order, values } = await read(text, { streams: ['n', 'e'] });
    expect(order).toEqual([
      'entries:',
      'elements:n',
      'entries:',
      'elements:e',
      'end:',
    ]);
    expect(values['elements:n']).toEqual([{ a: 1 }, 2]);
    expect(values['entries:']).toEqual(['m', { n: [1] }, 'k', 3]);
  });

  it('reads what JSON.parse reads, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(fc.jsonValue(), { maxLength: 6 }),
          fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }),
        ),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 1, '\t'),
        async (document, size, indent) => {
          const text = JSON.stringify(document, null, indent);
          const { values } = await read(text, {}, size);
          const flat = Array.isArray(document)
            ? values['elements:']
            : values['entries:'];
          const again = JSON.parse(text) as JsonValue[];
          expect(flat).toEqual(
            Array.isArray(again) ? again : Object.entries(again).flat(),
          );
        },
      ),
    );
  });

  it('refuses exactly what JSON.parse refuses, with a place', async () => {
    const alphabet = ['{', '}', '[', ']', ',', ':', '"', '"a"', '1', ' ', '\n'];
    const words = [...alphabet, 'true', '\\', '-', '.5', 'e', 'é', '\u0000'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...words), { maxLength: 12 }),
        fc.constantFrom('[', '{', '{"a":', ''),
        fc.integer({ min: 1, max: 9 }),
        async (parts, start, size) => {
          const text = start + parts.join('');
          let good = true;
          try {
            const value: unknown = JSON.parse(text);
            good = typeof value === 'object' && value !== null;
          } catch {
            good = false;
          }
          const message = await failure(text, {}, size);
          // Keys given twice are refused too, inside values.
          if (message.includes('again in the same object')) return;
          expect(message === 'no error').toBe(good);
          if (!good) expect(message).toMatch(/^f\.json:\d+:\d+: .*; expected /);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ['', 'f.json:1:1: the file is empty; expected "{" or "[".'],
    ['3', 'f.json:1:1: unexpected "3"; expected "{" or "[".'],
    ['[1,\n 2 3]', 'f.json:2:4: unexpected "3"; expected "," or "]".'],
    [
      '{"a": 1,}',
      'f.json:1:9: unexpected "}"; expected a key in double quotes.',
    ],
    [
      '[{"a": 1,}]',
      'f.json:1:10: unexpected "}"; expected a key in double quotes.',
    ],
    [
      '[{"é": [1 2]}]',
      'f.json:1:11: unexpected "2"; expected "," or the closing bracket.',
    ],
    ['[nan]', 'f.json:1:2: unexpected "nan"; expected a value.'],
    [
      '[1e999]',
      'f.json:1:2: the number "1e999" is out of range; expected a number between −1.8e308 and 1.8e308.',
    ],
    ['[1] x', 'f.json:1:5: unexpected "x"; expected the end of the file.'],
    [
      '[{"a": 1',
      'f.json:1:2: unexpected end of the file; expected the rest of this value.',
    ],
    [
      '[1, 2',
      'f.json:1:5: unexpected end of the file; expected the rest of this value.',
    ],
    [
      '[{"a" 1}, {"b": 2}',
      'f.json:1:7: unexpected "1"; expected ":" after the key.',
    ],
    [
      '["abc\n"]',
      'f.json:1:2: a string that does not end on its line; expected a closing quote.',
    ],
    [
      '[{"a": 1, "b": {"a": 2, "a": 3}}]',
      'f.json:1:25: the key "a" again in the same object; expected each key once.',
    ],
    [
      '["\\ud800"]',
      'f.json:1:2: half of a surrogate pair in a string; expected both halves, or neither.',
    ],
    ['[1, \u0000]', 'f.json:1:5: unexpected "\\u0000"; expected a value.'],
  ])('says where %j is wrong', async (text, message) => {
    expect(await failure(text)).toBe(message);
    expect(await failure(text, {}, 1)).toBe(message);
  });

  it('accepts a byte order mark, and refuses other encodings', async () => {
    const mark = new TextEncoder().encode('\ufeff[1]');
    expect((await read(mark)).values['elements:']).toEqual([1]);
    expect((await read(mark, {}, 1)).values['elements:']).toEqual([1]);
    const utf16 = new Uint8Array([0xff, 0xfe, 0x5b, 0, 0x5d, 0]);
    expect(await failure(utf16)).toContain('the text is UTF-16');
    const latin = Uint8Array.from('["aé"]', (c) => c.charCodeAt(0));
    expect(await failure(latin)).toBe(
      'f.json:1:4: byte 0xe9 is not part of UTF-8 text; expected text in UTF-8.',
    );
  });

  it('bounds depth and length', async () => {
    const limits = { ...defaultReadLimits, depth: 10, recordBytes: 1000 };
    const deep = `["a", ${'['.repeat(11)}${']'.repeat(11)}]`;
    expect(await failure(deep, { limits })).toBe(
      'f.json:1:17: a value nested more than 10 levels deep; expected flatter data.',
    );
    const long = `[1,\n"${'x'.repeat(2000)}"]`;
    for (const size of [7, 1 << 16]) {
      expect(await failure(long, { limits }, size)).toBe(
        'f.json:2:1: a value longer than 1000 bytes; expected shorter records, or a higher limit.',
      );
    }
    expect(await failure('['.repeat(1e6))).toContain('nested more than 256');
  });

  it('keeps __proto__ and constructor as plain keys', async () => {
    const { values } = await read(
      '[{"__proto__": {"x": 1}, "constructor": 2}]',
    );
    const [value] = values['elements:'] as Record<string, JsonValue>[];
    expect(Object.keys(value!)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('finds places in frames beyond the first', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => `{"é": "${i}"}`);
    lines[8000] = '{"é": tru}';
    const message = await failure(`[\n${lines.join(',\n')}\n]`, {}, 1000);
    expect(message).toBe('f.json:8002:7: unexpected "tru"; expected a value.');
  });
});
