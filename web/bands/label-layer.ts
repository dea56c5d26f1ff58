import type { Selection as D3Selection } from 'd3-selection';
import { textWidth } from '../frame/text-width.ts';
import type { Item, Selection } from '../state/selection.ts';
import { bandFont } from './fonts.ts';
import type { PictureSize, SceneLabels } from './geometry.ts';
import { listenToItems, type ItemEvents } from './item-listeners.ts';
import type { PlacedLabel } from './labels.ts';
import type { Lifted } from './lifting.ts';
import type { Point } from './outline.ts';
import type { PictureWords } from './picture-words.ts';
import type { Band, Scene } from './scene.ts';

type Layer = D3Selection<SVGGElement, unknown, null, undefined>;

const NO_LABELS: SceneLabels = { nodes: [], bands: [] };

/** Names of nodes and bands, and the full name of what is hovered. */
export class LabelLayer {
  readonly #events: ItemEvents;
  readonly #names: Layer;
  readonly #texts: Layer;
  readonly #lift: Layer;
  #labels = NO_LABELS;
  #bands = new Map<string, { band: Band; at: number }>();

  constructor(
    root: D3Selection<SVGSVGElement, unknown, null, undefined>,
    events: ItemEvents,
  ) {
    this.#events = events;
    this.#names = root.append('g');
    this.#texts = root.append('g').attr('aria-hidden', 'true');
    this.#lift = root
      .append('g')
      .attr('class', 'lift-label')
      .attr('aria-hidden', 'true');
  }

  /** Names of bands that found a place; keyboard focus can stop at them. */
  get bandNames(): readonly PlacedLabel[] {
    return this.#labels.bands;
  }

  /** While things move there are no labels. */
  clear(): void {
    this.#texts.selectAll('*').remove();
    this.#names.attr('display', 'none');
    this.#lift.selectAll('*').remove();
  }

  paint(scene: Scene, labels: SceneLabels, words: PictureWords): void {
    this.#labels = labels;
    this.#bands = new Map(
      scene.bands.map((band, at) => [band.id, { band, at }]),
    );
    this.#texts
      .selectAll<SVGTextElement, PlacedLabel>('text')
      .data(labels.nodes, ({ id }) => id)
      .join('text')
      .attr('class', ({ chosen }) => `node-label${chosen ? ' open' : ''}`)
      .attr('x', ({ x }) => x + 2)
      .attr('y', ({ y }) => y + 12)
      .text(({ text }) => text);
    this.#paintNames(words);
  }

  mark(selection: Selection, lifted: Lifted | null, stop: Item | null): void {
    this.#texts
      .selectAll<SVGTextElement, PlacedLabel>('text')
      .classed('lifted', ({ id }) => lifted?.nodes.has(id) ?? false);
    const isChosen = (id: string) =>
      this.#bands.get(id)?.band.ids.some((edge) => selection.edges.has(edge)) ??
      false;
    this.#nameGroups()
      .attr('aria-pressed', ({ id }) => String(isChosen(id)))
      .attr('tabindex', ({ id }) =>
        stop?.type === 'edge' && stop.id === id ? 0 : -1,
      )
      .classed('chosen', ({ id, chosen }) => !chosen && isChosen(id))
      .classed('lifted', ({ id }) => lifted?.bands.has(id) ?? false);
  }

  /** Shows a node's name in full, whether or not its label found a place. */
  showLift(text: string, [x, y]: Point, picture: PictureSize): void {
    this.hideLift();
    const width = textWidth(text, bandFont(false)) + 14;
    const left = Math.max(
      4,
      Math.min(picture.width - width - 4, x - width / 2),
    );
    const top = y < 60 ? y + 20 : y - 40;
    this.#lift
      .append('rect')
      .attr('x', left)
      .attr('y', top)
      .attr('width', width)
      .attr('height', 20)
      .attr('rx', 5);
    this.#lift
      .append('text')
      .attr('x', left + 7)
      .attr('y', top + 14)
      .text(text);
  }

  hideLift(): void {
    this.#lift.selectAll('*').remove();
  }

  focus(id: string): void {
    this.#nameGroups()
      .filter((label) => label.id === id)
      .node()
      ?.focus();
  }

  #nameGroups() {
    return this.#names.selectAll<SVGGElement, PlacedLabel>('g.band-name');
  }

  #paintNames(words: PictureWords): void {
    this.#names.attr('display', null);
    const names = this.#nameGroups()
      .data(this.#labels.bands, ({ id }) => id)
      .join((enter) => {
        const groups = enter
          .append('g')
          .attr('role', 'button')
          .attr('tabindex', -1);
        groups.append('rect').attr('rx', 8.5);
        groups.append('text');
        const itemOf = ({ id }: PlacedLabel) => ({ type: 'edge' as const, id });
        return listenToItems(groups, itemOf, this.#events);
      })
      .attr('class', ({ id, chosen }) => {
        const band = this.#bands.get(id)?.band;
        const level = Math.max(4, band ? words.bandLevel(band) : 4);
        return `band-name level-${String(level)}${chosen ? ' open' : ''}`;
      })
      .attr('aria-label', ({ id }) =>
        words.bandSaid(this.#bands.get(id)?.at ?? 0),
      )
      .attr(
        'transform',
        ({ x, y }) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
      );
    names
      .select('rect')
      .attr('width', ({ width }) => width)
      .attr('height', ({ height }) => height);
    names
      .select('text')
      .attr('x', ({ width }) => width / 2)
      .attr('y', 12.3)
      .text(({ text }) => text);
  }
}
