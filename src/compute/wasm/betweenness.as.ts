import { get, NONE, set } from './memory.as';

/** Brandes' sums over a stored graph, chunks of sources. */
@unmanaged
export class BetweennessWork {
  /** Symmetric adjacency, u32[vertices + 1] and u32[2 · links]. */
  offsets: usize;
  neighbors: usize;
  /** u32[threads]: a `BetweennessThread` each. */
  threads: usize;
  /** u32[chunks of a phase]: f64[vertices] each, added to. */
  scores: usize;
  /** As `scores`, for squares of what each source adds; 0 where none are wanted. */
  squares: usize;
  /** u32[items of a phase]: the vertex to start from for each; 0 for all, in order. */
  sources: usize;
}

/** One thread's scratch. */
@unmanaged
export class BetweennessThread {
  /** Level (u32) and number of shortest paths (f64 at byte 8) of each vertex; NONE and 0. */
  vertices: usize;
  /** f64[vertices]: (1 + dependency) / paths. */
  shares: usize;
  /** u32[vertices + 1]. */
  order: usize;
  /** u32[vertices]: end in `successors` of each vertex in order. */
  ends: usize;
  /** u32[links + 1]. */
  successors: usize;
}

export function betweennessChunk(
  work: BetweennessWork,
  chunk: u32,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const own = changetype<BetweennessThread>(<usize>get(work.threads, thread));
  const scores = <usize>get(work.scores, chunk);
  const squares: usize =
    work.squares == 0 ? 0 : <usize>get(work.squares, chunk);
  for (let item = from; item < to; item++) {
    const source = work.sources == 0 ? item : get(work.sources, item);
    if (get(work.offsets, source) == get(work.offsets, source + 1)) continue;
    const reached = countPaths(work, source, own);
    gather(reached, scores, squares, own);
  }
}

/** Levels and shortest paths from one vertex, without a branch on what is met. */
function countPaths(
  work: BetweennessWork,
  source: u32,
  own: BetweennessThread,
): u32 {
  const vertices = own.vertices;
  const first = vertices + ((<usize>source) << 4);
  store<u32>(first, 0);
  store<f64>(first, 1, 8);
  set(own.order, 0, source);
  let reached: u32 = 1;
  let successor = own.successors;
  for (let next: u32 = 0; next < reached; next++) {
    const vertex = get(own.order, next);
    const record = vertices + ((<usize>vertex) << 4);
    const level = load<u32>(record) + 1;
    const paths = load<f64>(record, 8);
    let at = work.neighbors + ((<usize>get(work.offsets, vertex)) << 2);
    const end = work.neighbors + ((<usize>get(work.offsets, vertex + 1)) << 2);
    for (; at < end; at += 4) {
      const other = load<u32>(at);
      const met = vertices + ((<usize>other) << 4);
      const known = load<u32>(met);
      const isNew = known == NONE;
      const isNext = isNew || known == level;
      store<u32>(met, select<u32>(level, known, isNew));
      store<f64>(met, load<f64>(met, 8) + select<f64>(paths, 0, isNext), 8);
      set(own.order, reached, other);
      reached += u32(isNew);
      store<u32>(successor, other);
      successor += (<usize>isNext) << 2;
    }
    set(own.ends, next, <u32>(successor >> 2));
  }
  return reached;
}

/** Farthest first: each vertex gathers its dependency from its successors. */
function gather(
  reached: u32,
  scores: usize,
  squares: usize,
  own: BetweennessThread,
): void {
  const shares = own.shares;
  for (let next = reached - 1; next > 0; next--) {
    const vertex = get(own.order, next);
    const end = (<usize>get(own.ends, next)) << 2;
    let share: f64 = 0;
    for (let at = (<usize>get(own.ends, next - 1)) << 2; at < end; at += 4) {
      share += load<f64>(shares + ((<usize>load<u32>(at)) << 3));
    }
    const record = own.vertices + ((<usize>vertex) << 4);
    const paths = load<f64>(record, 8);
    const dependency = paths * share;
    const score = scores + ((<usize>vertex) << 3);
    store<f64>(score, load<f64>(score) + dependency);
    if (squares != 0) {
      const square = squares + ((<usize>vertex) << 3);
      store<f64>(square, load<f64>(square) + dependency * dependency);
    }
    store<f64>(shares + ((<usize>vertex) << 3), (1 + dependency) / paths);
    store<u32>(record, NONE);
    store<f64>(record, 0, 8);
  }
  const first = own.vertices + ((<usize>get(own.order, 0)) << 4);
  store<u32>(first, NONE);
  store<f64>(first, 0, 8);
}
