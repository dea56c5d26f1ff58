import type { Random } from '#numeric/random.ts';
import { seededStream } from '../seeded-stream.ts';

/** Where payments are made on the counter, largest first. */
export const CITIES = [
  'Lyon',
  'Lille',
  'Nantes',
  'Rennes',
  'Toulouse',
  'Nice',
  'Metz',
  'Tours',
] as const;

/** The city of payments that have none. */
export const ONLINE = 'online';

/** What is sold, how much it costs, and how much of life it is. */
export interface Trade {
  readonly name: string;
  /** Median amount in euros, and the spread of its logarithm. */
  readonly amount: number;
  readonly spread: number;
  /** Share of payments. */
  readonly share: number;
  /** Shops a city has for every hundred people. */
  readonly density: number;
  readonly isOnline: boolean;
}

/** Name, median amount, its spread, share of payments, shops a hundred people. */
const counterTrades = [
  ['grocery', 24, 0.8, 0.34, 1.2],
  ['bakery', 5, 0.5, 0.17, 1.4],
  ['fuel', 52, 0.4, 0.07, 0.4],
  ['restaurant', 21, 0.6, 0.13, 1.5],
  ['pharmacy', 14, 0.7, 0.05, 0.5],
  ['clothes', 45, 0.7, 0.05, 0.8],
  ['electronics', 160, 0.9, 0.02, 0.2],
] as const;
const onlineTrades = [
  ['webshop', 34, 0.9, 0.12, 0.5],
  ['streaming', 11, 0.2, 0.03, 0.05],
  ['tickets', 65, 0.6, 0.02, 0.05],
] as const;

export const TRADES: readonly Trade[] = [
  ...counterTrades.map((row) => trade(row, false)),
  ...onlineTrades.map((row) => trade(row, true)),
];

function trade(
  [name, amount, spread, share, density]: readonly [
    string,
    number,
    number,
    number,
    number,
  ],
  isOnline: boolean,
): Trade {
  return { name, amount, spread, share, density, isOnline };
}

export interface Merchant {
  readonly id: string;
  readonly trade: Trade;
  readonly city: string;
  /** Terminals on the counter; none online. */
  readonly terminals: readonly string[];
}

export interface Holder {
  readonly card: string;
  readonly city: string;
  /** Telephones and computers that pay online. */
  readonly devices: readonly string[];
  /** Shops usually gone to, by trade, the usual one first. */
  readonly usual: ReadonlyMap<Trade, readonly Merchant[]>;
  /** Payments a day. */
  readonly rate: number;
}

/** Everybody who pays and everywhere they can. */
export interface Market {
  readonly holders: readonly Holder[];
  readonly merchants: readonly Merchant[];
  /** Merchants of a trade in a city, or online. */
  at(trade: Trade, city: string): readonly Merchant[];
}

/**
 * A market of `people` card holders, the same for the same seed.
 * @remarks O(people).
 */
export function buildMarket(people: number, seed: number): Market {
  const random = seededStream(seed, 'market');
  const merchants = CITIES.flatMap((city, rank) =>
    TRADES.filter(({ isOnline }) => !isOnline).flatMap((each) =>
      merchantsOf(each, city, (people / CITIES.length) * (1.4 - rank * 0.1)),
    ),
  );
  for (const each of TRADES.filter(({ isOnline }) => isOnline)) {
    merchants.push(...merchantsOf(each, ONLINE, people));
  }
  const placed = new Map<string, Merchant[]>();
  for (const merchant of merchants) {
    const key = placeKey(merchant.trade, merchant.city);
    placed.set(key, [...(placed.get(key) ?? []), merchant]);
  }
  const at: Market['at'] = (each, city) =>
    placed.get(placeKey(each, each.isOnline ? ONLINE : city)) ?? [];
  const holders = Array.from({ length: people }, (_, number) =>
    buildHolder(number, random, at),
  );
  return { holders, merchants, at };
}

function placeKey({ name }: Trade, city: string): string {
  return `${name} ${city}`;
}

function merchantsOf(each: Trade, city: string, people: number): Merchant[] {
  const count = Math.max(2, Math.round((people / 100) * each.density));
  return Array.from({ length: count }, (_, number) => {
    const id = `${each.name}-${city.toLowerCase()}-${String(number + 1)}`;
    const tills = each.isOnline ? 0 : 1 + (number % 2);
    const terminals = Array.from(
      { length: tills },
      (__, till) => `till-${id}-${String(till + 1)}`,
    );
    return { id, trade: each, city, terminals };
  });
}

function buildHolder(number: number, random: Random, at: Market['at']): Holder {
  // The first city is about twice the last.
  const city =
    CITIES[Math.floor(random.float() ** 1.3 * CITIES.length)] ?? CITIES[0];
  const name = String(number + 1).padStart(5, '0');
  const devices = Array.from(
    { length: 1 + random.int(2) },
    (_, device) => `device-${name}-${String(device + 1)}`,
  );
  const usual = new Map(
    TRADES.map((each) => {
      const near = [...at(each, city)];
      random.shuffle(near);
      return [each, near.slice(0, 3)] as const;
    }),
  );
  const rate = Math.exp(0.45 * random.normal());
  return { card: `card-${name}`, city, devices, usual, rate };
}
