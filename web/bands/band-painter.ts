import { select, type Selection as D3Selection } from 'd3-selection';
import { markPath } from '../marks/mark-path.ts';
import { NOTHING, type Item, type Selection } from '../state/selection.ts';
import type { Outlines, PictureSize, SceneLabels } from './geometry.ts';
import { listenToItems, type ItemEvents } from './item-listeners.ts';
import { LabelLayer } from './label-layer.ts';
import { liftedBy } from './lifting.ts';
import type { Stop } from './nearest.ts';
import { outlinePath, type Point } from './outline.ts';
import type { PictureWords } from './picture-words.ts';
import type { Band, Scene, SceneNode } from './scene.ts';

type Layer = D3Selection<SVGGElement, unknown, null, undefined>;

interface DrawnBand {
  readonly band: Band;
  readonly path: string;
}

const PIN_SHAPE = 'M-3,-7.5h6l-.5,4 2,1.8v1.4h-9v-1.4l2,-1.8zM0,-.3V4.5';

/** Puts scenes into SVG: halos, bands, nodes, and labels over them. */
export class BandPainter {
  readonly #root: D3Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #events: ItemEvents;
  readonly #halos: Layer;
  readonly #bands: Layer;
  readonly #nodes: Layer;
  readonly #labels: LabelLayer;
  #scene: Scene = { focus: '', bands: [], nodes: [] };
  #words: PictureWords | null = null;
  #places: ReadonlyMap<string, Point> = new Map();
  #selection: Selection = NOTHING;
  #hover: Item | null = null;
  /** Where Tab enters the picture. */
  #stop: Item | null = null;

  constructor(element: SVGSVGElement, events: ItemEvents) {
    this.#root = select(element);
    this.#events = {
      ...events,
      onChoose: (item, mode) => {
        this.#stop = item;
        events.onChoose(item, mode);
      },
    };
    this.#root.selectAll('*').remove();
    this.#halos = this.#root.append('g');
    this.#bands = this.#root.append('g');
    this.#nodes = this.#root.append('g');
    this.#labels = new LabelLayer(this.#root, this.#events);
  }

  /** Takes a new scene; bands and nodes that stay keep their elements and focus. */
  adopt(scene: Scene, words: PictureWords): void {
    this.#scene = scene;
    this.#words = words;
    const { id, type } = this.#stop ?? {};
    const isHere =
      type === 'node' && scene.nodes.some((node) => node.id === id);
    if (!isHere) {
      const first = scene.nodes.find(({ isOpen }) => isOpen) ?? scene.nodes[0];
      this.#stop = first ? { type: 'node', id: first.id } : null;
    }
    this.#joinNodes();
  }

  /** Groups of nodes with their id as datum, for the drag behaviour. */
  nodeGroups(): D3Selection<SVGGElement, string, SVGGElement, unknown> {
    return this.#nodes.selectAll<SVGGElement, string>('g.node');
  }

  paint(
    places: ReadonlyMap<string, Point>,
    outlines: Outlines,
    pins: ReadonlySet<string>,
  ): void {
    this.#places = places;
    this.#paintBands(outlines);
    const nodes = this.nodeGroups().attr('transform', (id) => {
      const [x, y] = places.get(id) ?? [0, 0];
      return `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
    });
    nodes
      .select<SVGPathElement>('.pin')
      .attr('display', (id) => (pins.has(id) ? null : 'none'));
    this.#remark();
  }

  clearLabels(): void {
    this.#labels.clear();
  }

  paintLabels(labels: SceneLabels): void {
    if (this.#words) this.#labels.paint(this.#scene, labels, this.#words);
    this.#remark();
  }

  /** Marks what is chosen and lifts what is hovered, without moving anything. */
  mark(selection: Selection, hover: Item | null, size: PictureSize): void {
    this.#selection = selection;
    this.#hover = hover;
    this.#remark();
    const place = hover?.type === 'node' && this.#places.get(hover.id);
    if (place && this.#words) {
      this.#labels.showLift(this.#words.nodeSaid(hover.id), place, size);
    } else this.#labels.hideLift();
  }

  /** Everything that arrow keys can reach, with its place. */
  stops(): Stop[] {
    const nodes = [...this.#places].map(([id, place]) => ({
      item: { type: 'node' as const, id },
      place,
    }));
    const bands = this.#labels.bandNames.map(({ id, x, y, width, height }) => ({
      item: { type: 'edge' as const, id },
      place: [x + width / 2, y + height / 2] satisfies Point,
    }));
    return [...nodes, ...bands];
  }

  focus(item: Item): void {
    this.#stop = item;
    this.#remark();
    if (item.type === 'edge') this.#labels.focus(item.id);
    else {
      this.nodeGroups()
        .filter((id) => id === item.id)
        .node()
        ?.focus();
    }
  }

  #paintBands({ bands, order }: Outlines): void {
    const rows: DrawnBand[] = order.flatMap((at) => {
      const band = this.#scene.bands[at];
      return band ? [{ band, path: outlinePath(bands[at] ?? []) }] : [];
    });
    this.#bandPaths(this.#halos)
      .data(rows, ({ band }) => band.id)
      .join('path')
      .attr('class', 'band-halo')
      .attr('d', ({ path }) => path);
    this.#bandPaths(this.#bands)
      .data(rows, ({ band }) => band.id)
      .join((enter) =>
        listenToItems(
          enter.append('path'),
          ({ band }) => ({ type: 'edge', id: band.id }),
          this.#events,
        ),
      )
      .order()
      .attr('class', ({ band }) =>
        bandClass(band, this.#words?.bandLevel(band) ?? 3),
      )
      .attr('d', ({ path }) => path);
  }

  #bandPaths(layer: Layer) {
    return layer.selectAll<SVGPathElement, DrawnBand>('path');
  }

  #joinNodes(): void {
    const nodes = new Map(this.#scene.nodes.map((node) => [node.id, node]));
    this.nodeGroups()
      .data([...nodes.keys()], (id) => id)
      .join((enter) => this.#enterNodes(enter.append('g')))
      .attr('class', (id) => this.#nodeClass(nodes.get(id)))
      .attr('aria-label', (id) => this.#words?.nodeSaid(id) ?? id)
      .select('.node-mark')
      .attr('d', (id) => {
        const node = nodes.get(id);
        if (!node) return '';
        return markPath(node.look, this.#words?.nodeSize(node) ?? 6);
      });
  }

  #nodeClass(node: SceneNode | undefined): string {
    const tint = node ? this.#words?.nodeTint(node) : null;
    return [
      `node look-${node?.look ?? 'other'}`,
      node?.isOpen ? 'open' : '',
      typeof tint === 'number' ? `tint-${String(tint)}` : '',
      (node?.ids.length ?? 1) > 1 ? 'merged' : '',
    ].join(' ');
  }

  #enterNodes(groups: D3Selection<SVGGElement, string, SVGGElement, unknown>) {
    groups.attr('role', 'button').attr('tabindex', -1);
    groups.append('circle').attr('class', 'reach').attr('r', 15);
    groups.append('circle').attr('class', 'ring').attr('r', 12);
    groups.append('path').attr('class', 'node-mark');
    groups
      .append('path')
      .attr('class', 'pin')
      .attr('d', PIN_SHAPE)
      .attr('transform', 'translate(12 -10) rotate(24)');
    return listenToItems(groups, (id) => ({ type: 'node', id }), this.#events);
  }

  #remark(): void {
    const { nodes, edges } = this.#selection;
    const lifted = liftedBy(this.#scene, this.#hover);
    const isLifted = ({ band }: DrawnBand) =>
      lifted?.bands.has(band.id) ?? false;
    this.#root.classed('lifting', lifted !== null);
    this.#bandPaths(this.#halos)
      .attr('display', ({ band }) =>
        band.isOpen || band.ids.some((id) => edges.has(id)) ? null : 'none',
      )
      .classed('lifted', isLifted);
    this.#bandPaths(this.#bands).classed('lifted', isLifted);
    const stop = this.#stop;
    this.nodeGroups()
      .classed('chosen', (id) => nodes.has(id))
      .classed('lifted', (id) => lifted?.nodes.has(id) ?? false)
      .attr('aria-pressed', (id) => String(nodes.has(id)))
      .attr('tabindex', (id) =>
        stop?.type === 'node' && stop.id === id ? 0 : -1,
      );
    this.#labels.mark(this.#selection, lifted, stop);
  }
}

function bandClass(band: Band, level: number): string {
  const open = band.isOpen ? ' open' : '';
  const scored = level > 3 ? ' scored' : '';
  const tone = band.isOpen ? Math.max(4, level) : level;
  return `band-line level-${String(tone)}${scored}${open}`;
}
