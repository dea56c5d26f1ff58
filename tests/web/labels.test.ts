import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  countLabels,
  currentSayings,
  sayingsFrom,
  type Said,
  type Sayings,
} from '../../web/labels/said.ts';
import {
  commonVerdict,
  labelled,
  putComment,
  putVerdict,
} from '../../web/labels/label-actions.ts';
import { verdictOf } from '../../web/labels/verdict.ts';
import { History } from '../../web/state/history.ts';
import { NOTHING } from '../../web/state/selection.ts';
import { Store } from '../../web/state/store.ts';

const saying = fc.record({
  label: fc.option(fc.constantFrom('anomalous', 'benign', 'unsure')),
  reason: fc.constantFrom('', 'seen before'),
});
const sayings = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), saying)
  .map((some): Sayings => new Map(Object.entries(some)));

/** A server's labels after it took some changes. */
function taken(before: Sayings, after: Sayings): Sayings {
  const kept = new Map<string, Said>(before);
  for (const { id, label, reason } of changesBetween(before, after)) {
    kept.set(id, { label, reason });
  }
  return currentSayings(kept, kept);
}

describe('labels told to the server', () => {
  it('bring it to what the page has, from wherever it was', () => {
    fc.assert(
      fc.property(sayings, sayings, (before, after) => {
        const plain = (some: Sayings) =>
          [...currentSayings(some, some)].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(plain(taken(before, after))).toEqual(plain(after));
      }),
    );
  });

  it('are none where nothing changed, and take back with null', () => {
    const kept = sayingsFrom([
      {
        of: 'edges',
        id: 'a',
        label: 'benign',
        reason: '',
        who: 'ada',
        when: '2026-11-24T10:00:00Z',
      },
    ]);
    expect(changesBetween(kept, new Map(kept))).toEqual([]);
    expect(changesBetween(kept, new Map())).toEqual([
      { of: 'edges', id: 'a', label: null, reason: '' },
    ]);
  });
});

/** A store that may label, with a relation open and others in reach. */
function reviewing() {
  const store = new Store();
  store.keptLabels.value = { state: 'ready', value: new Map() };
  store.focus.value = 'a';
  return store;
}

describe('labelling', () => {
  it('labels the open relation, and takes the same label back', () => {
    const store = reviewing();
    putVerdict(store, 'benign');
    expect(store.labels.value.get('a')?.label).toBe('benign');
    putVerdict(store, 'anomalous');
    expect(store.labels.value.get('a')?.label).toBe('anomalous');
    putVerdict(store, 'anomalous');
    expect(store.labels.value.size).toBe(0);
  });

  it('labels all chosen relations at once', () => {
    const store = reviewing();
    store.selection.value = { ...NOTHING, edges: new Set(['a', 'b', 'c']) };
    putVerdict(store, 'unsure');
    expect(labelled(store)).toEqual(['a', 'b', 'c']);
    expect(commonVerdict(store, labelled(store))).toBe('unsure');
    expect(countLabels(store.labels.value)).toEqual(new Map([['unsure', 3]]));
  });

  it('keeps a comment while the verdict changes, and none without a label', () => {
    const store = reviewing();
    putComment(store, 'a', 'nobody said anything yet');
    expect(store.labels.value.size).toBe(0);
    putVerdict(store, 'benign');
    putComment(store, 'a', 'backup window');
    putVerdict(store, 'unsure');
    expect(store.labels.value.get('a')).toEqual({
      label: 'unsure',
      reason: 'backup window',
    });
  });

  it('does nothing where the server keeps no labels', () => {
    const store = new Store();
    store.focus.value = 'a';
    putVerdict(store, 'benign');
    expect(store.said.value.size).toBe(0);
  });

  it('is undone and done again', () => {
    const store = reviewing();
    const steps = new History(store);
    putVerdict(store, 'benign');
    steps.undo();
    expect(store.labels.value.size).toBe(0);
    steps.redo();
    expect(store.labels.value.get('a')?.label).toBe('benign');
  });

  it('reads the words that files use for the same', () => {
    expect(
      ['Anomalous', '1', '0', ' unsure ', 'odd', null].map(verdictOf),
    ).toEqual(['anomalous', 'anomalous', 'benign', 'unsure', null, null]);
  });
});
