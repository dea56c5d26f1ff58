import type { Random } from '#numeric/random.ts';
import { DAY, HOUR, MINUTE } from '../scenario.ts';
import { seededStream } from '../seeded-stream.ts';
import { TRADES, type Holder, type Market, type Merchant } from './market.ts';
import { ordinaryAmount, payingDevice, type Payment } from './payment.ts';

/** What is planted, each with its share of the planted records. */
export const FRAUD_SHARES = {
  'card-testing': 0.4,
  'account-takeover': 0.25,
  'shared-device': 0.2,
  'bust-out': 0.15,
} as const;

export type FraudName = keyof typeof FRAUD_SHARES;

/** What a planter knows. */
interface FraudContext {
  readonly market: Market;
  readonly random: Random;
  /** First second of the month, and how many days it has. */
  readonly start: number;
  readonly days: number;
}

/** Plants one case of about so many payments at most. */
type Planter = (context: FraudContext, most: number) => Payment[];

/**
 * All planted payments, about `count` of them, in no order.
 * @param seed - Seed of the scenario.
 */
export function plantFraud(
  context: Omit<FraudContext, 'random'>,
  count: number,
  seed: number,
): Payment[] {
  const planted: Payment[] = [];
  for (const [name, share] of Object.entries(FRAUD_SHARES)) {
    const random = seededStream(seed, `fraud ${name}`);
    const wanted = Math.round(count * share);
    const plant = planters[name as FraudName];
    for (let done = 0; done < wanted;) {
      const found = plant({ ...context, random }, wanted - done);
      const some = found.slice(0, wanted - done);
      planted.push(...some.map((payment) => ({ ...payment, scenario: name })));
      done += some.length;
    }
  }
  return planted;
}

const planters: Record<FraudName, Planter> = {
  'card-testing': testCards,
  'account-takeover': takeOver,
  'shared-device': shareDevice,
  'bust-out': bustOut,
};

/** Stolen numbers tried with small sums at one webshop, a minute or so apart. */
function testCards(context: FraudContext, most: number): Payment[] {
  const { market, random } = context;
  const merchant = onlineMerchant(context);
  const devices = fraudDevices(random, 1 + random.int(2));
  let seconds = anyTime(context);
  return Array.from({ length: Math.min(most, 8 + random.int(14)) }, () => {
    seconds += 20 + random.exponential(1 / MINUTE);
    return {
      seconds,
      card: random.pick(market.holders).card,
      merchant,
      device: random.pick(devices),
      amount: 0.5 + 1.5 * random.float(),
      isDeclined: random.chance(0.6),
    };
  });
}

/** One card used by somebody else: a new device, other shops, larger sums. */
function takeOver(context: FraudContext, most: number): Payment[] {
  const { market, random } = context;
  const { card } = random.pick(market.holders);
  const [device = ''] = fraudDevices(random, 1);
  let seconds = anyTime(context);
  return Array.from({ length: Math.min(most, 2 + random.int(4)) }, () => {
    seconds += random.exponential(1 / (2 * HOUR));
    const merchant = onlineMerchant(context);
    const amount = 3 * ordinaryAmount(random, merchant.trade);
    return { seconds, card, merchant, device, amount };
  });
}

/** A ring: one device pays with many people's cards over days, at usual sums. */
function shareDevice(context: FraudContext, most: number): Payment[] {
  const { market, random, start, days } = context;
  const [device = ''] = fraudDevices(random, 1);
  const cards = Array.from(
    { length: 4 + random.int(4) },
    () => random.pick(market.holders).card,
  );
  const shops = [onlineMerchant(context), onlineMerchant(context)];
  const first = start + random.float() * (days - 5) * DAY;
  return Array.from({ length: Math.min(most, 6 + random.int(8)) }, () => {
    const merchant = random.pick(shops);
    return {
      seconds: first + random.float() * 5 * DAY,
      card: random.pick(cards),
      merchant,
      device,
      amount: ordinaryAmount(random, merchant.trade),
    };
  });
}

/** A few cards empty themselves at one small shop's till in another city. */
function bustOut(context: FraudContext, most: number): Payment[] {
  const { market, random } = context;
  const cards = Array.from({ length: 3 + random.int(3) }, () =>
    random.pick(market.holders),
  );
  const merchant = farMerchant(context, cards[0]);
  const first = anyTime(context);
  return Array.from({ length: Math.min(most, 5 + random.int(6)) }, () => ({
    seconds: first + random.float() * 3 * HOUR,
    card: random.pick(cards).card,
    merchant,
    device: payingDevice(random, merchant, []),
    amount: 180 + 400 * random.float(),
  }));
}

function onlineMerchant({ market, random }: FraudContext): Merchant {
  const trades = TRADES.filter(({ isOnline }) => isOnline);
  return random.pick(market.at(random.pick(trades), ''));
}

function farMerchant(
  { market, random }: FraudContext,
  holder: Holder | undefined,
): Merchant {
  const shops = market.merchants.filter(
    ({ city, trade }) =>
      city !== holder?.city && ['clothes', 'electronics'].includes(trade.name),
  );
  return random.pick(shops);
}

function fraudDevices(random: Random, count: number): string[] {
  return Array.from(
    { length: count },
    () => `device-${String(10_000_000 + random.int(90_000_000))}`,
  );
}

function anyTime({ random, start, days }: FraudContext): number {
  return start + random.float() * (days - 0.5) * DAY;
}
