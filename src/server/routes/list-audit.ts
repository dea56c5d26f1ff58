import { auditPageSchema } from '#protocol/audit.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfQuery } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const listAudit = defineRoute({
  method: 'get',
  path: '/audit',
  summary: 'Who did what, oldest first',
  tag: 'Audit',
  role: 'admin',
  query: pageQuerySchema,
  result: { name: 'AuditPage', schema: auditPageSchema },
  handle: async ({ query }, context) => {
    const { audit } = keptWorkspace(context);
    const total = await audit.count();
    // Entries are numbered from 1 without gaps: a position is the last number read.
    const body = await pageOfQuery(query, 'audit', total, (from, count) =>
      audit.list(from, count),
    );
    return { body };
  },
});
