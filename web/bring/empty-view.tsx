import {
  BandSketch,
  type SketchBand,
  type SketchNode,
} from '../bands/band-sketch.tsx';
import type { Point } from '../bands/outline.ts';
import type { Look } from '../marks/kinds.ts';
import { TEXT } from '../messages.ts';
import { DropArea } from './drop-area.tsx';

/** Marks of the illustration: look and place in the unit square. */
const MARKS: readonly (readonly [Look, number, number])[] = [
  ['user', 0.22, 0.26],
  ['host', 0.36, 0.47],
  ['process', 0.18, 0.57],
  ['host', 0.53, 0.31],
  ['process', 0.6, 0.58],
  ['user', 0.42, 0.74],
  ['dest', 0.78, 0.43],
  ['user', 0.83, 0.69],
  ['process', 0.7, 0.14],
  ['place', 0.89, 0.21],
  ['file', 0.6, 0.84],
];
const GROUPS = [
  [0, 1, 2],
  [0, 3, 8],
  [8, 9, 6],
  [5, 10, 4],
  [4, 7, 6],
  [1, 3, 4, 6],
];
const NODES: readonly SketchNode[] = MARKS.map(([look], index) => ({
  id: String(index),
  name: '',
  look,
}));
const PLACES = new Map<string, Point>(
  MARKS.map(([, x, y], index) => [String(index), [x, y]]),
);
const BANDS: readonly SketchBand[] = GROUPS.map((members, index) => ({
  id: `band ${String(index)}`,
  members: members.map(String),
}));
const RINGS = { inner: 22, gap: 9 };

/** What Polyad does and the way to start, when there is nothing to show yet. */
export function EmptyView() {
  return (
    <main id="content" tabIndex={-1} class="work of-one">
      <section class="panel" aria-label={TEXT.bring.dropTitle}>
        <Hero />
      </section>
    </main>
  );
}

/** The sentence, the drop area and the picture beside them. */
export function Hero() {
  return (
    <div class="hero">
      <div>
        <h1>{TEXT.bring.headline}</h1>
        <p class="lead">{TEXT.bring.lead}</p>
        <DropArea />
        <p class="terminal">
          {TEXT.bring.terminal}{' '}
          <code class="mono soft">{TEXT.bring.terminalCommand}</code>
        </p>
      </div>
      <BandSketch
        class="art"
        bands={BANDS}
        nodes={NODES}
        places={PLACES}
        rings={RINGS}
        markSize={10}
        hasNames={false}
        strong="band 5"
      />
    </div>
  );
}
