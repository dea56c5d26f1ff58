import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { nearestInDirection } from '../bands/nearest.ts';
import type { Point } from '../bands/outline.ts';
import { chooseMode, type ChooseMode } from '../state/selection.ts';

/** Something in a drawing that can be pointed at, focused, chosen and opened. */
export interface StopMark {
  readonly key: string;
  readonly place: Point;
  /** Said by a screen reader. */
  readonly label: string;
  readonly isChosen: boolean;
  readonly class?: string;
  readonly shape: ComponentChildren;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Marks with one tab stop among them: arrows walk to the nearest in their
 * direction, Space chooses, Enter opens; mouse and keyboard do the same.
 * Shapes are drawn round 0,0 of their place.
 */
export function StopMarks(props: {
  marks: readonly StopMark[];
  onChoose: (key: string, mode: ChooseMode) => void;
  onOpen: (key: string) => void;
  onHover: (key: string | null) => void;
}) {
  const { marks, onChoose, onOpen, onHover } = props;
  const group = useRef<SVGGElement>(null);
  const at = useSignal<string | null>(null);
  const current =
    marks.find(({ key }) => key === at.value) ??
    marks.find(({ isChosen }) => isChosen) ??
    marks[0];
  const walk = (from: string, direction: Point) => {
    const stops = marks.map(({ key: id, place }) => ({
      item: { type: 'edge' as const, id },
      place,
    }));
    const item = { type: 'edge' as const, id: from };
    const next = nearestInDirection(stops, item, direction);
    if (!next) return;
    at.value = next.id;
    const place = marks.findIndex(({ key }) => key === next.id);
    (group.current?.children[place] as SVGGElement | undefined)?.focus();
  };
  const onKey = (event: KeyboardEvent, key: string) => {
    const arrow = ARROWS[event.key];
    if (arrow) walk(key, arrow);
    else if (event.key === ' ') onChoose(key, chooseMode(event));
    else if (event.key === 'Enter') onOpen(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g ref={group}>
      {marks.map(({ key, place: [x, y], label, isChosen, shape, ...rest }) => (
        <g
          key={key}
          class={`stop-mark ${rest.class ?? ''}${isChosen ? ' chosen' : ''}`}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          role="button"
          tabIndex={key === current?.key ? 0 : -1}
          aria-label={label}
          aria-pressed={isChosen}
          onClick={(event) => {
            event.stopPropagation();
            at.value = key;
            onChoose(key, chooseMode(event));
          }}
          onDblClick={() => onOpen(key)}
          onFocus={() => {
            at.value = key;
            onHover(key);
          }}
          onBlur={() => onHover(null)}
          onPointerEnter={() => onHover(key)}
          onPointerLeave={() => onHover(null)}
          onKeyDown={(event) => onKey(event, key)}
        >
          {shape}
        </g>
      ))}
    </g>
  );
}
