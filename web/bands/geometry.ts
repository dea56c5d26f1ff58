import { countEnclosures, type EnclosureCount } from './enclosures.ts';
import { LabelField, type Box, type PlacedLabel } from './labels.ts';
import { alongOutline, bandOutline, type Point } from './outline.ts';
import { ringLevels, ringRadii, type RingSizes } from './ring-levels.ts';
import type { Scene } from './scene.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Outlines for a scene whose nodes have places. */
export interface Outlines {
  /** One a band, in the scene's order. */
  readonly bands: readonly Point[][];
  /** Band indices, back to front: large first, the open one last. */
  readonly order: readonly number[];
  readonly enclosures: EnclosureCount;
}

/** Outlines of every band for the given places, and how far they mislead. */
export function outlineScene(
  scene: Scene,
  places: ReadonlyMap<string, Point>,
  rings: RingSizes,
): Outlines {
  const radii = ringRadii(ringLevels(scene.bands), rings);
  const bands = scene.bands.map((band, index) =>
    bandOutline(
      band.members.map((node, at) => {
        const [x, y] = places.get(node) ?? [0, 0];
        return { x, y, radius: radii[index]?.[at] ?? rings.inner };
      }),
    ),
  );
  const order = scene.bands.map((_, index) => index);
  order.sort((a, b) => {
    const [first, second] = [scene.bands[a], scene.bands[b]];
    if (!first || !second) return 0;
    return (
      Number(first.isOpen) - Number(second.isOpen) ||
      second.members.length - first.members.length
    );
  });
  const members = scene.bands.map((band) => band.members);
  return { bands, order, enclosures: countEnclosures(bands, members, places) };
}

/** How wide texts are: the caller knows the fonts. */
export interface TextWidths {
  readonly node: (text: string, isOpen: boolean) => number;
  readonly band: (text: string, isOpen: boolean) => number;
}

export interface SceneLabels {
  readonly nodes: readonly PlacedLabel[];
  readonly bands: readonly PlacedLabel[];
}

/**
 * Places names: members of the open relation first, then other nodes by
 * degree, then bands from front to back.
 * @param taken - Boxes to keep off besides the marks.
 */
export function labelScene(
  scene: Scene,
  places: ReadonlyMap<string, Point>,
  outlines: Outlines,
  options: {
    readonly size: PictureSize;
    readonly taken: readonly Box[];
    readonly widths: TextWidths;
    readonly bandName: (band: number) => string;
    /** Where there is little room, only the open band has a name. */
    readonly onlyOpenBand: boolean;
  },
): SceneLabels {
  const marks = scene.nodes.map(({ id }) => boxRound(places.get(id)));
  const field = new LabelField(
    options.size,
    outlines.bands.map((outline) => alongOutline(outline, 5)),
    [...marks, ...options.taken],
  );
  const ordered = [...scene.nodes].sort(
    (a, b) => Number(b.isOpen) - Number(a.isOpen) || b.degree - a.degree,
  );
  const nodes = ordered.flatMap(({ id, ids, name, isOpen: chosen }) => {
    const text = ids.length > 1 ? `${name} ×${String(ids.length)}` : name;
    const [x, y] = places.get(id) ?? [0, 0];
    const width = options.widths.node(text, chosen);
    return field.placeNode({ id, x, y, text, chosen }, width) ?? [];
  });
  const bands = [...outlines.order].reverse().flatMap((band) => {
    const { id = '', isOpen: chosen = false } = scene.bands[band] ?? {};
    if (options.onlyOpenBand && !chosen) return [];
    const text = options.bandName(band);
    const width = options.widths.band(text, chosen);
    return field.placeBand({ id, text, chosen, band }, width) ?? [];
  });
  return { nodes, bands };
}

function boxRound(place: Point | undefined): Box {
  const [x, y] = place ?? [0, 0];
  return { x: x - 10, y: y - 10, width: 20, height: 20 };
}
