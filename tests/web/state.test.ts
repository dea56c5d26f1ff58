import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { Anomaly } from '#protocol/anomalies.ts';
import { Problem, problemFrom, problemOf } from '../../web/api/problem.ts';
import {
  NO_FILTERS,
  visibleAnomalies,
  type Filters,
} from '../../web/state/filters.ts';
import {
  IDLE,
  keepLoaded,
  valueOf,
  type Loadable,
} from '../../web/state/loadable.ts';
import { handOver, showDrawing } from '../../web/state/actions.ts';
import { choose, chooseMode, NOTHING } from '../../web/state/selection.ts';
import { Store } from '../../web/state/store.ts';

function anomaly(rank: number, more: Partial<Anomaly> = {}): Anomaly {
  return {
    id: `e${String(rank)}`,
    score: 10 - rank,
    p: null,
    pBasis: 'rank',
    q: null,
    flagged: rank < 3,
    rank,
    time: rank * 100,
    members: ['user:ada', `host:h${String(rank)}`],
    memberKinds: ['user', 'host'],
    heads: {
      unexpected: null,
      surprise: null,
      recent: null,
      bursty: null,
      volume: null,
      attributes: null,
    },
    explanation: {
      text: `Sentence ${String(rank)}`,
      parts: [],
      members: [],
      pairs: [],
      nearest: null,
    },
    ...more,
  };
}

describe('filters', () => {
  const all = [anomaly(1), anomaly(2), anomaly(3), anomaly(4, { time: null })];
  const shown = (filters: Partial<Filters>) =>
    visibleAnomalies(all, { ...NO_FILTERS, ...filters }, 'strongest').map(
      ({ rank }) => rank,
    );

  it('pass everything at first', () => {
    expect(shown({})).toEqual([1, 2, 3, 4]);
  });

  it('narrow by flag, time, node and words together', () => {
    expect(shown({ onlyFlagged: true })).toEqual([1, 2]);
    expect(shown({ brush: { from: 200, to: 300 } })).toEqual([2, 3]);
    expect(shown({ node: 'host:h3' })).toEqual([3]);
    expect(shown({ search: 'H2' })).toEqual([2]);
    expect(shown({ search: 'e2 ada' })).toEqual([2]);
    expect(shown({ search: 'ada nobody' })).toEqual([]);
    expect(shown({ onlyFlagged: true, brush: { from: 200, to: 400 } })).toEqual(
      [2],
    );
  });

  it('order by time either way without touching the ranking', () => {
    const order = (wanted: 'newest' | 'oldest') =>
      visibleAnomalies(all, NO_FILTERS, wanted).map(({ rank }) => rank);
    expect(order('newest')).toEqual([3, 2, 1, 4]);
    expect(order('oldest')).toEqual([4, 1, 2, 3]);
    expect(all.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  });
});

describe('the selection', () => {
  const edge = { type: 'edge', id: 'e' } as const;
  const node = { type: 'node', id: 'n' } as const;

  it('is replaced, added to, or toggled', () => {
    const one = choose(NOTHING, edge, 'only');
    expect([...one.edges]).toEqual(['e']);
    const both = choose(one, node, 'add');
    expect([both.edges.size, both.nodes.size]).toEqual([1, 1]);
    expect(choose(both, node, 'toggle').nodes.size).toBe(0);
    expect(choose(both, node, 'only').edges.size).toBe(0);
    expect(one.nodes.size).toBe(0);
  });

  it('follows the keys that are held', () => {
    const keys = { shiftKey: false, ctrlKey: false, metaKey: false };
    expect(chooseMode(keys)).toBe('only');
    expect(chooseMode({ ...keys, shiftKey: true })).toBe('add');
    expect(chooseMode({ ...keys, ctrlKey: true, shiftKey: true })).toBe(
      'toggle',
    );
    expect(chooseMode({ ...keys, metaKey: true })).toBe('toggle');
  });
});

describe('what is kept loaded', () => {
  it('asks again when what it reads changes, and drops late answers', async () => {
    const wanted = signal('a');
    const target = signal<Loadable<string>>(IDLE);
    const answers = new Map<string, (value: string) => void>();
    const stop = keepLoaded(target, signal(0), () => {
      const key = wanted.value;
      return new Promise((resolve) => answers.set(key, resolve));
    });
    wanted.value = 'b';
    answers.get('b')!('second');
    await vi.waitFor(() => expect(target.value.state).toBe('ready'));
    answers.get('a')!('first, too late');
    await Promise.resolve();
    expect(valueOf(target.value)).toBe('second');
    wanted.value = 'c';
    expect(target.value.state).toBe('loading');
    expect(valueOf(target.value)).toBe('second');
    stop();
  });

  it('shows a failure, and tries again on a new attempt', async () => {
    const attempt = signal(0);
    const target = signal<Loadable<number>>(IDLE);
    let works = false;
    const stop = keepLoaded(target, attempt, async () => {
      if (!works) throw new Problem('no', { code: 'INTERNAL' });
      return 7;
    });
    await vi.waitFor(() => expect(target.value.state).toBe('failed'));
    works = true;
    attempt.value++;
    await vi.waitFor(() => expect(valueOf(target.value)).toBe(7));
    stop();
  });

  it('is idle where there is nothing to ask for', () => {
    const target = signal<Loadable<number>>({ state: 'ready', value: 1 });
    const stop = keepLoaded(target, signal(0), () => null);
    expect(target.value).toBe(IDLE);
    stop();
  });
});

describe('problems', () => {
  it('carry what the server said and where', () => {
    const problem = problemFrom(
      422,
      JSON.stringify({
        title: 'Bad input',
        detail: 'Line 3 is short.',
        code: 'INVALID_DATA',
        details: { file: 'x.csv', line: 3, column: 2, expected: '3 cells' },
        traceId: 't-1',
      }),
    );
    expect(problem).toMatchObject({
      message: 'Line 3 is short.',
      code: 'INVALID_DATA',
      status: 422,
      place: { file: 'x.csv', line: 3, column: 2, expected: '3 cells' },
      traceId: 't-1',
    });
  });

  it('are made of any answer', () => {
    const problem = problemFrom(502, '<html>Bad gateway</html>');
    expect(problem.code).toBe('HTTP_502');
    expect(problem.message).toContain('502');
    expect(problem.place).toEqual({});
  });

  it('are not made of an abort', () => {
    expect(problemOf(new DOMException('', 'AbortError'))).toBeNull();
    expect(problemOf(new Error('x'))?.message).toBe('x');
    expect(problemOf('y')?.message).toBe('y');
  });
});

describe('the hand-over from bands to rows', () => {
  it('holds for one relation and one s, and can be refused', () => {
    const store = new Store();
    store.focus.value = 'a';
    handOver(store, 12);
    expect(store.shownDrawing.value).toBe('rows');
    store.s.value = 2;
    expect(store.shownDrawing.value).toBe('bands');
    store.s.value = 1;
    showDrawing(store, 'bands');
    expect(store.shownDrawing.value).toBe('bands');
    handOver(store, 12);
    expect(store.shownDrawing.value).toBe('bands');
    store.focus.value = 'b';
    handOver(store, null);
    expect(store.shownDrawing.value).toBe('rows');
    showDrawing(store, 'table');
    expect(store.shownDrawing.value).toBe('table');
  });
});
