import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  scenarioSettings,
  textFile,
  truthFile,
  type LabelledElement,
  type ScenarioSettings,
} from '../scenario.ts';
import {
  contaminate,
  curateAll,
  fuse,
  shuffleMembers,
  type SetKinds,
} from '../set-curation.ts';
import { buildWorld } from '../set-modules.ts';

const limits = { edges: 1200, fewest: 400, planted: 0.05 };

/** Reports on one actor. */
const REPORTS_AN_ACTOR = 8;

const kinds: SetKinds = {
  padded: { share: 0.45, plant: contaminate },
  invented: { share: 0.3, plant: shuffleMembers },
  blended: { share: 0.25, plant: fuse },
};

interface Report extends LabelledElement {
  readonly members: readonly string[];
}

/**
 * Reports on intrusions as a STIX 2.1 bundle: campaigns and the techniques they
 * use. Numbers of campaigns (`C0001`) are the ids of hyperedges.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateAttack(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return [
    textFile('events.stix.json', () => bundle(reports(settings))),
    truthFile(() => reports(settings)),
  ];
}

function reports(settings: ScenarioSettings): Report[] {
  const { edges, seed } = settings;
  let last = 1000;
  const world = buildWorld(Math.ceil(edges / REPORTS_AN_ACTOR), seed, {
    names: (_, count) =>
      Array.from({ length: count }, () => `T${String(++last)}`),
    moduleName: (_, number) => `actor ${String(number)}`,
    modulesAFamily: 5,
    family: [18, 36],
    size: [4, 11, 60],
    spread: 0.5,
    hubs: 8,
  });
  return curateAll(world, kinds, settings).map(({ members, scenario }, i) => ({
    id: `C${String(i + 1).padStart(4, '0')}`,
    members,
    scenario,
  }));
}

function* bundle(all: readonly Report[]): Generator<string> {
  yield `{"type":"bundle","id":"bundle--${uuid(0, 0)}","objects":[\n`;
  const techniques = [...new Set(all.flatMap(({ members }) => members))].sort();
  const numbers = new Map(techniques.map((name, number) => [name, number]));
  let separator = '';
  for (const [number, name] of techniques.entries()) {
    yield separator + named('attack-pattern', uuid(1, number), name);
    separator = ',\n';
  }
  let relation = 0;
  for (const [number, { id, members }] of all.entries()) {
    yield separator + named('campaign', uuid(2, number), id);
    for (const member of members) {
      yield (
        separator +
        JSON.stringify({
          type: 'relationship',
          spec_version: '2.1',
          id: `relationship--${uuid(3, relation++)}`,
          created: '2026-05-04T00:00:00.000Z',
          modified: '2026-05-04T00:00:00.000Z',
          relationship_type: 'uses',
          source_ref: `campaign--${uuid(2, number)}`,
          target_ref: `attack-pattern--${uuid(1, numbers.get(member) ?? 0)}`,
        })
      );
    }
  }
  yield '\n]}\n';
}

function named(type: string, id: string, number: string): string {
  return JSON.stringify({
    type,
    spec_version: '2.1',
    id: `${type}--${id}`,
    created: '2026-05-04T00:00:00.000Z',
    modified: '2026-05-04T00:00:00.000Z',
    name: `${type === 'campaign' ? 'Campaign' : 'Technique'} ${number}`,
    external_references: [
      { source_name: 'mitre-simulated', external_id: number },
    ],
  });
}

function uuid(kind: number, number: number): string {
  return `0000000${String(kind)}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
