import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvChunksOf, issueProportions } from '../bench/generate-table.ts';
import { polyadJson } from '../support/polyad.ts';

/** Incidences; 28 million are those of HyperNetX issue 108. */
const INCIDENCES = Number(process.env['POLYAD_INCIDENCES'] ?? 28_000_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyad-load-'));
  const chunks = csvChunksOf(issueProportions(INCIDENCES));
  const file = createWriteStream(join(folder, 'big.csv'));
  await pipeline(Readable.from(chunks), file);
  const to = join(folder, 'big.parquet');
  await polyadJson(['convert', join(folder, 'big.csv'), '--to', to]);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('loading a large table', () => {
  it.each(['csv', 'parquet'])(
    'from %s takes less than 4 GiB',
    async (ending) => {
      const path = join(folder, `big.${ending}`);
      const args = ['bench', 'load', path, '--repeat', '1'];
      const { rssMiB, seconds } = await polyadJson<{
        rssMiB: number;
        seconds: number[];
      }>(args);
      console.info(`${ending}: ${seconds.join(', ')} s, ${rssMiB} MiB`);
      expect(rssMiB).toBeLessThan(4096);
      const info = await polyadJson<Record<string, number>>(['info', path]);
      const { edges, nodes } = issueProportions(INCIDENCES);
      expect(info).toMatchObject({ edges, nodes });
      expect(info['bytesPerIncidence']).toBeLessThanOrEqual(16);
    },
  );
});
