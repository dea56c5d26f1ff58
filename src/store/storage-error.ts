import { PolyadError } from '#errors/polyad-error.ts';

const FULL =
  /ENOSPC|EDQUOT|no space left|disk quota|failed to offload|out of disk/i;
const LOCKED =
  /could not set lock|conflicting lock|being used by another process/i;
const DAMAGED =
  /not a valid duckdb|corrupt|checksum|serialization error|failed to load/i;

/**
 * What a failure of the disk or of the database means for its user.
 * @param error - Whatever was thrown; a PolyadError comes back as it is.
 * @param path - File or folder that was being used.
 */
export function storageError(error: unknown, path: string): PolyadError {
  if (error instanceof PolyadError) return error;
  const text = errorText(error);
  const options = { cause: error };
  if (FULL.test(text)) {
    return new PolyadError(
      'LIMIT_EXCEEDED',
      `The disk that holds ${path} is full. Nothing that was stored before is lost. Make room and try again.`,
      { path },
      options,
    );
  }
  if (LOCKED.test(text)) return inUse(path, text, options);
  if (DAMAGED.test(text)) {
    return new PolyadError(
      'INVALID_DATA',
      `${path} is damaged or was not written by Polyad (${firstLine(text)}). Restore a backup, or choose another workspace with --workspace.`,
      { path },
      options,
    );
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') {
    return new PolyadError(
      'NOT_FOUND',
      `${path} is not there.`,
      { path },
      options,
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new PolyadError(
      'CONFLICT',
      `${path} cannot be written (${code}). Check its permissions, or choose another workspace with --workspace.`,
      { path },
      options,
    );
  }
  return new PolyadError(
    'INTERNAL',
    `The workspace failed: ${firstLine(text)}`,
    { path },
    options,
  );
}

/** The error for a workspace that somebody else has open. */
export function inUse(
  path: string,
  text = '',
  options: ErrorOptions = {},
): PolyadError {
  const pid = /PID (\d+)/.exec(text)?.[1];
  const owner = pid === undefined ? 'another process' : `process ${pid}`;
  return new PolyadError(
    'CONFLICT',
    `The workspace ${path} is in use by ${owner}. Wait until that ends, ask through its API if it is a server, or choose another with --workspace.`,
    { path, ...(pid !== undefined && { pid: Number(pid) }) },
    options,
  );
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : `${code}: ${error.message}`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
