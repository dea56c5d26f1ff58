import { SaxesParser } from 'saxes';
import type { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import type { ByteSource, ReadOptions } from './format.ts';
import { rejectionError } from './rejection-log.ts';
import { refuseUtf16 } from './utf8.ts';

/** Where something stands: line and column, both from 1. */
export interface XmlPlace {
  readonly line: number;
  readonly column: number;
}

/** An element as it begins. */
export interface XmlElement extends XmlPlace {
  /** Its name without a namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements it is in, the outermost first. */
  readonly path: readonly string[];
}

/** What a format makes of a document, piece by piece. */
export interface XmlHandler {
  open(element: XmlElement): void;
  /** @param text - The element's own text, without that of elements inside. */
  close?(element: XmlElement, text: string): void;
}

export interface ReadXmlOptions extends Pick<
  ReadOptions,
  'limits' | 'signal' | 'onProgress'
> {
  /** Incidences so far, for progress. */
  readonly incidences?: () => number;
}

const SLICE_BYTES = 1 << 16;

/**
 * Reads an XML document element by element.
 *
 * A document type is refused, and with it every entity a file could define, so
 * that nothing expands. Elements nest at most `limits.depth` deep, and no piece
 * of text or tag is longer than `limits.recordBytes`.
 * @throws PolyadError INVALID_DATA with line and column for XML that is not well
 * formed, not UTF-8, or above a limit.
 * @remarks O(bytes); memory is the longest element's text and the path to it.
 */
export async function readXml(
  source: ByteSource,
  options: ReadXmlOptions,
  handler: XmlHandler,
): Promise<void> {
  const document = new XmlDocument(source.name, options, handler);
  let read = 0;
  for await (const chunk of source.open()) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      throwIfStopped(options.signal);
      document.write(chunk.subarray(at, at + SLICE_BYTES));
    }
    read += chunk.length;
    options.onProgress?.({
      bytes: read,
      incidences: options.incidences?.() ?? 0,
      ...(source.size !== undefined && { totalBytes: source.size }),
    });
  }
  document.end();
}

/** Whether the bytes may begin an XML document with this root element. */
export function beginsWithElement(head: Uint8Array, name: string): boolean {
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  const rest = text
    .replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?/, '')
    .replace(/^(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/, '');
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(rest)?.[1];
  return root === name;
}

class XmlDocument {
  readonly #file: string;
  readonly #limits: ReadOptions['limits'];
  readonly #handler: XmlHandler;
  readonly #parser = new SaxesParser();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #open: { element: XmlElement; text: string }[] = [];
  #begun = false;
  #pending = 0;

  constructor(file: string, { limits }: ReadXmlOptions, handler: XmlHandler) {
    this.#file = file;
    this.#limits = limits;
    this.#handler = handler;
    const parser = this.#parser;
    parser.on('error', (error) => {
      const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
      throw this.#fault(reason, 'XML that is well formed');
    });
    parser.on('doctype', () => {
      throw this.#fault('a document type', 'a document without <!DOCTYPE');
    });
    parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
      if (/^(utf-?8|us-ascii)$/i.test(encoding)) return;
      throw this.#fault(`the encoding ${encoding}`, 'UTF-8');
    });
    parser.on('opentag', ({ name, attributes }) =>
      this.#enter(name, attributes),
    );
    parser.on('closetag', () => this.#leave());
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
  }

  write(chunk: Uint8Array): void {
    if (!this.#begun) refuseUtf16(chunk, this.#file);
    this.#begun = true;
    this.#pending += chunk.length;
    this.#parser.write(this.#decode(chunk, true));
    if (this.#pending > this.#limits.recordBytes) {
      const most = String(this.#limits.recordBytes);
      throw this.#fault(
        `text or a tag longer than ${most} bytes`,
        'shorter ones, or a higher limit',
      );
    }
  }

  end(): void {
    this.#parser.write(this.#decode(new Uint8Array(), false));
    this.#parser.close();
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch {
      throw this.#fault('bytes that are not UTF-8', 'text in UTF-8');
    }
  }

  #enter(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#pending = 0;
    const path = this.#open.map(({ element }) => element.name);
    if (path.length >= this.#limits.depth) {
      const most = String(this.#limits.depth);
      throw this.#fault(
        `elements nested more than ${most} deep`,
        'a flatter document',
      );
    }
    const element = {
      ...this.#place(),
      name: name.slice(name.indexOf(':') + 1),
      attributes,
      path,
    };
    this.#open.push({ element, text: '' });
    this.#handler.open(element);
  }

  #leave(): void {
    this.#pending = 0;
    const { element, text } = this.#open.pop() ?? {};
    if (element) this.#handler.close?.(element, (text ?? '').trim());
  }

  #addText(text: string): void {
    const inner = this.#open.at(-1);
    if (!inner) return;
    inner.text += text;
    if (inner.text.length <= this.#limits.recordBytes) return;
    const most = String(this.#limits.recordBytes);
    throw this.#fault(`text longer than ${most} bytes`, 'shorter text');
  }

  #place(): XmlPlace {
    const { line, column } = this.#parser;
    return { line, column: column + 1 };
  }

  #fault(reason: string, expected: string): PolyadError {
    return rejectionError({
      file: this.#file,
      ...this.#place(),
      reason,
      expected,
    });
  }
}

/** Text as it stands in XML; characters that XML has no way to write are refused as U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** ` NAME="VALUE"` for each attribute that has a value. */
export function xmlAttributes(
  attributes: Readonly<Record<string, string | undefined>>,
): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${xmlText(value)}"`,
    )
    .join('');
}
