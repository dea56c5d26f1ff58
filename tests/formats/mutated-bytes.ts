import fc from 'fast-check';

/** A change to a file: cut, insert, delete, flip or repeat some bytes. */
export interface Mutation {
  readonly kind: 'cut' | 'insert' | 'delete' | 'flip' | 'repeat';
  /** Where, as a share of the length. */
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** What breaks one format or another. */
const words = [
  ...['"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\r', '\t', ';', '|'],
  ...['\\ud800', '1e999', 'null', '#', '\ufeff', '\u0000', '-', '(', ')'],
  ...[
    '<',
    '>',
    '&',
    '/>',
    '&lol;',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<![CDATA[',
  ],
  ...['__proto__', '-91', '2026-13-40', '9'.repeat(400)],
];

export const arbitraryMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'delete', 'flip', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 30 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc.constantFrom(...words).map((text) => new TextEncoder().encode(text)),
  ),
});

/** The bytes after a change. */
export function mutate(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = Math.floor(mutation.at * bytes.length);
  const before = bytes.subarray(0, at);
  const some = bytes.subarray(at, at + mutation.length);
  const after = bytes.subarray(at);
  const rest = bytes.subarray(at + mutation.length);
  const flipped = some.map(
    (byte, i) => byte ^ (1 << ((i + mutation.length) % 8)),
  );
  const parts = {
    cut: [before],
    insert: [before, mutation.bytes, after],
    delete: [before, rest],
    flip: [before, flipped, rest],
    repeat: [before, some, after],
  }[mutation.kind];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
