import { describe, expect, it } from 'vitest';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { liftedBy } from '../../web/bands/lifting.ts';
import { nearestInDirection, type Stop } from '../../web/bands/nearest.ts';
import { buildScene, MOST_NODES, type Scene } from '../../web/bands/scene.ts';

const edge = (id: string, members: string[], score: number | null = null) => ({
  id,
  members,
  overlap: 1,
  score,
  time: null,
});
const around = (edges: Neighbourhood['edges']): Neighbourhood => ({
  s: 1,
  edge: 'open',
  total: edges.length,
  shown: edges.length,
  edges,
  nodes: [...new Set(edges.flatMap(({ members }) => members))].map((id) => ({
    id,
    kind: 'host',
    degree: 2,
  })),
  component: { size: edges.length },
});
const lookOf = () => 'host' as const;

function sceneOf(...request: Parameters<typeof buildScene>): Scene {
  const scene = buildScene(...request);
  if (!scene) throw new Error('too large');
  return scene;
}

describe('a scene of bands', () => {
  it('draws relations with the same members once, the strongest for all', () => {
    const { bands } = sceneOf(
      around([
        edge('open', ['a', 'b']),
        edge('x', ['b', 'c'], 1),
        edge('y', ['c', 'b'], 3),
        edge('z', ['b', 'c'], null),
      ]),
      lookOf,
      16,
    );
    expect(bands.map(({ id, ids }) => [id, ids])).toEqual([
      ['open', ['open']],
      ['y', ['x', 'y', 'z']],
    ]);
    expect(bands[1]!.score).toBe(3);
  });

  it('keeps the open relation apart from its twins', () => {
    const { bands } = sceneOf(
      around([edge('open', ['a', 'b']), edge('twin', ['b', 'a'])]),
      lookOf,
      16,
    );
    expect(bands.map(({ id, isOpen }) => [id, isOpen])).toEqual([
      ['open', true],
      ['twin', false],
    ]);
  });

  it('names nodes without the kind before their id', () => {
    const { nodes } = sceneOf(
      around([edge('open', ['host:web-1', 'other'])]),
      lookOf,
      16,
    );
    expect(nodes.map(({ name, isOpen }) => [name, isOpen])).toEqual([
      ['web-1', true],
      ['other', true],
    ]);
  });

  it('leaves out what would go beyond its most nodes', () => {
    const many = Array.from({ length: MOST_NODES }, (_, k) => `n${String(k)}`);
    const { bands, nodes } = sceneOf(
      around([
        edge('open', ['a']),
        edge('huge', many),
        edge('small', ['a', 'b']),
      ]),
      lookOf,
      16,
    );
    expect(bands.map(({ id }) => id)).toEqual(['open', 'small']);
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the number of bands', () => {
  it('is none where the open relation alone is too large', () => {
    const many = Array.from({ length: 201 }, (_, k) => String(k));
    expect(buildScene(around([edge('open', many)]), lookOf, 16)).toBeNull();
    expect(
      buildScene(around([edge('open', many.slice(1))]), lookOf, 16),
    ).not.toBeNull();
  });

  const relations = [
    edge('open', ['a', 'b']),
    ...['c', 'd', 'e'].map((node) => edge(node, ['a', node])),
    edge('again', ['c', 'a']),
  ];

  it('is held to the most, but twins of drawn bands still count', () => {
    const { bands, nodes } = sceneOf(around(relations), lookOf, 2);
    expect(bands.map(({ ids }) => ids)).toEqual([['open'], ['c', 'again']]);
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('lifting', () => {
  const scene = sceneOf(
    around([
      edge('open', ['a', 'b']),
      edge('x', ['b', 'c'], 2),
      edge('y', ['b', 'c'], 1),
    ]),
    lookOf,
    16,
  );

  it('lifts the bands of a node', () => {
    const lifted = liftedBy(scene, { type: 'node', id: 'c' });
    expect([...lifted!.bands]).toEqual(['x']);
    expect([...lifted!.nodes]).toEqual(['c']);
  });

  it('lifts the members of a relation, also of one that is drawn by another', () => {
    const lifted = liftedBy(scene, { type: 'edge', id: 'y' });
    expect([...lifted!.bands]).toEqual(['x']);
    expect([...lifted!.nodes]).toEqual(['b', 'c']);
  });

  it('lifts nothing for what is not drawn', () => {
    expect(liftedBy(scene, null)).toBeNull();
    expect(liftedBy(scene, { type: 'node', id: 'zz' })).toBeNull();
  });
});

describe('walking by arrow keys', () => {
  const stop = (id: string, x: number, y: number): Stop => ({
    item: { type: 'node', id },
    place: [x, y],
  });
  const stops = [
    stop('centre', 0, 0),
    stop('right', 50, 5),
    stop('farRight', 120, 0),
    stop('below', 3, 40),
  ];
  const from = { type: 'node', id: 'centre' } as const;

  it('goes to the nearest in the direction', () => {
    expect(nearestInDirection(stops, from, [1, 0])?.id).toBe('right');
    expect(nearestInDirection(stops, from, [0, 1])?.id).toBe('below');
  });

  it('stays where nothing lies that way', () => {
    expect(nearestInDirection(stops, from, [-1, 0])).toBeNull();
    const gone = { type: 'node', id: 'gone' } as const;
    expect(nearestInDirection(stops, gone, [1, 0])).toBeNull();
  });
});
