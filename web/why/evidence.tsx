import type { Explanation } from '#protocol/anomalies.ts';
import { scaleLog } from 'd3-scale';
import { formatCount, formatExpected, formatMinute } from '../marks/format.ts';
import { displayName } from '../marks/kinds.ts';
import { LabelTag } from '../labels/label-tag.tsx';
import { TEXT } from '../messages.ts';
import { openEdge } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { Section } from './section.tsx';

const WIDTH = 116;
const HEIGHT = 15;
const END = 6;
/** Counts below this stand at the left end of the scale. */
const LEAST = 0.001;

/** How often pairs of members met, against how often chance would have it. */
export function SeenAgainstExpected(props: {
  pairs: Explanation['pairs'];
  kindOf: (node: string) => string | null;
}) {
  const { pairs, kindOf } = props;
  const most = Math.max(
    1,
    ...pairs.flatMap(({ seen, expected }) => [seen, expected]),
  );
  const x = scaleLog([LEAST, most], [END, WIDTH - END]).clamp(true);
  return (
    <section class="section">
      <h3 class="section-head">
        {TEXT.why.seen}{' '}
        <small class="dots-legend">
          <Dot kind="seen" /> {TEXT.why.seenDot}
          <Dot kind="expected" /> {TEXT.why.expectedDot}
        </small>
      </h3>
      <table class="pairs">
        <tbody>
          {pairs.map(({ pair, seen, expected }) => {
            const [from, to] = [
              x(Math.max(LEAST, expected)),
              x(Math.max(LEAST, seen)),
            ];
            const [left, right] = pair.map((id) => displayName(id, kindOf(id)));
            return (
              <tr key={pair.join('\n')}>
                <td class="clip" title={pair.join(' · ')}>
                  {TEXT.why.pair(left ?? '', right ?? '')}
                </td>
                <td class="dots">
                  <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
                    <line class="rail" x1="0" x2={WIDTH} y1="7.5" y2="7.5" />
                    <line class="gap" x1={from} x2={to} y1="7.5" y2="7.5" />
                    <circle class="expected" cx={from} cy="7.5" r="3.6" />
                    <circle class="seen" cx={to} cy="7.5" r="3.6" />
                  </svg>
                </td>
                <td class="number">
                  <b>{formatCount(seen)}</b>{' '}
                  <span class="faint">/ {formatExpected(expected)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Dot({ kind }: { kind: 'seen' | 'expected' }) {
  return (
    <svg class="dots" width="9" height="9" aria-hidden="true">
      <circle class={kind} cx="4.5" cy="4.5" r="3.4" />
    </svg>
  );
}

/** The most alike relation before it, and the way there. */
export function Precedent(props: {
  nearest: NonNullable<Explanation['nearest']>;
}) {
  const store = useStore();
  const { id, time, shared, overlap } = props.nearest;
  const label = store.labels.value.get(id)?.label;
  const known = store.ranking.value?.byId.value.get(id);
  return (
    <Section
      title={TEXT.why.nearest}
      note={[formatMinute(time), TEXT.why.inCommon(shared, overlap)]
        .filter(Boolean)
        .join(' · ')}
    >
      <p class="precedent">
        <span class="fill clip" title={known?.explanation?.text ?? id}>
          {known?.explanation?.text ?? TEXT.picture.title(id)}
        </span>
        {label && <LabelTag label={label} />}
        <button
          type="button"
          class="button quiet"
          onClick={() => openEdge(store, id)}
        >
          {TEXT.why.open(id)}
        </button>
      </p>
    </Section>
  );
}
