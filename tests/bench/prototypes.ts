import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Seconds of a prototype, what comes before its kernel (ranks, lists) included. */
export interface PrototypeTime {
  readonly operation: string;
  readonly wall: number;
  /** That of lists is known by the clock only, and taken for as much. */
  readonly cpu: number;
}

/** The prototypes of `../shared/prototypes/cpu`, built into a folder that {@link close} removes. */
export class Prototypes {
  readonly #folder = mkdtempSync(join(tmpdir(), 'polyad-prototypes-'));

  readonly #sources: string;

  private constructor(root: string, sources: string) {
    this.#sources = sources;
    // the build script takes the compiler it finds, and this one is pinned
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
    const script = join(sources, 'build.sh');
    execFileSync('sh', [script, this.#folder], { stdio: 'ignore' });
  }

  /** @returns Undefined where there are none beside `root`, the project's folder. */
  static build(root: string): Prototypes | undefined {
    const sources = join(root, '..', 'shared', 'prototypes', 'cpu');
    return existsSync(join(sources, 'build.sh'))
      ? new Prototypes(root, sources)
      : undefined;
  }

  /** @param operations - As `bench.mjs` names them. */
  time(
    hypergraph: Hypergraph,
    operations: readonly string[],
    repeat: number,
  ): PrototypeTime[] {
    const file = join(this.#folder, 'data.phg');
    writePhg(file, hypergraph);
    const script = join(this.#sources, 'bench.mjs');
    const output = execFileSync(
      process.execPath,
      [script, file, operations.join(), String(repeat)],
      { env: { ...process.env, WASM: this.#folder }, encoding: 'utf8' },
    );
    return parse(output);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function parse(output: string): PrototypeTime[] {
  let ranks = { wall: 0, cpu: 0 };
  const times: PrototypeTime[] = [];
  for (const line of output.split('\n')) {
    const found = /\t(.+?)\twall ([\d.]+)\tcpu ([\d.]+)/.exec(line);
    if (!found?.[1]) continue;
    const [, operation] = found;
    const lists = Number(/lists ([\d.]+)/.exec(line)?.[1] ?? 0);
    const wall = Number(found[2]) + lists;
    const cpu = Number(found[3]) + lists;
    if (operation === 'rank+sort') ranks = { wall, cpu };
    const before = /^t[12]:|^toplex/.test(operation)
      ? ranks
      : { wall: 0, cpu: 0 };
    times.push({
      operation,
      wall: wall + before.wall,
      cpu: cpu + before.cpu,
    });
  }
  return times;
}

/** The prototypes' format: magic, edges, nodes, incidences, offsets, members; all u32. */
function writePhg(file: string, { edges, nodes }: Hypergraph): void {
  const header = Uint32Array.of(
    0x31474850,
    edges.offsets.length - 1,
    nodes.offsets.length - 1,
    edges.members.length,
  );
  const output = openSync(file, 'w');
  for (const words of [header, edges.offsets, edges.members]) {
    writeSync(output, Buffer.from(Uint32Array.from(words).buffer));
  }
  closeSync(output);
}
