import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { OverlapGroups } from '#protocol/overview.ts';
import { textWidth } from '../frame/text-width.ts';
import { formatCount } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { ProblemInline } from '../problem/problem-card.tsx';
import { fittedName } from '../rows/fitted-name.ts';
import { retry } from '../state/actions.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { placeTree, sToX } from './merge-tree.ts';

const NAMES = 122;
const ROW = 35;
const NAME_FONT = '500 12px FAMILY';

/** The groups of relations that share at least s nodes, and how they join as s falls. */
export function GroupsPanel() {
  const store = useStore();
  const { value: loadable } = store.overlap;
  const groups = valueOf(loadable);
  const s = store.overviewS.value;
  return (
    <section class="panel groups" aria-label={TEXT.overview.groups}>
      <header>
        <h2>{TEXT.overview.groups}</h2>
        <span class="fill" />
        {s !== null && <span class="tag">s = {s}</span>}
      </header>
      <div
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={TEXT.overview.groupsList}
      >
        {loadable.state === 'failed' ? (
          <ProblemInline
            problem={loadable.problem}
            onRetry={() => retry(store)}
          />
        ) : (
          groups && s !== null && <Groups groups={groups} s={s} />
        )}
      </div>
    </section>
  );
}

function Groups({ groups, s }: { groups: OverlapGroups; s: number }) {
  const level = groups.levels.find((one) => one.s === s);
  if (!level) return null;
  const words = TEXT.overview.groupsText(s, level.count, level.loners);
  const most = Math.max(1, ...level.groups.map(({ relations }) => relations));
  return (
    <>
      <div class="section">
        <p class="groups-text">
          {words.lead}
          <b>{words.s}</b>
          {words.middle}
          <b>{words.groups}</b>
          {words.end}
        </p>
        <Tree groups={groups} s={s} />
      </div>
      <div class="section">
        <h3 class="section-head">
          {TEXT.overview.groupsAt(s)}{' '}
          <small>{TEXT.overview.groupsColumns}</small>
        </h3>
        {level.groups.length === 0 && (
          <p class="faint">{TEXT.overview.noGroups}</p>
        )}
        <ul class="group-bars">
          {level.groups.map(({ name, relations, flagged }, at) => (
            <li key={at}>
              <span class="clip" title={name}>
                {name}
              </span>
              <span class="kind-bar">
                <b style={{ width: `${String((100 * relations) / most)}%` }} />
              </span>
              <span class="number">{formatCount(relations)}</span>
              <span class={flagged > 0 ? 'number raised' : 'number faint'}>
                {flagged > 0 ? formatCount(flagged) : '–'}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Tree({ groups, s }: { groups: OverlapGroups; s: number }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(294);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  const frame = {
    left: NAMES,
    width: Math.max(80, width.value - NAMES - 8),
    rowHeight: ROW,
    most: groups.most,
    cut: s,
  };
  const tree = placeTree(groups.branches, frame);
  const bottom = tree.height + 4;
  const cutX = sToX(frame, s);
  const steps = Array.from(
    { length: groups.most },
    (_, at) => groups.most - at,
  );
  const widthOf = (text: string) => textWidth(text, NAME_FONT);
  return (
    <div ref={box} class="merge-tree">
      <svg
        width={width.value}
        height={bottom + 10}
        role="img"
        aria-label={TEXT.overview.tree(groups.most)}
      >
        {tree.leaves.map(({ name, relations, y }, at) => (
          <g key={at}>
            <text class="leaf" x={0} y={y - 2}>
              {fittedName(name, NAMES - 12, widthOf)}
              <title>{name}</title>
            </text>
            <text class="leaf-size" x={0} y={y + 11}>
              {TEXT.relations(relations)}
            </text>
          </g>
        ))}
        {tree.lines.map(({ from, to, isAbove }, at) => (
          <line
            key={at}
            class={isAbove ? 'tree-line above' : 'tree-line'}
            x1={from[0]}
            y1={from[1]}
            x2={to[0]}
            y2={to[1]}
          />
        ))}
        <line class="tree-cut" x1={cutX} x2={cutX} y1={2} y2={bottom + 8} />
        {tree.cuts.map(([x, y]) => (
          <circle key={y} class="tree-group" cx={x} cy={y} r={4.5} />
        ))}
      </svg>
      <div class="s-slider">
        <span aria-hidden="true">{TEXT.overview.shareAtLeast}</span>
        <div
          class="s-buttons"
          role="group"
          aria-label={TEXT.overview.shareAtLeast}
        >
          {steps.map((step) => (
            <button
              key={step}
              type="button"
              aria-pressed={step === s}
              style={{ left: `${String(sToX(frame, step) - NAMES)}px` }}
              onClick={() => (store.groupS.value = step)}
            >
              {step}
            </button>
          ))}
        </div>
      </div>
      <p class="s-note faint">{TEXT.overview.fewer}</p>
    </div>
  );
}
