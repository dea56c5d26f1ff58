import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { z } from 'zod';
import { PolyadError } from '#errors/polyad-error.ts';
import {
  mappingOptionsSchema,
  type MappingOptions,
} from '#protocol/mapping-options.ts';
import { checkInput } from './check-input.ts';

export const uploadQuerySchema = z.strictObject({
  /** Name of the file; its ending helps where content does not tell. */
  name: z.string().max(1024).optional(),
  /** The mapping options as JSON. */
  options: z.string().max(65_536).optional(),
});

type UploadQuery = z.infer<typeof uploadQuerySchema>;

/** What an upload says about its bytes. */
export interface UploadFacts {
  readonly name: string;
  readonly options: MappingOptions;
}

/** The bytes of an upload, and what it says about them. */
export interface Upload {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Only after the bytes were read: a form may send its fields last. */
  readonly facts: () => UploadFacts;
}

/**
 * The upload in a request: a form's field `file`, or else the whole body.
 * @throws PolyadError INVALID_ARGUMENT if options in the query are wrong.
 */
export function openUpload(request: Request, query: UploadQuery): Upload {
  const inQuery = facts(query);
  if (request.is('multipart/form-data') === false) {
    // Refusing the rest of a body must leave the connection for the answer.
    const chunks = request.iterator({ destroyOnReturn: false });
    return {
      chunks: chunks as AsyncIterable<Uint8Array>,
      facts: () => inQuery,
    };
  }
  const fields: Record<string, string> = {};
  return {
    chunks: formFile(request, fields),
    facts: () => facts({ ...fields, ...query }),
  };
}

async function* formFile(
  request: Request,
  fields: Record<string, string>,
): AsyncGenerator<Uint8Array> {
  const parser = openParser(request);
  parser.on('field', (field, value) => {
    if (field === 'options' || field === 'name') fields[field] = value;
  });
  const file = fileOf(parser, fields);
  const whole = wholeForm(request, parser);
  request.pipe(parser);
  try {
    const stream = await file;
    if (stream) yield* untilBroken(stream, whole);
    await whole;
    if (!stream) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'The form has no file in a field named "file".',
      );
    }
  } finally {
    // The request itself stays open: its answer is still to come.
    request.unpipe(parser);
    parser.destroy();
  }
}

/** The file in the field `file`, or null; notes its name in `fields`. */
function fileOf(
  parser: busboy.Busboy,
  fields: Record<string, string>,
): Promise<Readable | null> {
  return new Promise((resolve) => {
    parser.once('file', (field, stream, { filename }) => {
      if (filename !== undefined) fields['name'] ??= filename;
      // A form may break off before the file is read; the reader is told then.
      stream.on('error', () => undefined);
      if (field !== 'file') stream.resume();
      resolve(field === 'file' ? stream : null);
    });
    parser.once('close', () => {
      resolve(null);
    });
  });
}

/** Settles when all parts were read, or the form broke off. */
function wholeForm(request: Request, parser: busboy.Busboy): Promise<void> {
  const whole = new Promise<void>((resolve, reject) => {
    parser.once('close', resolve);
    parser.on('error', (cause: unknown) => {
      reject(brokenForm(cause));
    });
    request.once('close', () => {
      if (!request.complete) parser.destroy(new Error('it was cut off'));
    });
  });
  // It is awaited late; until then a failure must not count as unhandled.
  whole.catch(() => undefined);
  return whole;
}

function openParser(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 8, parts: 16, fieldSize: 65_536 },
    });
  } catch (cause) {
    throw brokenForm(cause);
  }
}

/** The file's bytes; where the form breaks off, the form's own error. */
async function* untilBroken(
  stream: Readable,
  whole: Promise<void>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    await whole;
    throw error;
  }
}

function brokenForm(cause: unknown): PolyadError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PolyadError(
    'INVALID_ARGUMENT',
    `The form is broken: ${reason}. Send it again as multipart/form-data.`,
    {},
    { cause },
  );
}

function facts({ name, options }: UploadQuery): UploadFacts {
  return {
    name: displayName(name ?? ''),
    options: readOptions(options ?? '{}'),
  };
}

/** Last part of a path, without control characters: a name to show, no path. */
function displayName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/\p{Cc}/gu, '').slice(0, 255);
  return clean === '' ? 'upload' : clean;
}

/**
 * Mapping options as they stand in a query or a form.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function readOptions(options: string): MappingOptions {
  return checkInput(mappingOptionsSchema, parse(options), 'query');
}

function parse(options: string): unknown {
  try {
    return JSON.parse(options);
  } catch (cause) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'The options are not valid JSON.',
      { errors: [{ pointer: '/options', detail: 'not valid JSON' }] },
      { cause },
    );
  }
}
