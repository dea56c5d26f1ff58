import type { Random } from '#numeric/random.ts';
import { leisureHour } from '../daytime.ts';
import { plantCases } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  DAY,
  HOUR,
  inOrder,
  SCENARIO_START,
  scenarioFiles,
  scenarioSettings,
  type ScenarioRecord,
  type ScenarioSettings,
} from '../scenario.ts';
import { poisson, seededStream } from '../seeded-stream.ts';
import { FRAUDS } from './fraud.ts';
import {
  buildMarket,
  CITIES,
  TRADES,
  type Holder,
  type Market,
  type Merchant,
  type Trade,
} from './market.ts';
import {
  ordinaryAmount,
  PAYMENT_COLUMNS,
  payingDevice,
  paymentRecord,
  type Payment,
} from './payment.ts';

const limits = { edges: 30_000, fewest: 2000, planted: 0.01 };

const DAYS = 30;

/**
 * A month of card payments as `events.csv`, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateTransactions(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return scenarioFiles(PAYMENT_COLUMNS, () => payments(settings));
}

function payments(settings: ScenarioSettings): Iterable<ScenarioRecord> {
  const { edges, anomalies, seed } = settings;
  // e^(0.45²/2) payments a day on average; the planted ones come on top.
  const people = Math.round((edges - anomalies) / (DAYS * 1.107));
  const market = buildMarket(people, seed);
  const frauds = plantCases(FRAUDS, { market, days: DAYS }, settings);
  const planted = frauds.map(paymentRecord);
  const lives = market.holders.map((holder) => {
    const random = seededStream(seed, holder.card);
    return { holder, random, trip: tripOf(random) };
  });
  return inOrder({ days: DAYS, planted }, (day) => {
    const records: ScenarioRecord[] = [];
    for (const { holder, random, trip } of lives) {
      const away = trip && day >= trip.first && day < trip.end;
      const city = away ? trip.city : holder.city;
      for (let left = poisson(random, holder.rate); left > 0; left--) {
        const payment = ordinary({ market, holder, city, random }, day);
        records.push(paymentRecord(payment));
      }
    }
    return records;
  });
}

/** One in five is away for some days: harmless novelty. */
function tripOf(
  random: Random,
): { first: number; end: number; city: string } | undefined {
  if (!random.chance(0.2)) return undefined;
  const first = random.int(DAYS - 3);
  const end = first + 2 + random.int(7);
  return { first, end, city: random.pick(CITIES) };
}

/** Somebody about to pay, and where they are. */
interface Shopper {
  readonly market: Market;
  readonly holder: Holder;
  readonly city: string;
  readonly random: Random;
}

function ordinary(shopper: Shopper, day: number): Payment {
  const { holder, random } = shopper;
  const trade = anyTrade(random);
  const merchant = shopFor(shopper, trade);
  return {
    seconds: SCENARIO_START + day * DAY + leisureHour(random) * HOUR,
    card: holder.card,
    merchant,
    device: payingDevice(random, merchant, holder.devices),
    amount: ordinaryAmount(random, trade),
    isDeclined: random.chance(0.02),
  };
}

/** Mostly the usual shops at home, sometimes any other. */
function shopFor(
  { market, holder, city, random }: Shopper,
  trade: Trade,
): Merchant {
  const usual = holder.usual.get(trade) ?? [];
  const isHome = city === holder.city || trade.isOnline;
  if (isHome && usual.length > 0 && random.chance(0.85)) {
    // The first of the usual ones about two times in three.
    const at = random.chance(0.66) ? 0 : random.int(usual.length);
    return usual[at] ?? random.pick(usual);
  }
  return random.pick(market.at(trade, city));
}

function anyTrade(random: Random): Trade {
  let rest = random.float() * TRADES.reduce((sum, { share }) => sum + share, 0);
  for (const trade of TRADES) {
    rest -= trade.share;
    if (rest < 0) return trade;
  }
  return random.pick(TRADES);
}
