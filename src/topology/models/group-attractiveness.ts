import { LoopWatch } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { withTimes } from './activity-driven.ts';
import {
  checkCount,
  checkProbability,
  checkWeights,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** People who walk about and stop for attractive groups. */
export interface GroupAttractiveness {
  readonly nodes: number;
  readonly steps: number;
  /** Side of the square they walk on, whose edges meet. Default 100. */
  readonly side?: number | undefined;
  /** How far they see others. Default 1. */
  readonly scope?: number | undefined;
  /** Length of a step. Default 1. */
  readonly stride?: number | undefined;
  /** Attractiveness of each, from 0 to 1. Default: uniform, drawn. */
  readonly attractiveness?: Float64Array | undefined;
  /** Chance of each to become active when resting, and to stay so when alone. Default: uniform, drawn. */
  readonly activation?: Float64Array | undefined;
  /** Group of each, for homophily. Default: all in one. */
  readonly kinds?: ArrayLike<number> | undefined;
  /** Chance to join a group of one's own kind; of others 1 − this. Default 1. */
  readonly homophily?: number | undefined;
  /** From one step to the next, milliseconds. Default 1. */
  readonly interval?: number | undefined;
}

/**
 * Group attractiveness model of face-to-face meetings: agents on a square move at random,
 * or stay with probability equal to the mean attractiveness of the groups around them,
 * a group's being the product of its members'; who stays joins the groups in reach. Every
 * group of two or more that is in no larger one is a hyperedge with `time`.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks O(nodes) a step and what is near. Gallo, Zappalà, Karimi and Battiston 2024,
 * arXiv:2406.05026, after Starnini, Baronchelli and Pastor-Satorras 2013,
 * doi:10.1103/PhysRevLett.110.168701. A group's kind is that of most members.
 */
export function groupAttractivenessModel(
  model: GroupAttractiveness,
  options: ModelOptions = {},
): Hypergraph {
  const { nodes, steps, homophily = 1, interval = 1 } = model;
  checkCount('nodes', nodes, 1);
  checkCount('steps', steps, 0);
  checkProbability('homophily', homophily);
  const { random, rows } = startModel(options);
  const crowd = new Crowd(model, random);
  const times: number[] = [];
  const watch = new LoopWatch(steps, options);
  for (let step = 0; step < steps; step++) {
    for (const group of crowd.step()) {
      for (const member of group) rows.add(member);
      rows.endRow();
      times.push(step * interval);
    }
    watch.step(step, 64 * nodes);
  }
  watch.finish();
  return withTimes(numberedHypergraph(rows.build(), nodes), times);
}

/** Members, ascending. */
type Group = readonly number[];

class Crowd {
  readonly #model: {
    readonly side: number;
    readonly scope: number;
    readonly stride: number;
    readonly homophily: number;
  };
  readonly #random: Random;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #isActive: Uint8Array;
  readonly #attractiveness: Float64Array;
  readonly #activation: Float64Array;
  readonly #kinds: ArrayLike<number>;
  /** Groups each was in after the last step; one who is alone is a group. */
  #groups: Group[][];

  constructor(model: GroupAttractiveness, random: Random) {
    const { nodes, side = 100, scope = 1, stride = 1, homophily = 1 } = model;
    for (const length of [side, scope, stride]) {
      checkWeights('lengths', [length]);
    }
    this.#model = { side, scope, stride, homophily };
    this.#random = random;
    const drawn = (): Float64Array =>
      Float64Array.from({ length: nodes }, () => random.float());
    this.#x = drawn().map((share) => share * side);
    this.#y = drawn().map((share) => share * side);
    this.#isActive = Uint8Array.from({ length: nodes }, () => random.int(2));
    this.#attractiveness = model.attractiveness ?? drawn();
    this.#activation = model.activation ?? drawn();
    for (const list of [this.#attractiveness, this.#activation]) {
      checkCount('values for nodes', list.length, nodes);
      list.forEach((value) => {
        checkProbability('attractiveness or activation', value);
      });
    }
    this.#kinds = model.kinds ?? new Uint8Array(nodes);
    this.#groups = Array.from({ length: nodes }, (_, node) => [[node]]);
  }

  /** Everyone acts on what was there before the step. */
  step(): Group[] {
    const near = this.#neighborhoods();
    const joined = new Map<string, Group>();
    const before = this.#groups;
    this.#groups = before.map((_, node) => [[node]]);
    before.forEach((_, node) => {
      if (this.#isActive[node] === 0) {
        if (this.#random.chance(this.#activation[node] ?? 0)) {
          this.#isActive[node] = 1;
        }
        return;
      }
      const others = near[node] ?? [];
      const around = groupsAround(others, before);
      if (this.#random.float() >= this.#appeal(around)) this.#move(node);
      else {
        for (const group of around) {
          if (!this.#random.chance(this.#liking(node, group))) continue;
          const larger = [...group, node].sort((a, b) => a - b);
          joined.set(larger.join(), larger);
        }
      }
      const isAlone = others.length === 0;
      if (isAlone && !this.#random.chance(this.#activation[node] ?? 0)) {
        this.#isActive[node] = 0;
      }
    });
    const groups = largestGroups([...joined.values()]);
    for (const group of groups) {
      for (const member of group) {
        const own = (this.#groups[member] ??= []);
        if (own[0]?.length === 1) own.length = 0;
        own.push(group);
      }
    }
    return groups;
  }

  #appeal(groups: readonly Group[]): number {
    if (groups.length === 0) return 0;
    const worth = groups.map((group) =>
      group.reduce((all, one) => all * (this.#attractiveness[one] ?? 0), 1),
    );
    return worth.reduce((sum, one) => sum + one, 0) / groups.length;
  }

  #liking(node: number, group: Group): number {
    const own = group.filter((one) => this.#kinds[one] === this.#kinds[node]);
    const { homophily } = this.#model;
    return 2 * own.length >= group.length ? homophily : 1 - homophily;
  }

  #move(node: number): void {
    const { side, stride } = this.#model;
    const angle = 2 * Math.PI * this.#random.float();
    const wrap = (value: number): number => ((value % side) + side) % side;
    this.#x[node] = wrap((this.#x[node] ?? 0) + stride * Math.cos(angle));
    this.#y[node] = wrap((this.#y[node] ?? 0) + stride * Math.sin(angle));
  }

  /** Active others within scope of each active one, by a grid of cells of that width. */
  #neighborhoods(): number[][] {
    const { side, scope } = this.#model;
    const across = Math.max(1, Math.floor(side / Math.max(scope, side / 1000)));
    const cellOf = (value: number): number =>
      Math.min(across - 1, Math.floor((value / side) * across));
    const cells = new Map<number, number[]>();
    this.#isActive.forEach((active, node) => {
      if (active === 0) return;
      const key =
        cellOf(this.#x[node] ?? 0) * across + cellOf(this.#y[node] ?? 0);
      const list = cells.get(key);
      if (list) list.push(node);
      else cells.set(key, [node]);
    });
    return Array.from(this.#isActive, (active, node) => {
      if (active === 0) return [];
      const [row, column] = [this.#x, this.#y].map((c) => cellOf(c[node] ?? 0));
      const keys = new Set<number>();
      for (const i of [-1, 0, 1]) {
        for (const j of [-1, 0, 1]) {
          const wrap = (cell: number): number => (cell + across) % across;
          keys.add(wrap((row ?? 0) + i) * across + wrap((column ?? 0) + j));
        }
      }
      return [...keys]
        .flatMap((key) => cells.get(key) ?? [])
        .filter(
          (other) => other !== node && this.#distance(node, other) < scope,
        );
    });
  }

  #distance(left: number, right: number): number {
    const { side } = this.#model;
    const along = (values: Float64Array): number => {
      const apart = Math.abs((values[left] ?? 0) - (values[right] ?? 0));
      return Math.min(apart, side - apart);
    };
    return Math.hypot(along(this.#x), along(this.#y));
  }
}

/** What is in reach of the groups the others are in, each once. */
function groupsAround(
  others: readonly number[],
  groups: readonly (readonly Group[])[],
): Group[] {
  const found = new Map<string, Group>();
  for (const other of others) {
    for (const group of groups[other] ?? []) {
      const inReach = group.filter((one) => others.includes(one));
      found.set(inReach.join(), inReach);
    }
  }
  return [...found.values()];
}

/** Those inside no other. */
function largestGroups(groups: readonly Group[]): Group[] {
  return groups.filter(
    (group) =>
      !groups.some(
        (other) =>
          other.length > group.length &&
          group.every((member) => other.includes(member)),
      ),
  );
}
