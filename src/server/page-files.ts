import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';

/** Vite puts a hash of the content into the names of these. */
const HASHED = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+(\.map)?$/;

/**
 * The built page. Files named by their hash are cached for a year, the rest is
 * asked for again each time.
 * @param root - Folder of the built page.
 */
export function pageFiles(root: string): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.locals['route'] ??= '(page)';
    next();
  });
  router.use(
    express.static(root, {
      dotfiles: 'ignore',
      redirect: false,
      setHeaders: (response, path) => {
        const caching = HASHED.test(path)
          ? 'public, max-age=31536000, immutable'
          : 'no-cache';
        response.setHeader('Cache-Control', caching);
      },
    }),
  );
  router.get('/', () => {
    if (!existsSync(join(root, 'index.html'))) {
      throw new PolyadError(
        'NOT_FOUND',
        'The page is not built. Run npm run build, then start again.',
      );
    }
  });
  return router;
}
