import type { Incidence } from '#hypergraph/incidence.ts';
import type { IncidenceLevels } from '../cpu/breadth-first.ts';
import type { DeviceArray } from '../device-array.ts';
import { breadthFirstKernel } from '../kernels/breadth-first.ts';
import type { Plan, PlanRunner } from '../plan.ts';

/** A set of vertices and the lists that lead to the other set. */
interface Side {
  readonly offsets: DeviceArray;
  readonly members: DeviceArray;
  /** Place of its first vertex in `levels`. */
  readonly base: number;
  readonly count: number;
}

/** Levels between two looks at whether anything was reached. */
const LEVELS_AT_ONCE = 8;

/** Pull when the level before reached more than this share of its side. */
const PULL_FROM = 0.05;

const UNREACHED = 0xffff_ffff;

/** Levels of rows and columns on a GPU; see the twin `cpu/breadth-first.ts`. */
export function incidenceLevelsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  source: number,
): Promise<IncidenceLevels> {
  const rowTotal = rows.offsets.length - 1;
  const columnTotal = columns.offsets.length - 1;
  return device.run(async (plan) => {
    const sides = [
      uploadSide(plan, rows, 0),
      uploadSide(plan, columns, rowTotal),
    ] as const;
    const levels = await search(plan, sides, {
      vertices: rowTotal + columnTotal,
      source,
    });
    return {
      rows: levels.slice(0, rowTotal),
      columns: levels.slice(rowTotal),
    };
  });
}

/** Levels of a graph on a GPU; see the twin. */
export function graphLevelsOnGpu(
  device: PlanRunner,
  neighbors: Incidence,
  source: number,
): Promise<Uint32Array> {
  return device.run((plan) => {
    const side = uploadSide(plan, neighbors, 0);
    const vertices = neighbors.offsets.length - 1;
    return search(plan, [side, side], { vertices, source });
  });
}

function uploadSide(
  plan: Plan,
  { offsets, members }: Incidence,
  base: number,
): Side {
  return {
    offsets: plan.upload(offsets),
    members: plan.upload(members),
    base,
    count: offsets.length - 1,
  };
}

async function search(
  plan: Plan,
  sides: readonly [Side, Side],
  { vertices, source }: { vertices: number; source: number },
): Promise<Uint32Array> {
  const start = new Uint32Array(vertices).fill(UNREACHED);
  start[source] = 0;
  const levels = plan.upload(start);
  const reached = plan.allocate(LEVELS_AT_ONCE);
  let last = 1;
  for (let level = 1; ; level += LEVELS_AT_ONCE) {
    plan.clear(reached);
    for (let slot = 0; slot < LEVELS_AT_ONCE; slot++) {
      recordLevel(plan, sides, { level: level + slot, slot, last }, [
        levels,
        reached,
      ]);
    }
    const counts = await plan.readOne(reached);
    // A level that reaches nothing leaves nothing for the next.
    if (counts.includes(0)) return plan.readOne(levels);
    last = counts.at(-1) ?? 0;
  }
}

function recordLevel(
  plan: Plan,
  sides: readonly [Side, Side],
  at: { level: number; slot: number; last: number },
  [levels, reached]: readonly [DeviceArray, DeviceArray],
): void {
  const [source, target] =
    at.level % 2 === 1 ? sides : ([sides[1], sides[0]] as const);
  const pulls = at.last > source.count * PULL_FROM;
  const { offsets, members, count } = pulls ? target : source;
  plan.dispatch(breadthFirstKernel, pulls ? 'pull' : 'push', {
    buffers: { offsets, members, levels, reached },
    params: {
      sourceBase: source.base,
      sourceCount: source.count,
      targetBase: target.base,
      targetCount: target.count,
      level: at.level,
      slot: at.slot,
    },
    groups: Math.ceil(count / 256),
  });
}
