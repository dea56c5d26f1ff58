import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import { groupedLevel, type PartLevel } from './part-levels.ts';
import { PartMoves, renumbered, type WorkMeter } from './part-moves.ts';
import type { PartObjective } from './part-objectives.ts';

/** What is sought. */
export interface PartitionSearch {
  readonly level: PartLevel;
  readonly objective: PartObjective;
  /** By which parts are split into blocks that then move as one. */
  readonly blockObjective: PartObjective;
  readonly random: Random;
  /** Where to begin. Default: every vertex alone. */
  readonly start?: Uint32Array | undefined;
  readonly meter?: WorkMeter | undefined;
}

/**
 * Leiden-style search: vertices move; each part splits into blocks; blocks, begun
 * in their parts, move as vertices of the next level; and so on, until blocks are
 * parts and none gains.
 * @returns Part of each vertex, from 0.
 * @throws PolyadError CANCELLED
 * @remarks Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z, for any
 * objective of part counts. Time near O(incidences · rounds) in practice.
 */
export function searchPartition(
  search: PartitionSearch,
  options: LoopOptions = {},
): Uint32Array {
  const { objective, blockObjective, random } = search;
  const watch = new LoopWatch(1, options);
  let { level } = search;
  let parts =
    search.start ??
    Uint32Array.from({ length: level.vertexCount }, (_, v) => v);
  let vertexOf = Uint32Array.from({ length: level.vertexCount }, (_, v) => v);
  for (;;) {
    const moves = new PartMoves(level, objective, parts, search.meter);
    moves.improve(random, watch);
    const found = renumbered(moves.parts);
    parts = found.parts;
    if (found.count === level.vertexCount) break;
    const blocks = splitIntoBlocks(
      { ...search, level, objective: blockObjective, start: parts },
      watch,
    );
    const groups = blocks.count < level.vertexCount ? blocks : found;
    level = groupedLevel(level, groups.parts, groups.count);
    const next = new Uint32Array(groups.count);
    groups.parts.forEach((group, v) => (next[group] = parts[v]!));
    vertexOf = vertexOf.map((v) => groups.parts[v]!);
    parts = next;
  }
  return renumbered(vertexOf.map((v) => parts[v]!)).parts;
}

function splitIntoBlocks(
  { level, objective, random, start, meter }: PartitionSearch,
  watch: LoopWatch,
): { parts: Uint32Array; count: number } {
  const alone = Uint32Array.from({ length: level.vertexCount }, (_, v) => v);
  const moves = new PartMoves(level, objective, alone, meter);
  moves.improve(random, watch, { parents: start ?? alone });
  return renumbered(moves.parts);
}

/** How {@link shakeHyperedges} goes. */
export interface Shaking {
  readonly random: Random;
  /** Hyperedges to try. */
  readonly trials: number;
  /** Larger hyperedges are not tried. */
  readonly maxSize: number;
  /** Ends it when so much work is done. */
  readonly meter: WorkMeter;
  readonly maxWork: number;
}

/**
 * Moves all vertices of a random hyperedge to the part of one of them (or an
 * empty one), lets what is around settle by single moves, and keeps that if
 * the objective gained: single moves alone get stuck where a hyperedge counts only
 * by its majority.
 * @returns What was gained; `parts` of `moves` has the result.
 * @throws PolyadError CANCELLED
 */
export function shakeHyperedges(
  moves: PartMoves,
  { random, trials, maxSize, meter, maxWork }: Shaking,
  options: LoopOptions = {},
): number {
  const { level } = moves;
  const watch = new LoopWatch(trials, options);
  let gained = 0;
  for (let trial = 0; trial < trials && level.sizes.length > 0; trial++) {
    const row = random.int(level.sizes.length);
    const members = level.members.subarray(
      level.offsets[row],
      level.offsets[row + 1],
    );
    watch.step(trial, 8);
    if (meter.work > maxWork) break;
    if (members.length > maxSize) continue;
    const donor = random.int(members.length + 1);
    const target =
      donor < members.length ? moves.parts[members[donor]!]! : moves.emptyPart;
    if (target < 0 || members.every((v) => moves.parts[v] === target)) continue;
    moves.mark();
    let gain = 0;
    for (const v of members) {
      gain += moves.gainOf(v, target);
      moves.move(v, target);
    }
    gain += moves.improve(random, watch, { start: members });
    if (gain > 1e-12) gained += gain;
    else moves.undo();
  }
  watch.finish();
  return gained;
}
