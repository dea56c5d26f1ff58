import { describe, expect, it } from 'vitest';
import { Desk } from './desk.ts';

interface Found {
  of: string;
  results: {
    id: string;
    members: string[];
    explanation?: { text: string; ordinary?: { text: string } | null };
  }[];
  changes?: object[];
}

/** Forty days of orders, none red and square but one. */
function deskWithOrders(): Desk {
  const desk = new Desk();
  const rows = Array.from({ length: 400 }, (_, i) => {
    const time = new Date(Date.UTC(2026, 0, 1) + i * 8_640_000).toISOString();
    const colour = i % 2 === 0 ? 'red' : 'blue';
    const shape = i === 40 || i % 2 === 1 ? 'square' : 'round';
    return `c${i % 20},s${i % 4},${colour},${shape},${time}`;
  });
  desk.file('orders.csv', `who,shop,colour,shape,time\n${rows.join('\n')}\n`);
  return desk;
}

const reading = [
  ...['--node', 'who,shop', '--keep', 'colour,shape', '--time', 'time'],
];

// many commands, and a loaded machine starts them slowly
describe(
  'what anomalies can score beside relations',
  { timeout: 120_000 },
  () => {
    it('combinations, windows, groups and missing members', async () => {
      const desk = deskWithOrders();
      const find = (of: string, ...more: string[]): Promise<Found> =>
        desk.json<Found>(
          'anomalies',
          'orders.csv',
          ...reading,
          '--of',
          of,
          ...more,
        );
      const combinations = await find('combinations');
      expect(combinations.results[0]).toMatchObject({
        id: 'colour red with shape square',
        members: ['40'],
      });
      const windows = await find('windows', '--width', '1d', '--top', '2');
      expect(windows.results[0]?.id).toMatch(/^2026-0[12]-\d\dT00:00/);
      expect(windows.changes).toEqual([]);
      expect((await find('groups')).of).toBe('groups');
      expect((await find('missing')).results).toEqual([]);
      const [status, error] = await desk.failure(
        ...[
          'anomalies',
          'orders.csv',
          ...reading,
          '--of',
          'groups',
          '--ask',
          '3',
        ],
      );
      expect([status, error.code]).toEqual([2, 'INVALID_ARGUMENT']);
    });
  },
);
