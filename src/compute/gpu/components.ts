import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComponentLabels } from '../cpu/s-components.ts';
import type { DeviceArray } from '../device-array.ts';
import { componentsKernel } from '../kernels/components.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { countWedges, rowsOfIncidences, wedgeChunks } from '../wedge-chunks.ts';
import {
  dropTested,
  recordWedgeTest,
  uploadMatrix,
  wedgesAtOnce,
} from './overlap-wedges.ts';

/** Roots of components on a GPU; see the twin `cpu/components.ts`. */
export function componentRootsOnGpu(
  device: PlanRunner,
  vertices: number,
  links: Uint32Array,
): Promise<Uint32Array> {
  return device.run((plan) => {
    const parents = recordStart(plan, vertices);
    recordLinks(plan, parents, links);
    return readRoots(plan, parents);
  });
}

/**
 * Components of the s-line graph of the rows on a GPU, which is never built; the same as
 * `sComponents` of `cpu/s-components.ts`.
 * @param s - At least 1.
 */
export function sComponentsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  s: number,
): Promise<ComponentLabels> {
  const rowTotal = rows.offsets.length - 1;
  return device.run(async (plan) => {
    if (s === 1) {
      // A column joins its rows: it is a vertex of its own, behind all rows.
      const columnTotal = columns.offsets.length - 1;
      const parents = recordStart(plan, rowTotal + columnTotal);
      recordLinks(plan, parents, incidenceLinks(rows));
      const roots = await readRoots(plan, parents);
      return labelled(roots.subarray(0, rowTotal));
    }
    const parents = recordStart(plan, rowTotal);
    await hookWedges(plan, parents, { rows, columns, s });
    return labelled(await readRoots(plan, parents));
  });
}

function recordStart(plan: Plan, vertices: number): DeviceArray {
  const parents = plan.allocate(vertices);
  plan.dispatch(componentsKernel, 'start', {
    buffers: { parents },
    params: { vertices },
    groups: Math.ceil(vertices / 256),
  });
  return parents;
}

function recordLinks(
  plan: Plan,
  parents: DeviceArray,
  links: Uint32Array,
): void {
  const most = Math.floor(plan.limits.bindingBytes / 8) * 2;
  for (let first = 0; first < links.length; first += most) {
    const part = links.subarray(first, first + most);
    const uploaded = plan.upload(part);
    plan.dispatch(componentsKernel, 'hookLinks', {
      buffers: { links: uploaded, parents },
      params: { linkCount: part.length / 2 },
      groups: Math.ceil(part.length / 2 / 256),
    });
    plan.drop(uploaded);
  }
}

async function hookWedges(
  plan: Plan,
  parents: DeviceArray,
  { rows, columns, s }: { rows: Incidence; columns: Incidence; s: number },
): Promise<void> {
  const { ofIncidence } = countWedges(rows, columns);
  const rowsOf = rowsOfIncidences(rows);
  const matrix = uploadMatrix(plan, rows, columns);
  for (const chunk of wedgeChunks(ofIncidence, wedgesAtOnce(plan))) {
    const tested = recordWedgeTest(plan, matrix, { ...chunk, rowsOf, s });
    const { firstIncidence, incidences, wedges } = tested.params;
    plan.dispatch(componentsKernel, 'hookWedges', {
      buffers: { ...matrix, ...tested, parents },
      params: { firstIncidence, incidences, wedges },
      groups: Math.ceil(wedges / 256),
    });
    dropTested(plan, tested);
    // Sends the chunk off, so that its arrays serve the next.
    await plan.read();
  }
}

function readRoots(plan: Plan, parents: DeviceArray): Promise<Uint32Array> {
  plan.dispatch(componentsKernel, 'flatten', {
    buffers: { parents },
    params: { vertices: parents.length },
    groups: Math.ceil(parents.length / 256),
  });
  return plan.readOne(parents);
}

function incidenceLinks(rows: Incidence): Uint32Array {
  const rowTotal = rows.offsets.length - 1;
  const rowsOf = rowsOfIncidences(rows);
  const links = new Uint32Array(rowsOf.length * 2);
  rowsOf.forEach((row, i) => {
    links[i * 2] = row;
    links[i * 2 + 1] = rowTotal + (rows.members[i] ?? 0);
  });
  return links;
}

/** Numbers components by their first row, which is their root. */
function labelled(roots: Uint32Array): ComponentLabels {
  let count = 0;
  const labels = new Uint32Array(roots.length);
  roots.forEach((root, row) => {
    labels[row] = root === row ? count++ : (labels[root] ?? 0);
  });
  return { count, labels };
}
