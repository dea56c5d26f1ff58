import type { Server } from 'node:http';

/** How long requests under way may take before they are cut off. */
const GRACE_MILLISECONDS = 10_000;

/**
 * Takes no more connections, ends idle ones, and waits for requests under way;
 * those that outlast the grace are cut off. Calling it again waits for the same.
 */
export async function closeGracefully(
  server: Server,
  grace = GRACE_MILLISECONDS,
): Promise<void> {
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  try {
    await new Promise<void>((resolve) => {
      // An error says only that it was closed before.
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  } finally {
    clearTimeout(cutOff);
  }
}
