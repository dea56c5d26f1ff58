import { readFileSync } from 'node:fs';

/** The numbered example queries of the language's page, in order. */
export function workedQueries(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const [, block = ''] =
    /^## Worked[\s\S]*?^```\n([\s\S]*?)^```/m.exec(text) ?? [];
  return block.split(/^---$/m);
}
