import { GroupWork, LogWork, groupChunk, logChunk } from './pair-index.as';
import { OverlapWork, overlapChunk } from './overlap-rows.as';
import {
  UniteWork,
  uniteMembersChunk,
  uniteByPairsChunk,
} from './components.as';
import {
  MotifWork,
  degreeChunk,
  outwardChunk,
  triangleChunk,
} from './motifs.as';
import { BetweennessWork, betweennessChunk } from './betweenness.as';
import { ToplexWork, containChunk, noteChunk } from './toplexes.as';

/** Runs chunk `chunk`, the items [from, to), of the task that the host's `tasks.ts` numbers alike. */
export function runChunk(
  task: u32,
  work: usize,
  chunk: u32,
  from: u32,
  to: u32,
  thread: u32,
): void {
  switch (task) {
    case 0:
      groupChunk(changetype<GroupWork>(work), chunk, from, to, thread);
      break;
    case 1:
      logChunk(changetype<LogWork>(work), from, to);
      break;
    case 2:
      overlapChunk(changetype<OverlapWork>(work), from, to, thread);
      break;
    case 3:
      uniteMembersChunk(changetype<UniteWork>(work), from, to, thread);
      break;
    case 4:
      uniteByPairsChunk(changetype<UniteWork>(work), from, to, thread);
      break;
    case 5:
      degreeChunk(changetype<MotifWork>(work), from, to, thread);
      break;
    case 6:
      outwardChunk(changetype<MotifWork>(work), from, to, thread);
      break;
    case 7:
      triangleChunk(changetype<MotifWork>(work), from, to, thread);
      break;
    case 8:
      betweennessChunk(
        changetype<BetweennessWork>(work),
        chunk,
        from,
        to,
        thread,
      );
      break;
    case 9:
      noteChunk(changetype<ToplexWork>(work), from, to);
      break;
    case 10:
      containChunk(changetype<ToplexWork>(work), from, to, thread);
      break;
  }
}
