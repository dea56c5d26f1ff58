/** What somebody may say of a relation, in the words that the ranking learns from. */
export const VERDICTS = ['anomalous', 'benign', 'unsure'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Other words in use for the same. */
const SAME: Readonly<Record<string, Verdict>> = {
  '1': 'anomalous',
  '0': 'benign',
};

/** The verdict that a label's word stands for; null for any other word. */
export function verdictOf(label: string | null): Verdict | null {
  const word = label?.trim().toLowerCase() ?? '';
  return VERDICTS.find((verdict) => verdict === word) ?? SAME[word] ?? null;
}
