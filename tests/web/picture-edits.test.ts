import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { areaOutline, insideArea } from '../../web/bands/area.ts';
import { scenePaint } from '../../web/bands/paint-scene.ts';
import { buildScene, type Scene } from '../../web/bands/scene.ts';
import { chosenBy } from '../../web/picture/edit-actions.ts';
import {
  dualOf,
  mergeAlike,
  PLAIN_LOOK,
  turned,
  withoutHidden,
  withoutRemoved,
} from '../../web/picture/edits.ts';
import { NOTHING } from '../../web/state/selection.ts';

const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  r0: ['ada', 'bo', 'cy'],
  r1: ['ada', 'bo', 'di'],
  r2: ['di', 'ed'],
  r3: ['di', 'ed'],
};

const here: Neighbourhood = {
  s: 1,
  edge: 'r0',
  total: 4,
  shown: 4,
  edges: Object.entries(RELATIONS).map(([id, members], at) => ({
    id,
    members: [...members],
    overlap: 1,
    score: 4 - at,
    time: at,
  })),
  nodes: ['ada', 'bo', 'cy', 'di', 'ed'].map((id) => ({
    id,
    kind: null,
    degree: 1 + id.length,
  })),
  component: { size: 4 },
};

function sceneOf(neighbourhood: Neighbourhood, mergesEdges = true): Scene {
  const scene = buildScene(neighbourhood, () => 'user', 16, mergesEdges);
  if (!scene) throw new Error('no scene');
  return scene;
}

const chosen = (edges: string[], nodes: string[]) => ({
  edges: new Set(edges),
  nodes: new Set(nodes),
});

describe('removed marks', () => {
  it('are gone with what they empty, but never the open relation', () => {
    const left = withoutRemoved(here, chosen(['r0', 'r1'], ['di', 'ed']));
    expect(left.edges.map(({ id }) => id)).toEqual(['r0']);
    expect(left.nodes.map(({ id }) => id)).toEqual(['ada', 'bo', 'cy']);
    expect(withoutRemoved(here, NOTHING)).toBe(here);
  });
});

describe('hidden marks', () => {
  it('leave a scene that holds the rest as it was', () => {
    const scene = sceneOf(here);
    const shown = withoutHidden(scene, chosen(['r1'], ['cy']));
    expect(shown.bands.map(({ id }) => id)).toEqual(['r0', 'r2']);
    expect(shown.bands[0]?.members).toEqual(['ada', 'bo']);
    expect(shown.nodes.map(({ id }) => id)).toEqual(['ada', 'bo', 'di', 'ed']);
  });
});

describe('merged marks', () => {
  it('hold nodes of the very same bands, and come apart', () => {
    const merged = mergeAlike(sceneOf(here), new Set());
    expect(merged.nodes.map(({ ids }) => ids)).toEqual([
      ['ada', 'bo'],
      ['cy'],
      ['di'],
      ['ed'],
    ]);
    expect(merged.bands[0]?.members).toEqual(['ada', 'cy']);
    const apart = mergeAlike(sceneOf(here), new Set(['ada', 'bo']));
    expect(apart.nodes.length).toBe(5);
  });

  it('hold relations of the same members, unless told not to', () => {
    expect(sceneOf(here).bands.map(({ ids }) => ids.length)).toEqual([1, 1, 2]);
    expect(sceneOf(here, false).bands.length).toBe(4);
  });
});

describe('the dual', () => {
  it('of the dual is the original', () => {
    const relation = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(relation, { minLength: 1 }), (relations) => {
        const original = {
          ...here,
          edges: relations.map((members, at) => ({
            id: `r${String(at)}`,
            members,
            overlap: 0,
            score: null,
            time: null,
          })),
          nodes: [...new Set(relations.flat())].map((id) => ({
            id,
            kind: null,
            degree: 1,
          })),
        };
        const twice = dualOf(dualOf(original, 99), 99);
        const pairs = ({ edges }: Neighbourhood) =>
          edges
            .flatMap(({ id, members }) => members.map((m) => `${id} ${m}`))
            .sort();
        expect(pairs(twice)).toEqual(pairs(original));
      }),
    );
    expect(turned(turned(chosen(['a'], ['b'])))).toEqual(chosen(['a'], ['b']));
  });
});

describe('choosing without a drag', () => {
  it('takes all, the others, members, and relations', () => {
    const some = chosen(['r2'], ['ada']);
    expect(chosenBy('all', some, here).edges.size).toBe(4);
    expect([...chosenBy('reverse', some, here).edges]).toEqual([
      'r0',
      'r1',
      'r3',
    ]);
    expect([...chosenBy('members', some, here).nodes]).toEqual([
      'ada',
      'di',
      'ed',
    ]);
    expect([...chosenBy('relations', some, here).edges]).toEqual([
      'r2',
      'r0',
      'r1',
    ]);
  });
});

describe('an area', () => {
  const scene = sceneOf(here);
  const places = new Map(
    scene.nodes.map(({ id }, at) => [id, [at * 10, 5] as [number, number]]),
  );

  it('holds nodes inside, and relations with all members inside', () => {
    const box = areaOutline('box', [
      [-5, 0],
      [25, 10],
    ]);
    expect(insideArea(box, scene, places)).toEqual({
      nodes: ['ada', 'bo', 'cy'],
      edges: ['r0'],
    });
    const lasso = areaOutline('lasso', [
      [25, 0],
      [45, 0],
      [45, 10],
      [25, 10],
    ]);
    expect(insideArea(lasso, scene, places)).toEqual({
      nodes: ['di', 'ed'],
      edges: ['r2', 'r3'],
    });
    expect(areaOutline('point', [[1, 1]])).toEqual([]);
  });
});

describe('colour and size', () => {
  it('follow the statistic that was chosen', () => {
    const scene = sceneOf(here);
    const [ada, , cy] = scene.nodes;
    const plain = scenePaint(scene, PLAIN_LOOK, here);
    if (!ada || !cy) throw new Error('no nodes');
    expect(plain.tintOf(ada)).toBeNull();
    const look = {
      ...PLAIN_LOOK,
      nodeSize: 'here',
      nodeColour: 'here',
      bandColour: 'size',
    } as const;
    const painted = scenePaint(scene, look, here);
    expect(painted.sizeOf(ada)).toBeGreaterThan(painted.sizeOf(cy));
    expect(painted.tintOf(ada)).toBeGreaterThan(painted.tintOf(cy) ?? 9);
    expect(scene.bands.map(painted.shareOf)).toEqual([1, 1, 0]);
  });
});
