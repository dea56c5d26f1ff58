import type { Random } from '#numeric/random.ts';
import type { CaseKinds, Drawing } from '../plant-cases.ts';
import { DAY, HOUR, MINUTE, SCENARIO_START } from '../scenario.ts';
import { TRADES, type Holder, type Market, type Merchant } from './market.ts';
import { ordinaryAmount, payingDevice, type Payment } from './payment.ts';

/** What a planter knows. */
interface FraudContext extends Drawing {
  readonly market: Market;
  /** Days of the month. */
  readonly days: number;
}

/** What is planted. */
export const FRAUDS: CaseKinds<FraudContext, Payment> = {
  'card-testing': { share: 0.4, plant: testCards },
  'account-takeover': { share: 0.25, plant: takeOver },
  'shared-device': { share: 0.2, plant: shareDevice },
  'bust-out': { share: 0.15, plant: bustOut },
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
  const { market, random, days } = context;
  const [device = ''] = fraudDevices(random, 1);
  const cards = Array.from(
    { length: 4 + random.int(4) },
    () => random.pick(market.holders).card,
  );
  const shops = [onlineMerchant(context), onlineMerchant(context)];
  const first = SCENARIO_START + random.float() * (days - 5) * DAY;
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

function anyTime({ random, days }: FraudContext): number {
  return SCENARIO_START + random.float() * (days - 0.5) * DAY;
}
