import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { polyad, polyadJson } from '../support/polyad.ts';

/** Four hyperedges, one with an id that a spreadsheet would run. */
export const incidences = 'edge,node\nA,a\nA,b\nA,c\nB,b\nB,c\nC,d\n=D,d\n';

export interface Failure {
  error: { code: string; message: string; details: Record<string, unknown> };
}

export interface RunList {
  runs: {
    id: string;
    dataset: string;
    operation: string;
    parameters: object;
  }[];
  total: number;
}

/** A folder with a data file, and calls within it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyad-desk-'));

  constructor() {
    this.file('data.csv', incidences);
  }

  file(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return name;
  }

  json<Result = Record<string, unknown>>(...args: string[]): Promise<Result> {
    return polyadJson<Result>(args, { cwd: this.folder });
  }

  async failure(...args: string[]): Promise<[number | null, Failure['error']]> {
    const run = await polyad([...args, '--json'], { cwd: this.folder });
    return [run.status, (JSON.parse(run.stdout) as Failure).error];
  }
}

/** A desk whose file is in its workspace as `sample`. */
export async function deskWithData(): Promise<Desk> {
  const desk = new Desk();
  await desk.json('datasets', 'import', 'data.csv', '--name', 'sample');
  return desk;
}
