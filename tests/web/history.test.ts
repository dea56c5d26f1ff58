import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  applyAddress,
  readAddress,
  writeAddress,
  type Address,
} from '../../web/state/address.ts';
import { History } from '../../web/state/history.ts';
import {
  chooseItem,
  openEdge,
  setBrush,
  setFilters,
} from '../../web/state/actions.ts';
import { stretchBetween } from '../../web/overview/week-stretch.ts';
import { Store } from '../../web/state/store.ts';

/** A store with an open relation, its history, and a clock to be moved. */
function analysis() {
  const store = new Store();
  const clock = { now: 0 };
  store.focus.value = 'first';
  const steps = new History(store, () => clock.now);
  return { store, steps, clock };
}

describe('undo and redo', () => {
  it('take back an opened relation with its choice, and make it again', () => {
    const { store, steps } = analysis();
    openEdge(store, 'second');
    chooseItem(store, { type: 'node', id: 'ada' }, 'add');
    steps.undo();
    expect([...store.selection.value.nodes]).toEqual([]);
    expect(store.focus.value).toBe('second');
    steps.undo();
    expect(store.focus.value).toBe('first');
    expect(steps.undoes.value).toEqual([]);
    steps.redo();
    steps.redo();
    expect(store.focus.value).toBe('second');
    expect([...store.selection.value.nodes]).toEqual(['ada']);
    expect(steps.redoes.value).toEqual([]);
  });

  it('bring pins back', () => {
    const { store, steps } = analysis();
    const pins = new Map([['ada', [1, 2] as [number, number]]]);
    store.pins.value = pins;
    store.pins.value = new Map();
    expect(steps.undoes.value).toEqual(['pins']);
    steps.undo();
    expect(store.pins.value.size).toBe(0);
  });

  it('count typing as one step, and a pause as the next', () => {
    const { store, steps, clock } = analysis();
    for (const search of ['a', 'ad', 'ada']) {
      clock.now += 100;
      setFilters(store, { search });
    }
    clock.now += 5000;
    setBrush(store, { from: 1, to: 2 });
    steps.undo();
    expect(store.filters.value).toMatchObject({ search: 'ada', brush: null });
    steps.undo();
    expect(store.filters.value.search).toBe('');
  });

  it('drop what was undone when something else is done', () => {
    const { store, steps, clock } = analysis();
    store.s.value = 2;
    steps.undo();
    clock.now += 5000;
    store.order.value = 'newest';
    expect(steps.redoes.value).toEqual([]);
    expect(steps.undoes.value).toEqual(['order']);
  });

  it('start over with another data set', () => {
    const { store, steps } = analysis();
    store.s.value = 2;
    store.datasetId.value = 'other';
    expect(steps.undoes.value).toEqual([]);
  });

  it('come back to where they began, whatever was done', () => {
    const change = fc.oneof(
      fc
        .constantFrom('a', 'b', 'c')
        .map((id) => (store: Store) => openEdge(store, id)),
      fc
        .integer({ min: 1, max: 4 })
        .map((s) => (store: Store) => void (store.s.value = s)),
      fc
        .boolean()
        .map(
          (onlyFlagged) => (store: Store) => setFilters(store, { onlyFlagged }),
        ),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const { store, steps, clock } = analysis();
        const before =
          writeAddress(addressOf(store)) + String(store.focus.value);
        for (const act of changes) {
          clock.now += 5000;
          act(store);
        }
        const after =
          writeAddress(addressOf(store)) + String(store.focus.value);
        while (steps.undoes.value.length > 0) steps.undo();
        const back = writeAddress(addressOf(store)) + String(store.focus.value);
        expect(back).toBe(before);
        while (steps.redoes.value.length > 0) steps.redo();
        const again =
          writeAddress(addressOf(store)) + String(store.focus.value);
        expect(again).toBe(after);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the address', () => {
  const range = fc.option(
    fc
      .tuple(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      )
      .map(([a, b]) => ({
        // −0 is written as 0
        from: Math.min(a, b) + 0,
        to: Math.max(a, b) + 0,
      })),
  );
  const addresses: fc.Arbitrary<Address> = fc.record({
    view: fc.constantFrom('triage' as const, 'overview' as const),
    dataset: fc.option(fc.stringMatching(/^[\w-]{12}$/)),
    rank: fc.option(fc.integer({ min: 2, max: 5000 })),
    drawing: fc.constantFrom('bands' as const, 'rows' as const),
    order: fc.constantFrom('strongest' as const, 'newest' as const),
    s: fc.integer({ min: 1, max: 30 }),
    filters: fc.record({
      onlyFlagged: fc.boolean(),
      brush: range,
      sizes: range,
      degrees: range,
      scores: range,
      week: fc.option(
        fc
          .tuple(fc.nat(6), fc.nat(6), fc.nat(23), fc.nat(23))
          .map(([a, b, c, d]) =>
            stretchBetween({ day: a, hour: c }, { day: b, hour: d }),
          ),
      ),
    }),
    matrixOrder: fc.constantFrom('groups' as const, 'time' as const),
    tileMeaning: fc.constantFrom('count' as const, 'top' as const),
    groupS: fc.option(fc.integer({ min: 1, max: 9 })),
    part: fc.constantFrom('matrix', 'holes'),
  });

  it('says all of itself again', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(readAddress(writeAddress(address))).toEqual(address);
      }),
    );
  });

  it('survives anything typed into it', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(readAddress(hash).s).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('is short at the start, and holds no names', () => {
    const store = new Store();
    expect(writeAddress(addressOf(store))).toBe('#/triage');
    setFilters(store, { search: 'ada', node: 'user:ada' });
    openEdge(store, 'ada|lab');
    chooseItem(store, { type: 'node', id: 'user:ada' }, 'add');
    expect(writeAddress(addressOf(store))).not.toContain('ada');
  });

  it('brings a page to what it says', () => {
    const store = new Store();
    applyAddress(store, readAddress('#/overview?s=3&members=2~9&rank=7'));
    expect(store.view.value).toBe('overview');
    expect(store.s.value).toBe(3);
    expect(store.filters.value.sizes).toEqual({ from: 2, to: 9 });
    expect(store.wantedRank.value).toBe(7);
  });
});
