import { openFile } from '../bring/bring-actions.ts';
import { putVerdict } from '../labels/label-actions.ts';
import type { Verdict } from '../labels/verdict.ts';
import { clearChoice, setBrush, setFilters, step } from '../state/actions.ts';
import type { History } from '../state/history.ts';
import type { Store } from '../state/store.ts';
import { moveRange } from '../timeline/move-range.ts';
import { pickFile } from './pick-file.ts';

/** The labels' keys: real threat, expected, unsure. */
const VERDICT_KEYS: Readonly<Record<string, Verdict>> = {
  r: 'anomalous',
  e: 'benign',
  u: 'unsure',
};

/** Listens for the page's single-key commands; they rest while somebody types. */
export function listenForKeys(store: Store, steps: History): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || isTyping(event)) return;
    if (event.ctrlKey || event.metaKey) {
      if (takeStep(steps, event)) event.preventDefault();
      return;
    }
    if (command(store, event)) event.preventDefault();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

/** Ctrl Z takes a step back, Ctrl Shift Z and Ctrl Y make it again. */
function takeStep(steps: History, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) steps.undo();
  else if (key === 'y' || key === 'z') steps.redo();
  else return false;
  return true;
}

/** Carries out a key; false if it means nothing here. */
function command(store: Store, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() === 'o') {
    pickFile((file) => void openFile(store, file));
    return true;
  }
  if (store.view.value === 'bring' || !store.dataset.value) return false;
  const verdict = VERDICT_KEYS[event.key.toLowerCase()];
  if (verdict) {
    putVerdict(store, verdict);
    return true;
  }
  switch (event.key) {
    case 'j':
    case 'J':
      step(store, 1);
      return true;
    case 'k':
    case 'K':
      step(store, -1);
      return true;
    case '/':
      return focusSearch();
    case '[':
    case '{':
      return nudgeBrush(store, -1, event.shiftKey);
    case ']':
    case '}':
      return nudgeBrush(store, 1, event.shiftKey);
    case 'Escape':
      return stepOut(store);
    default:
      return false;
  }
}

function focusSearch(): boolean {
  const field = document.getElementById('find');
  if (field?.checkVisibility()) field.focus();
  else {
    // On a phone the field appears only once its button is pressed.
    document.querySelector<HTMLElement>('.bar .narrow-only')?.click();
    requestAnimationFrame(() => field?.focus());
  }
  return true;
}

function nudgeBrush(store: Store, direction: -1 | 1, widen: boolean): boolean {
  const full = store.dataset.value?.time;
  const { brush } = store.filters.value;
  if (!full) return false;
  if (brush) setBrush(store, moveRange(brush, full, direction, widen));
  return true;
}

/** One step out: the search first, then what is chosen. */
function stepOut(store: Store): boolean {
  if (store.filters.value.search !== '') setFilters(store, { search: '' });
  else clearChoice(store);
  return true;
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    target.matches('input, select, textarea, [contenteditable]')
  );
}
