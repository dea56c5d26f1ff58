import { once } from 'node:events';

/**
 * Writes to standard output and waits while the reader is behind. A reader that
 * went away (`| head`) ends the process quietly, as it does other programs.
 */
export async function writeStdout(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Ends the process when the reader of standard output has gone. */
export function exitWhenReaderGoes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
