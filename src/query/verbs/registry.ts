import type { Call } from '../syntax/syntax-tree.ts';
import { faultAt, type Scope } from '../evaluation/scope.ts';
import type { PreparedStage } from '../stages/prepared-stage.ts';
import { compareVerb, restrictVerb } from './compare.ts';
import { enrichVerb, similarVerb } from './enrich.ts';
import { beaconsVerb, gapsVerb } from './events.ts';
import {
  colocateVerb,
  convoysVerb,
  deviationsVerb,
  rendezvousVerb,
  routineVerb,
  staysVerb,
} from './places.ts';
import { sampleVerb } from './sample.ts';
import { reasonsVerb, scoreVerb } from './score.ts';
import {
  centralityVerb,
  communitiesVerb,
  componentsVerb,
  dualVerb,
  motifsVerb,
  neighborsVerb,
  toplexesVerb,
} from './structure.ts';
import { timelineVerb } from './timeline.ts';
import { VerbCall, type Verb } from './verb.ts';
import { reachVerb, walkVerb } from './walks.ts';

/** Every verb by its name. */
export const VERBS: Readonly<Record<string, Verb>> = {
  sample: sampleVerb,
  timeline: timelineVerb,
  dual: dualVerb,
  toplexes: toplexesVerb,
  components: componentsVerb,
  neighbors: neighborsVerb,
  centrality: centralityVerb,
  communities: communitiesVerb,
  motifs: motifsVerb,
  enrich: enrichVerb,
  similar: similarVerb,
  beacons: beaconsVerb,
  gaps: gapsVerb,
  stays: staysVerb,
  colocate: colocateVerb,
  routine: routineVerb,
  deviations: deviationsVerb,
  rendezvous: rendezvousVerb,
  convoys: convoysVerb,
  walk: walkVerb,
  reach: reachVerb,
  score: scoreVerb,
  reasons: reasonsVerb,
  compare: compareVerb,
  restrict: restrictVerb,
};

/**
 * Makes a verb ready.
 * @throws PolyadError INVALID_ARGUMENT for an unknown verb or other arguments
 */
export function prepareVerb(call: Call, scope: Scope): PreparedStage {
  const verb = Object.hasOwn(VERBS, call.name) ? VERBS[call.name] : undefined;
  if (verb) return verb.prepare(new VerbCall(call, verb, scope));
  const known = Object.keys(VERBS);
  throw faultAt(scope, call, {
    problem: `there is no verb ${call.name}`,
    expected: `one of ${known.join(', ')}`,
    written: call.name,
    known,
  });
}
