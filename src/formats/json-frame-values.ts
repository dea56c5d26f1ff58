import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { explainJsonFault, shorten } from './json-fault.ts';
import type { JsonFrame } from './json-framer.ts';
import { rejectionError, type RejectedRow } from './rejection-log.ts';
import { decodeUtf8 } from './utf8.ts';

/** Steps from a frame's list of values to something inside it. */
export type JsonPath = readonly (string | number)[];

/** What stood there, and what should have. */
export interface FaultWords {
  readonly reason: string;
  readonly expected: string;
}

/** Half of a surrogate pair, which has no UTF-8. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * A frame's values, parsed at once, and the way back from any of them to its
 * place in the file.
 */
export class JsonFrameValues {
  readonly file: string;
  readonly values: readonly JsonValue[];
  /** Whether some number is too large for a JavaScript number to hold every digit. */
  readonly hasLargeNumbers: boolean;
  readonly #frame: JsonFrame;
  readonly #text: string;
  #tree: Node | undefined;

  /**
   * @throws PolyadError INVALID_DATA with the place, for a syntax fault, a key
   * given twice in one object, a number out of range, text that is not UTF-8.
   */
  constructor(frame: JsonFrame, file: string) {
    this.file = file;
    this.#frame = frame;
    this.#text = `[${decodeUtf8(frame.bytes, file, frame.place)}]`;
    this.values = this.#parse();
    const facts = { keys: 0, large: false, infinite: false };
    for (const value of this.values) gatherFacts(value, facts);
    this.hasLargeNumbers = facts.large;
    if (facts.infinite) throw this.#infiniteNumber();
    if (facts.keys !== frame.keyCount) throw this.#doubleKey();
    if (/\\u[dD][89a-fA-F]/.test(this.#text)) this.#refuseLoneSurrogates();
  }

  /**
   * What is wrong with something in this frame, and where.
   * @param path - Where it is, from the list of values.
   * @param part - Points at the key of an entry instead of its value.
   */
  rejection(
    path: JsonPath,
    words: FaultWords,
    part: 'key' | 'value' = 'value',
  ): RejectedRow {
    const node = findNodeAtLocation(this.#root(), [...path]);
    const at = part === 'key' ? (node?.parent?.children?.[0] ?? node) : node;
    return this.#rejectionAt(at?.offset ?? 1, words);
  }

  /** The error that such a fault is where it ends the read. */
  error(
    path: JsonPath,
    words: FaultWords,
    part: 'key' | 'value' = 'value',
  ): PolyadError {
    return rejectionError(this.rejection(path, words, part));
  }

  /** The source text of a value. */
  sourceText(path: JsonPath): string {
    const node = findNodeAtLocation(this.#root(), [...path]);
    return node ? this.#text.slice(node.offset, node.offset + node.length) : '';
  }

  #parse(): readonly JsonValue[] {
    try {
      return JSON.parse(this.#text) as JsonValue[];
    } catch (cause) {
      const fault = explainJsonFault(this.#text);
      const words = fault?.words ?? {
        reason: cause instanceof Error ? cause.message : 'broken JSON',
        expected: 'JSON',
      };
      throw this.#errorAt(fault?.offset ?? 1, words, { cause });
    }
  }

  #root(): Node {
    return (this.#tree ??= parseTree(this.#text) ?? {
      type: 'array',
      offset: 0,
      length: 0,
    });
  }

  #rejectionAt(offset: number, words: FaultWords): RejectedRow {
    const place = this.#frame.place.copy();
    const { line, column } = place.advanceText(
      this.#text.slice(1, Math.min(offset, this.#text.length - 1)),
    );
    return { file: this.file, line, column, ...words };
  }

  #errorAt(
    offset: number,
    words: FaultWords,
    options?: ErrorOptions,
  ): PolyadError {
    return rejectionError(this.#rejectionAt(offset, words), options);
  }

  #doubleKey(): PolyadError {
    for (const node of nodesBelow(this.#root())) {
      if (node.type !== 'object') continue;
      const seen = new Set<string>();
      for (const entry of node.children ?? []) {
        const key = String(entry.children?.[0]?.value);
        if (seen.has(key)) {
          return this.#errorAt(entry.offset, {
            reason: `the key ${shorten(key)} again in the same object`,
            expected: 'each key once',
          });
        }
        seen.add(key);
      }
    }
    return this.#errorAt(1, {
      reason: 'a key given twice',
      expected: 'each key once',
    });
  }

  #infiniteNumber(): PolyadError {
    const words = (text: string): FaultWords => ({
      reason: `the number ${shorten(text)} is out of range`,
      expected: 'a number between −1.8e308 and 1.8e308',
    });
    for (const node of nodesBelow(this.#root())) {
      const text = this.#text.slice(node.offset, node.offset + node.length);
      if (node.type === 'number' && !Number.isFinite(Number(text))) {
        return this.#errorAt(node.offset, words(text));
      }
    }
    return this.#errorAt(1, words(''));
  }

  #refuseLoneSurrogates(): void {
    for (const node of nodesBelow(this.#root())) {
      if (node.type === 'string' && loneSurrogate.test(String(node.value))) {
        throw this.#errorAt(node.offset, {
          reason: 'half of a surrogate pair in a string',
          expected: 'both halves, or neither',
        });
      }
    }
  }
}

interface ValueFacts {
  keys: number;
  large: boolean;
  infinite: boolean;
}

function gatherFacts(value: JsonValue, facts: ValueFacts): void {
  if (typeof value === 'number') {
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) {
      facts.large = true;
      facts.infinite ||= !Number.isFinite(value);
    }
  } else if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) {
      for (const item of value as JsonValue[]) gatherFacts(item, facts);
    } else {
      const items = Object.values(value as Record<string, JsonValue>);
      facts.keys += items.length;
      for (const item of items) gatherFacts(item, facts);
    }
  }
}

/** The node and all below it, in the order of the text; a loop, so that depth costs no stack. */
function* nodesBelow(root: Node): Generator<Node> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    const children = node.children ?? [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(child);
    }
  }
}
