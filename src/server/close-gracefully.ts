import type { Server } from 'node:http';

/** Connections become idle one by one, as their requests end. */
const SWEEP_MILLISECONDS = 50;

/** How long requests under way may take before they are cut off. */
const GRACE_MILLISECONDS = 10_000;

/**
 * Takes no more connections, ends idle ones, and waits for requests under way;
 * those that outlast the grace are cut off.
 */
export async function closeGracefully(
  server: Server,
  grace = GRACE_MILLISECONDS,
): Promise<void> {
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, SWEEP_MILLISECONDS);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
    });
  } finally {
    clearTimeout(cutOff);
    clearInterval(sweep);
  }
}
