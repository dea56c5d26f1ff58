import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import type { NodeStatistic, PictureLook } from '../picture/edits.ts';
import type { Band, Scene, SceneNode } from './scene.ts';

const PLAIN_SIZE = { open: 7, other: 6 };
const SIZES = { least: 4.5, most: 11 };

/** How marks of a scene look, by the statistics that were chosen. */
export interface ScenePaint {
  /** Half a mark's height, pixels. */
  readonly sizeOf: (node: SceneNode) => number;
  /** Step 0 to 6 of the colour scale; null for the colour of its kind. */
  readonly tintOf: (node: SceneNode) => number | null;
  /** 0 to 1 for a band; null for its own score. */
  readonly shareOf: (band: Band) => number | null;
}

/** Colours and sizes by degree, by relations in the picture, by size or by time. */
export function scenePaint(
  scene: Scene,
  look: PictureLook,
  neighbourhood: Pick<Neighbourhood, 'edges'>,
): ScenePaint {
  const here = new Map<string, number>();
  for (const { members } of scene.bands) {
    for (const id of members) here.set(id, (here.get(id) ?? 0) + 1);
  }
  const valueOf = (node: SceneNode, by: NodeStatistic) =>
    by === 'degree' ? node.degree : (here.get(node.id) ?? 0);
  const share = (by: NodeStatistic) => {
    const most = Math.max(1, ...scene.nodes.map((node) => valueOf(node, by)));
    return (node: SceneNode) =>
      Math.log1p(valueOf(node, by)) / Math.log1p(most);
  };
  const [bySize, byColour] = [share(look.nodeSize), share(look.nodeColour)];
  const shareOf = bandShare(scene, look, neighbourhood);
  return {
    sizeOf: (node) => {
      if (look.nodeSize === 'none') {
        const many = Math.min(4, Math.log2(node.ids.length));
        return (node.isOpen ? PLAIN_SIZE.open : PLAIN_SIZE.other) + many;
      }
      return SIZES.least + (SIZES.most - SIZES.least) * bySize(node);
    },
    tintOf: (node) =>
      look.nodeColour === 'none'
        ? null
        : Math.min(6, 2 + Math.floor(byColour(node) * 4.999)),
    shareOf,
  };
}

function bandShare(
  scene: Scene,
  { bandColour }: PictureLook,
  { edges }: Pick<Neighbourhood, 'edges'>,
): ScenePaint['shareOf'] {
  if (bandColour === 'score') return () => null;
  const times = new Map(edges.map(({ id, time }) => [id, time]));
  const valueOf = ({ id, members }: Band) =>
    bandColour === 'size' ? members.length : (times.get(id) ?? 0);
  const values = scene.bands.map(valueOf);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (band) => (high > low ? (valueOf(band) - low) / (high - low) : 0.5);
}
