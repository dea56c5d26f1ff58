import { PolyadError } from '#errors/polyad-error.ts';

/** How a value stands to a number. */
const comparisons = {
  '>=': (value: number, bound: number) => value >= bound,
  '<=': (value: number, bound: number) => value <= bound,
  '!=': (value: number, bound: number) => value !== bound,
  '>': (value: number, bound: number) => value > bound,
  '<': (value: number, bound: number) => value < bound,
  '=': (value: number, bound: number) => value === bound,
} as const satisfies Record<string, (value: number, bound: number) => boolean>;

/** A condition on one statistic, such as `degree>=5`. */
export interface Condition {
  readonly statistic: string;
  readonly operator: keyof typeof comparisons;
  readonly bound: number;
}

const CONDITION = /^\s*([^<>=!]+?)\s*(>=|<=|!=|==|=|>|<)\s*(\S+)\s*$/;

/**
 * Reads `degree>=5`: a statistic, one of `>= <= > < = !=`, and a number.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function parseCondition(text: string): Condition {
  const [, statistic, sign, number] = CONDITION.exec(text) ?? [];
  const operator = Object.keys(comparisons).find(
    (name): name is Condition['operator'] =>
      name === (sign === '==' ? '=' : sign),
  );
  const bound = Number(number);
  if (statistic === undefined || !operator || Number.isNaN(bound)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `"${text}" is no condition. Write a statistic, one of >= <= > < = !=, and a number, such as degree>=5.`,
      { condition: text },
    );
  }
  return { statistic, operator, bound };
}

/** Whether `value` meets the condition; no value (NaN) meets none. */
export function meets(
  { operator, bound }: Condition,
  value: number | undefined,
): boolean {
  if (value === undefined || Number.isNaN(value)) return false;
  return comparisons[operator](value, bound);
}
