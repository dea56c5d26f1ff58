import { visit } from 'jsonc-parser';

/** What the start of a JSON text shows of its shape. */
export interface JsonGlimpse {
  /** What the first value is; undefined where the text is no JSON at all. */
  readonly top: 'object' | 'array' | undefined;
  /** Keys of the top object, each with the kind of its value. */
  readonly keys: ReadonlyMap<string, JsonKind>;
  /** Kind of the first element of each array below the top object, by key. */
  readonly firstElements: ReadonlyMap<string, JsonKind>;
  /** Kinds of the elements of the top array, as far as they were seen. */
  readonly elements: ReadonlySet<JsonKind>;
  /** Whether more values follow the first, each on lines of its own. */
  readonly lines: boolean;
}

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'other';

/**
 * Looks at the first bytes of what may be JSON, cut anywhere.
 * @remarks O(head).
 */
export function glimpseJson(head: Uint8Array): JsonGlimpse {
  const text = new TextDecoder().decode(head);
  const first = /^\s*([[{])/.exec(text)?.[1];
  const keys = new Map<string, JsonKind>();
  const firstElements = new Map<string, JsonKind>();
  const elements = new Set<JsonKind>();
  const top =
    first === undefined ? undefined : first === '{' ? 'object' : 'array';
  if (!top) return { top, keys, firstElements, elements, lines: false };
  let depth = 0;
  let key = '';
  let done = false;
  const see = (kind: JsonKind): void => {
    if (done) return;
    if (depth === 1 && top === 'object' && !keys.has(key)) keys.set(key, kind);
    if (depth === 1 && top === 'array') elements.add(kind);
    const inArray = depth === 2 && keys.get(key) === 'array';
    if (inArray && !firstElements.has(key)) firstElements.set(key, kind);
  };
  const close = (): void => {
    if (--depth === 0) done = true;
  };
  visit(shallow(text), {
    onObjectBegin: () => {
      see('object');
      depth++;
    },
    onArrayBegin: () => {
      see('array');
      depth++;
    },
    onObjectProperty: (property) => {
      if (depth === 1) key = property;
    },
    onLiteralValue: (value: unknown) => see(literalKind(value)),
    onObjectEnd: close,
    onArrayEnd: close,
  });
  return { top, keys, firstElements, elements, lines: hasSecondLine(text) };
}

/** Deeper than any shape that is told apart, and no burden for a parser that recurses. */
const MAX_DEPTH = 64;

/** The text up to where brackets nest too deep; a text may be cut anywhere. */
function shallow(text: string): string {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(
    /"(?:[^"\\]|\\.)*"?|[[\]{}]/gs,
  )) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > MAX_DEPTH) return text.slice(0, index);
  }
  return text;
}

function literalKind(value: unknown): JsonKind {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'other';
}

/** Whether the first line is a value of its own and another value follows. */
function hasSecondLine(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first, second] = lines;
  if (first === undefined || second === undefined) return false;
  if (!/^\s*[[{]/.test(second)) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}
