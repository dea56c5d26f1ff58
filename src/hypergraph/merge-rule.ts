import type { PropertyValue } from './property-column.ts';

/**
 * How several values of one property become one. Nulls are left out before the
 * rule is asked; where nothing is left, the result is null.
 */
export type MergeRule =
  | 'first'
  | 'last'
  | 'sum'
  | 'min'
  | 'max'
  | 'mean'
  | 'count'
  | 'distinct'
  | ((values: readonly PropertyValue[]) => PropertyValue);

/** Rules by property name, over {@link defaultMergeRules}. */
export type MergeRules = Readonly<Record<string, MergeRule>>;

/**
 * What a transform does with a property unless told otherwise: weights add, a
 * merged relation spans from the earliest `time` to the latest `end`, distinct
 * roles are joined by `|`, anything else keeps its first value.
 */
export const defaultMergeRules: MergeRules = {
  weight: 'sum',
  time: 'min',
  end: 'max',
  role: (values) => [...new Set(values.map(String))].join('|'),
};

/** The rule for property `name`. */
export function ruleFor(name: string, rules: MergeRules): MergeRule {
  for (const known of [rules, defaultMergeRules]) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (rule !== undefined) return rule;
  }
  return 'first';
}

/** Applies `rule` to the values that are present; O(values). */
export function mergeValues(
  values: readonly PropertyValue[],
  rule: MergeRule,
): PropertyValue {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return rule === 'count' ? 0 : null;
  if (typeof rule === 'function') return rule(present);
  const numbers = (): number[] => present.map(Number);
  switch (rule) {
    case 'first':
      return present[0] ?? null;
    case 'last':
      return present.at(-1) ?? null;
    case 'sum':
      return numbers().reduce((sum, value) => sum + value, 0);
    case 'mean':
      return numbers().reduce((sum, value) => sum + value, 0) / present.length;
    case 'min':
      return numbers().reduce((least, value) => Math.min(least, value));
    case 'max':
      return numbers().reduce((most, value) => Math.max(most, value));
    case 'count':
      return present.length;
    case 'distinct':
      return [...new Set(present)];
  }
}
