import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  spreadByEvents,
  spreadBySteps,
  type ContagionTrace,
} from '#compute/cpu/contagion-events.ts';
import { drawDistinct } from '#compute/cpu/drawn-sets.ts';
import { checkCount } from '../models/generated.ts';
import { distinctNodes } from './initial-nodes.ts';

/**
 * When a hyperedge infects its other members: once for each infected one
 * (`individual`), or once if all others are (`collective`), if more than half of
 * them (`majority`), or at least the share `threshold` (`threshold`).
 */
export type ContagionRule =
  'individual' | 'collective' | 'majority' | 'threshold';

/** Options of {@link simulateContagion}. */
export interface ContagionOptions extends LoopOptions {
  /** `SIR`: recovered nodes are immune; `SIS`: they may fall ill again. Default `SIR`. */
  readonly model?: 'SIR' | 'SIS' | undefined;
  /** Default `individual`. */
  readonly rule?: ContagionRule | undefined;
  /** Of the rule of that name: share of the other members. Default 0.5. */
  readonly threshold?: number | undefined;
  /** Rate (or chance a step) at which a hyperedge infects, or that by size. */
  readonly infection: number | ((size: number) => number);
  /** Rate (or chance a step) of recovery. Default 1. */
  readonly recovery?: number | undefined;
  /** Nodes infected at first: indices, or how many to draw. Default 1 drawn. */
  readonly initial?: readonly number[] | number | undefined;
  /** `continuous` runs event by event with rates, `steps` with chances. Default `continuous`. */
  readonly clock?: 'continuous' | 'steps' | undefined;
  /** Last time, or number of steps. Default 100. */
  readonly until?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/**
 * Contagion on a hypergraph: susceptible nodes fall ill by their hyperedges and
 * recover.
 * @returns A column each for time and counts, one row an event or step, the first
 * at time 0; and what became of each node.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Rules: Landry and Restrepo 2020, doi:10.1063/5.0020034; with sizes 2
 * and 3 and `collective` the simplicial contagion of Iacopini et al. 2019,
 * doi:10.1038/s41467-019-10431-6. Cost: {@link spreadByEvents}, {@link spreadBySteps}.
 */
export function simulateContagion(
  hypergraph: Hypergraph,
  options: ContagionOptions,
): ContagionTrace {
  const { clock = 'continuous', recovery = 1, until = 100 } = options;
  const { edges, nodes } = hypergraph;
  const random = new Random(options.seed ?? 0);
  const infection = infectionBySize(options, clock === 'steps' ? 1 : Infinity);
  checkRate('recovery', recovery, clock === 'steps' ? 1 : Infinity);
  checkRate('until', until, Infinity);
  const input = {
    edges,
    nodes,
    infected: initialNodes(hypergraph, options, random),
    infection,
    exposure: exposureOf(options),
    recovery,
    immune: (options.model ?? 'SIR') === 'SIR',
    until,
    random,
  };
  return clock === 'continuous'
    ? spreadByEvents(input, options)
    : spreadBySteps(input, options);
}

function exposureOf({
  rule = 'individual',
  threshold = 0.5,
}: ContagionOptions): (infected: number, others: number) => number {
  checkRate('threshold', threshold, 1);
  switch (rule) {
    case 'individual':
      return (infected) => infected;
    case 'collective':
      return (infected, others) => Number(infected === others);
    case 'majority':
      return (infected, others) => Number(2 * infected > others);
    case 'threshold':
      return (infected, others) => Number(infected >= threshold * others);
  }
}

function infectionBySize(
  { infection }: ContagionOptions,
  most: number,
): (size: number) => number {
  if (typeof infection === 'number') {
    checkRate('infection', infection, most);
    return () => infection;
  }
  const known = new Map<number, number>();
  return (size) => {
    const rate = known.get(size) ?? infection(size);
    if (!known.has(size)) checkRate('infection', rate, most);
    known.set(size, rate);
    return rate;
  };
}

/** @throws PolyadError INVALID_ARGUMENT */
function initialNodes(
  { nodeCount }: Hypergraph,
  { initial = 1 }: ContagionOptions,
  random: Random,
): number[] {
  if (typeof initial === 'number') {
    checkCount('initial', initial, 0);
    const take = Math.min(initial, nodeCount);
    return drawDistinct({ start: 0, size: nodeCount, take }, random);
  }
  return distinctNodes(initial, nodeCount);
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkRate(name: string, value: number, most: number): void {
  if (value >= 0 && value <= most) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${name} is ${value}; it must be from 0 to ${most}.`,
    { [name]: value },
  );
}
