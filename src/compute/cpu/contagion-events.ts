import { GrowableFloat64, GrowableUint32 } from '#numeric/growable.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { SumTree } from './sum-tree.ts';

/** A spreading process on the nodes of a hypergraph. */
export interface ContagionInput {
  readonly edges: Incidence;
  readonly nodes: Incidence;
  /** Nodes infected at time 0, each once. */
  readonly infected: ArrayLike<number>;
  /** Rate (or chance a step) of hyperedges by size. */
  readonly infection: (size: number) => number;
  /** How many times that acts on each other member, if `infected` of `others` are. */
  readonly exposure: (infected: number, others: number) => number;
  readonly recovery: number;
  /** Those recovered are immune. */
  readonly immune: boolean;
  /** Last time, or number of steps. */
  readonly until: number;
  readonly random: Random;
}

/** Counts after each event or step, and each node's lot. */
export interface ContagionTrace {
  readonly time: Float64Array;
  readonly susceptible: Uint32Array;
  readonly infected: Uint32Array;
  readonly recovered: Uint32Array;
  /** First infection of each node; NaN for none. */
  readonly infectedAt: Float64Array;
  /** 0 susceptible, 1 infected, 2 recovered, at the end. */
  readonly states: Uint8Array;
}

/** States and counts while a process runs. */
class Spread {
  readonly input: ContagionInput;
  readonly states: Uint8Array;
  readonly infectedIn: Uint32Array;
  readonly infectedAt: Float64Array;
  /** The infected, in no order, and where each is in it. */
  readonly ill: number[] = [];
  readonly #placeOf: Uint32Array;
  readonly #time = new GrowableFloat64(16);
  readonly #counts = [0, 1, 2].map(() => new GrowableUint32(16));
  readonly counts: [number, number, number];

  constructor(input: ContagionInput) {
    const nodeCount = rowCount(input.nodes);
    this.input = input;
    this.states = new Uint8Array(nodeCount);
    this.infectedIn = new Uint32Array(rowCount(input.edges));
    this.infectedAt = new Float64Array(nodeCount).fill(NaN);
    this.#placeOf = new Uint32Array(nodeCount);
    this.counts = [nodeCount, 0, 0];
    for (let i = 0; i < input.infected.length; i++) {
      this.turn(input.infected[i]!, 1, 0);
    }
    this.record(0);
  }

  turn(node: number, state: 0 | 1 | 2, time: number): void {
    const { nodes } = this.input;
    const change = state === 1 ? 1 : -1;
    for (let q = nodes.offsets[node]!; q < nodes.offsets[node + 1]!; q++) {
      this.infectedIn[nodes.members[q]!]! += change;
    }
    if (state === 1) {
      this.#placeOf[node] = this.ill.length;
      this.ill.push(node);
      if (Number.isNaN(this.infectedAt[node])) this.infectedAt[node] = time;
    } else {
      const last = this.ill.pop()!;
      if (last !== node) {
        this.ill[this.#placeOf[node]!] = last;
        this.#placeOf[last] = this.#placeOf[node]!;
      }
    }
    this.counts[this.states[node]! as 0 | 1 | 2]--;
    this.counts[state]++;
    this.states[node] = state;
  }

  record(time: number): void {
    this.#time.push(time);
    this.counts.forEach((count, state) => this.#counts[state]!.push(count));
  }

  /** What a hyperedge does to each member that is susceptible. */
  exposureIn(edge: number): number {
    const infected = this.infectedIn[edge]!;
    if (infected === 0) return 0;
    const size = rowLength(this.input.edges, edge);
    return infected === size ? 0 : this.input.exposure(infected, size - 1);
  }

  trace(): ContagionTrace {
    return {
      time: this.#time.view().slice(),
      susceptible: this.#counts[0]!.view().slice(),
      infected: this.#counts[1]!.view().slice(),
      recovered: this.#counts[2]!.view().slice(),
      infectedAt: this.infectedAt,
      states: this.states,
    };
  }
}

/**
 * In continuous time, event by event (Gillespie 1976,
 * doi:10.1016/0021-9991(76)90041-3), until nothing can happen or time is over.
 * @throws PolyadError CANCELLED
 * @remarks O(degree · log hyperedges + size) an event.
 */
export function spreadByEvents(
  input: ContagionInput,
  options: LoopOptions = {},
): ContagionTrace {
  const { edges, nodes, infection, recovery, immune, until, random } = input;
  const spread = new Spread(input);
  const rates = new SumTree(rowCount(edges));
  const watch = new LoopWatch(rowCount(nodes), options);
  const update = (edge: number): void => {
    const size = rowLength(edges, edge);
    const exposure = spread.exposureIn(edge);
    const open = exposure > 0 ? susceptibleIn(edges, edge, spread.states) : 0;
    rates.set(edge, open > 0 ? open * exposure * infection(size) : 0);
    watch.step(spread.counts[2], 8 + (exposure > 0 ? size : 0));
  };
  for (let edge = 0; edge < rowCount(edges); edge++) update(edge);
  for (let time = 0; ;) {
    const healing = spread.ill.length * recovery;
    const rate = rates.total + healing;
    if (rate <= 0) break;
    time += random.exponential(rate);
    if (time > until) break;
    const heals = random.float() * rate < healing || rates.total <= 0;
    const node = heals
      ? random.pick(spread.ill)
      : randomSusceptible(
          edges,
          rates.find(random.float()),
          spread.states,
          random,
        );
    spread.turn(node, heals ? (immune ? 2 : 0) : 1, time);
    for (let q = nodes.offsets[node]!; q < nodes.offsets[node + 1]!; q++) {
      update(nodes.members[q]!);
    }
    spread.record(time);
  }
  watch.finish();
  return spread.trace();
}

function susceptibleIn(
  edges: Incidence,
  edge: number,
  states: Uint8Array,
): number {
  let count = 0;
  for (let q = edges.offsets[edge]!; q < edges.offsets[edge + 1]!; q++) {
    if (states[edges.members[q]!] === 0) count++;
  }
  return count;
}

function randomSusceptible(
  edges: Incidence,
  edge: number,
  states: Uint8Array,
  random: Random,
): number {
  let left = random.int(susceptibleIn(edges, edge, states));
  let q = edges.offsets[edge]!;
  while (states[edges.members[q]!] !== 0 || left-- > 0) q++;
  return edges.members[q]!;
}

/**
 * In steps, all nodes at once: a susceptible node escapes each exposure with
 * chance 1 − infection; an infected one recovers with chance `recovery`, in the
 * step after its infection at the earliest. Stops early when none is infected.
 * @throws PolyadError CANCELLED
 * @remarks O(incidences) a step.
 */
export function spreadBySteps(
  input: ContagionInput,
  options: LoopOptions = {},
): ContagionTrace {
  const { edges, infection, recovery, immune, until, random } = input;
  const spread = new Spread(input);
  const escape = new Float64Array(spread.states.length);
  const watch = new LoopWatch(until, options);
  for (let step = 1; step <= until && spread.ill.length > 0; step++) {
    escape.fill(1);
    for (let edge = 0; edge < rowCount(edges); edge++) {
      const exposure = spread.exposureIn(edge);
      if (exposure === 0) continue;
      const factor = (1 - infection(rowLength(edges, edge))) ** exposure;
      for (let q = edges.offsets[edge]!; q < edges.offsets[edge + 1]!; q++) {
        escape[edges.members[q]!]! *= factor;
      }
      watch.step(step, rowLength(edges, edge));
    }
    const healed = spread.ill.filter(() => random.chance(recovery));
    const caught: number[] = [];
    for (let node = 0; node < escape.length; node++) {
      if (spread.states[node] !== 0 || escape[node] === 1) continue;
      if (!random.chance(escape[node]!)) caught.push(node);
    }
    for (const node of healed) spread.turn(node, immune ? 2 : 0, step);
    for (const node of caught) spread.turn(node, 1, step);
    spread.record(step);
    watch.step(step, escape.length);
  }
  watch.finish();
  return spread.trace();
}
