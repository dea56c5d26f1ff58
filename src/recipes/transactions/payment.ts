import type { Random } from '#numeric/random.ts';
import type { ScenarioRecord } from '../scenario.ts';
import { ONLINE, type Merchant, type Trade } from './market.ts';

/** Columns of `events.csv` after `time`, in order. */
export const PAYMENT_COLUMNS = [
  'card',
  'merchant',
  'device',
  'city',
  'amount',
  'trade',
  'outcome',
] as const;

export interface Payment {
  readonly seconds: number;
  readonly card: string;
  readonly merchant: Merchant;
  /** A terminal of the merchant's, or what paid online. */
  readonly device: string;
  readonly amount: number;
  readonly isDeclined?: boolean;
  readonly scenario?: string;
}

export function paymentRecord(payment: Payment): ScenarioRecord {
  const { seconds, card, merchant, device, amount, scenario } = payment;
  return {
    seconds,
    scenario,
    cells: [
      card,
      merchant.id,
      device,
      merchant.city,
      amount.toFixed(2),
      merchant.trade.name,
      payment.isDeclined === true ? 'declined' : 'approved',
    ],
  };
}

/** An ordinary amount of a trade, in euros. */
export function ordinaryAmount(random: Random, trade: Trade): number {
  return trade.amount * Math.exp(trade.spread * random.normal());
}

/** What pays at a merchant: a till on the counter, else one of the holder's devices. */
export function payingDevice(
  random: Random,
  merchant: Merchant,
  devices: readonly string[],
): string {
  return random.pick(merchant.city === ONLINE ? devices : merchant.terminals);
}
