import { seededStream } from '../seeded-stream.ts';
import { writeBeacon, writeInsider } from './intrusion-inside.ts';
import { writeLateral, writeServiceMisuse } from './intrusion-inside.ts';
import { writeSpraying, writeStuffing } from './intrusion-passwords.ts';
import type { WriteIntrusion } from './intrusion.ts';
import { SCENARIOS, type Emit, type Scenario } from './log-on.ts';
import type { Organisation } from './organisation.ts';

/** How a kind of intrusion is planted. */
interface IntrusionKind {
  /** Share of all planted log-ons; the shares add up to 1. */
  readonly share: number;
  /** Log-ons of one intrusion at most; more are spread over several. */
  readonly most: number;
  readonly write: WriteIntrusion;
}

const KINDS: Record<Scenario, IntrusionKind> = {
  stuffing: { share: 0.32, most: 60, write: writeStuffing },
  spraying: { share: 0.16, most: 40, write: writeSpraying },
  lateral: { share: 0.2, most: 12, write: writeLateral },
  insider: { share: 0.14, most: 14, write: writeInsider },
  beacon: { share: 0.1, most: 24, write: writeBeacon },
  'service-misuse': { share: 0.08, most: 5, write: writeServiceMisuse },
};

/** Intrusions to write, all at once: `anomalies` log-ons exactly. */
export function writeIntrusions(
  organisation: Organisation,
  anomalies: number,
  emit: Emit,
): void {
  for (const [scenario, count] of plantedCounts(anomalies)) {
    const { most, write } = KINDS[scenario];
    const intrusions = Math.ceil(count / most);
    for (let i = 0; i < intrusions; i++) {
      const size =
        Math.floor((count * (i + 1)) / intrusions) -
        Math.floor((count * i) / intrusions);
      const label = `${scenario} ${String(i)}`;
      const random = seededStream(organisation.seed, label);
      write({ organisation, size, random }, emit);
    }
  }
}

/**
 * How many log-ons of each kind are planted: shares rounded so that they add
 * up to `anomalies`.
 */
export function plantedCounts(anomalies: number): Map<Scenario, number> {
  const counts = new Map<Scenario, number>();
  let share = 0;
  let given = 0;
  for (const scenario of SCENARIOS) {
    share += KINDS[scenario].share;
    const upToHere = Math.round(share * anomalies);
    counts.set(scenario, upToHere - given);
    given = upToHere;
  }
  return counts;
}
