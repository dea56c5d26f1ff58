import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';

/** Files of the package that the page needs; the rest of it is not served. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Polyad API</title>
    <link rel="icon" href="favicon-32x32.png" />
    <link rel="stylesheet" href="swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="start.js"></script>
  </body>
</html>
`;

/** Apart from the page, because the policy allows no script within one. */
const START = `SwaggerUIBundle({
  url: '../v1/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  validatorUrl: null,
});
`;

/**
 * The API to read and try in a browser, below the address it is mounted at. All of
 * it comes from this server; it needs no token, what is tried there does.
 */
export function apiDocs(): Router {
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve('swagger-ui-dist/package.json'));
  const router = Router({ strict: true });
  router.use((_request, response, next) => {
    response.locals['route'] = '(API docs)';
    response.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/', (request, response) => {
    // Without the last slash, names beside the page would be names above it.
    if (request.originalUrl.split('?')[0]?.endsWith('/') === true) {
      response.type('html').send(PAGE);
    } else response.redirect(308, `${request.baseUrl}/`);
  });
  router.get('/start.js', (_request, response) => {
    response.type('js').send(START);
  });
  for (const file of FILES) {
    router.get(`/${file}`, (_request, response) => {
      response.sendFile(join(folder, file));
    });
  }
  return router;
}
