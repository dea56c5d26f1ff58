import { drag } from 'd3-drag';
import { select, type Selection as D3Selection } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomTransform } from 'd3-zoom';
import { narrow } from '../state/narrow.ts';
import type { ChooseMode, Item, Selection } from '../state/selection.ts';
import { areaOutline, insideArea, type AreaMode } from './area.ts';
import { BandPainter } from './band-painter.ts';
import type { EnclosureCount } from './enclosures.ts';
import { labelScene, outlineScene, type PictureSize } from './geometry.ts';
import { nearestInDirection } from './nearest.ts';
import type { Box } from './labels.ts';
import { outlinePath, type Point } from './outline.ts';
import type { PictureWords } from './picture-words.ts';
import { NARROW_RINGS, WIDE_RINGS } from './ring-levels.ts';
import type { Scene } from './scene.ts';
import { bandFont, nodeFont } from './fonts.ts';
import { textWidth } from '../frame/text-width.ts';

/** What the picture reports; it changes nothing by itself. */
export interface PictureEvents {
  readonly onChoose: (item: Item, mode: ChooseMode) => void;
  readonly onOpen: (edge: string) => void;
  readonly onTakeApart: (node: string) => void;
  readonly onClear: () => void;
  readonly onHover: (item: Item | null) => void;
  /** An area was drawn; it holds these. */
  readonly onArea: (
    inside: { edges: string[]; nodes: string[] },
    isAdding: boolean,
  ) => void;
  readonly onPins: (pins: ReadonlyMap<string, Point>) => void;
  readonly onEnclosures: (count: EnclosureCount) => void;
}

const MOVE_MS = 220;
const NUDGE = 10;
/** Nodes cannot be dragged nearer to the picture's edge, pixels. */
const EDGE = 20;

/**
 * The interactive picture of bands in one SVG element. Zooming moves the nodes
 * apart and recomputes the bands, so marks, rings and text keep their size and
 * a tangle opens up.
 */
export class BandPicture {
  readonly #svg: D3Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #events: PictureEvents;
  readonly #painter: BandPainter;
  readonly #zoom = zoom<SVGSVGElement, unknown>().scaleExtent([0.5, 8]);
  #transform: ZoomTransform = zoomIdentity;
  #scene: Scene | null = null;
  #words: PictureWords | null = null;
  #places = new Map<string, Point>();
  readonly #pins = new Map<string, Point>();
  #size: PictureSize = { width: 0, height: 0 };
  #frame = 0;
  #area: AreaMode = 'point';
  #textSize = 12;

  constructor(element: SVGSVGElement, events: PictureEvents) {
    this.#svg = select(element);
    this.#events = events;
    this.#painter = new BandPainter(element, {
      ...events,
      onArrow: (from, direction) => this.#walk(from, direction),
      onNudge: (node, direction) => this.#nudge(node, direction),
    });
    this.#zoom
      .filter(
        (event: Event) =>
          allowsZoom(event) &&
          (this.#area === 'point' || event instanceof WheelEvent),
      )
      .on('zoom', ({ transform }: { transform: ZoomTransform }) => {
        this.#transform = transform;
        this.#redraw(true);
      });
    this.#svg.call(this.#zoom).on('dblclick.zoom', null);
    this.#svg.on('click', ({ target }: Event) => {
      if (target === element && this.#area === 'point') events.onClear();
    });
    this.#listenForAreas(element);
  }

  /** What a drag on the ground does from now on. */
  setArea(mode: AreaMode): void {
    this.#area = mode;
    this.#svg.classed('area', mode !== 'point');
  }

  /** Size of names, pixels; labels are placed anew. */
  setTextSize(size: number): void {
    if (size === this.#textSize) return;
    this.#textSize = size;
    this.#redraw(true);
  }

  /** Places of all nodes, in the layout's coordinates. */
  get places(): ReadonlyMap<string, Point> {
    return this.#places;
  }

  get pins(): ReadonlyMap<string, Point> {
    return this.#pins;
  }

  get isNarrow(): boolean {
    return this.#size.width < 480;
  }

  /**
   * Shows a scene. Nodes that were there before move to their new places;
   * under reduced motion they jump.
   */
  show(
    scene: Scene,
    places: ReadonlyMap<string, Point>,
    words: PictureWords,
    size: PictureSize,
  ): void {
    const before = this.#places;
    const isSameFocus = this.#scene?.focus === scene.focus;
    this.#scene = scene;
    this.#words = words;
    this.#size = size;
    this.#painter.adopt(scene, words);
    this.#attachDrag();
    if (!isSameFocus) this.#resetZoom();
    this.#moveTo(before, places);
  }

  /** Draws the same places with other marks: some hidden, or other looks. */
  repaint(scene: Scene, words: PictureWords): void {
    this.#scene = scene;
    this.#words = words;
    this.#painter.adopt(scene, words);
    this.#attachDrag();
    this.#redraw(true);
  }

  /** Marks what is chosen and lifts what is hovered, without moving anything. */
  mark(selection: Selection, hover: Item | null): void {
    this.#painter.mark(selection, hover, this.#size);
  }

  zoomBy(factor: number): void {
    this.#zoom.scaleBy(this.#svg, factor);
  }

  fit(): void {
    this.#zoom.transform(this.#svg, zoomIdentity);
  }

  /** Pins the nodes where they are; releases them if all of them are pinned. */
  togglePins(nodes: Iterable<string>): void {
    const list = [...nodes].filter((node) => this.#places.has(node));
    const release = list.every((node) => this.#pins.has(node));
    for (const node of list) {
      const place = this.#places.get(node);
      if (release) this.#pins.delete(node);
      else if (place) this.#pins.set(node, place);
    }
    this.#pinsChanged();
  }

  /** Takes over pins from outside, such as those before an undo. */
  setPins(pins: ReadonlyMap<string, Point>): void {
    const isSameSet =
      pins.size === this.#pins.size &&
      [...pins].every(([node, place]) => isSame(this.#pins.get(node), place));
    if (isSameSet) return;
    this.#pins.clear();
    for (const [node, place] of pins) {
      this.#pins.set(node, place);
      if (this.#places.has(node)) this.#places.set(node, place);
    }
    if (this.#scene) this.#redraw(true);
  }

  releasePins(): void {
    this.#pins.clear();
    this.#pinsChanged();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#svg.on('.zoom', null).on('.area', null).on('click', null);
  }

  #listenForAreas(element: SVGSVGElement): void {
    const outline = this.#svg.append('path').attr('class', 'area-outline');
    let drawn: Point[] | null = null;
    const placeOf = (event: PointerEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const draw = () =>
      outline.attr('d', outlinePath(areaOutline(this.#area, drawn ?? [])));
    this.#svg
      .on('pointerdown.area', (event: PointerEvent) => {
        if (this.#area === 'point' || event.button !== 0) return;
        drawn = [placeOf(event)];
        element.setPointerCapture(event.pointerId);
      })
      .on('pointermove.area', (event: PointerEvent) => {
        if (!drawn) return;
        drawn.push(placeOf(event));
        draw();
      })
      .on('pointerup.area', (event: PointerEvent) => {
        if (!drawn || !this.#scene) return;
        const ring = areaOutline(this.#area, drawn);
        const inside = insideArea(ring, this.#scene, this.#drawn());
        if (drawn.length > 3) this.#events.onArea(inside, event.shiftKey);
        drawn = null;
        draw();
      });
  }

  /** Where nodes are drawn. */
  #drawn(): Map<string, Point> {
    const drawn = new Map<string, Point>();
    for (const [node, place] of this.#places) {
      drawn.set(node, this.#transform.apply(place));
    }
    return drawn;
  }

  #resetZoom(): void {
    this.#transform = zoomIdentity;
    const node = this.#svg.node();
    if (node) Object.assign(node, { __zoom: zoomIdentity });
  }

  #moveTo(before: Map<string, Point>, after: ReadonlyMap<string, Point>): void {
    cancelAnimationFrame(this.#frame);
    const isStill =
      matchMedia('(prefers-reduced-motion: reduce)').matches ||
      ![...after.keys()].some((node) => before.has(node));
    if (isStill) {
      this.#places = new Map(after);
      this.#redraw(true);
      return;
    }
    const start = performance.now();
    const tick = (now: number) => {
      const share = Math.min(1, (now - start) / MOVE_MS);
      const eased = 1 - (1 - share) ** 3;
      this.#places = new Map(
        [...after].map(([node, to]) => [
          node,
          between(before.get(node), to, eased),
        ]),
      );
      this.#redraw(share === 1);
      if (share < 1) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  /** Recomputes outlines, and labels unless things are still moving. */
  #redraw(withLabels: boolean): void {
    const scene = this.#scene;
    const words = this.#words;
    if (!scene || !words) return;
    const rings = this.isNarrow ? NARROW_RINGS : WIDE_RINGS;
    const drawn = this.#drawn();
    const outlines = outlineScene(scene, drawn, rings);
    this.#painter.paint(drawn, outlines, new Set(this.#pins.keys()));
    if (!withLabels) {
      this.#painter.clearLabels();
      return;
    }
    const labels = labelScene(scene, drawn, outlines, {
      size: this.#size,
      taken: this.#furniture(drawn),
      widths: {
        node: (text, isOpen) =>
          (textWidth(text, nodeFont(isOpen, this.isNarrow)) * this.#textSize) /
          12,
        band: (text, isOpen) => textWidth(text, bandFont(isOpen)),
      },
      bandName: words.bandName,
      onlyOpenBand: this.isNarrow,
    });
    this.#painter.paintLabels(labels);
    this.#events.onEnclosures(outlines.enclosures);
  }

  /** Tools, the s control and pins: labels keep off them. */
  #furniture(drawn: ReadonlyMap<string, Point>): Box[] {
    const pins = [...this.#pins.keys()].flatMap((node) => {
      const place = drawn.get(node);
      if (!place) return [];
      return [{ x: place[0] + 5, y: place[1] - 18, width: 14, height: 16 }];
    });
    const { width, height } = this.#size;
    const note = { x: width / 2 - 110, y: height - 44, width: 220, height: 44 };
    const sharing = { x: width - 250, y: 0, width: 250, height: 42 };
    const tools = { x: 0, y: 0, width: 46, height: narrow.value ? 42 : 420 };
    return [...pins, sharing, tools, note];
  }

  #attachDrag(): void {
    const behaviour = drag<SVGGElement, string>()
      .filter((event: MouseEvent) => !event.button && this.#area === 'point')
      .clickDistance(4)
      .subject((_event, node) => {
        const [x, y] = this.#transform.apply(this.#places.get(node) ?? [0, 0]);
        return { x, y };
      })
      .on('drag', ({ x, y }: { x: number; y: number }, node) => {
        this.#place(node, this.#inside(x, y), false);
      })
      .on('end', ({ x, y }: { x: number; y: number }, node) => {
        const place = this.#inside(x, y);
        const before = this.#places.get(node);
        const isMoved = this.#pins.has(node) || !isSame(before, place);
        if (isMoved) this.#place(node, place, true);
      });
    this.#painter.nodeGroups().call(behaviour);
  }

  /** A point of the picture, kept off its edges, in the layout's coordinates. */
  #inside(x: number, y: number): Point {
    const { width, height } = this.#size;
    const clamp = (value: number, high: number) =>
      Math.max(EDGE, Math.min(high - EDGE, value));
    return this.#transform.invert([clamp(x, width), clamp(y, height)]);
  }

  #place(node: string, place: Point, isFinal: boolean): void {
    cancelAnimationFrame(this.#frame);
    this.#places.set(node, place);
    this.#pins.set(node, place);
    this.#redraw(isFinal);
    if (isFinal) this.#events.onPins(new Map(this.#pins));
  }

  #nudge(node: string, [dx, dy]: Point): void {
    const [x, y] = this.#places.get(node) ?? [0, 0];
    const step = NUDGE / this.#transform.k;
    this.#place(node, [x + dx * step, y + dy * step], true);
  }

  #pinsChanged(): void {
    this.#redraw(true);
    this.#events.onPins(new Map(this.#pins));
  }

  #walk(from: Item, direction: Point): void {
    const target = nearestInDirection(this.#painter.stops(), from, direction);
    if (target) this.#painter.focus(target);
  }
}

function between(from: Point | undefined, to: Point, share: number): Point {
  if (!from) return to;
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
}

function isSame(a: Point | undefined, b: Point): boolean {
  return a !== undefined && Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.5;
}

/** One finger scrolls the page; a wheel, a mouse or two fingers move the picture. */
function allowsZoom(event: Event): boolean {
  if (event instanceof WheelEvent) return true;
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) {
    return event.touches.length > 1;
  }
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}
