import { z } from 'zod';
import { describeApi } from '../http/openapi.ts';
import { defineRoute, type Route } from '../http/route.ts';

/** Describes the routes given, and itself. */
export function openApiRoute(routes: readonly Route[]): Route {
  const self: Route = defineRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    tag: 'About',
    role: 'anyone',
    result: { name: 'OpenApi', schema: z.record(z.string(), z.unknown()) },
    handle: (_input, { version }) => ({
      body: describeApi([...routes, self], version),
    }),
  });
  return self;
}
