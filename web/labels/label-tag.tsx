import { Icon, type IconName } from '../frame/icon.tsx';
import { TEXT } from '../messages.ts';
import { verdictOf, type Verdict } from './verdict.ts';

export const VERDICT_ICONS: Readonly<Record<Verdict, IconName>> = {
  anomalous: 'check',
  benign: 'minus',
  unsure: 'question',
};

const TONES: Readonly<Record<Verdict, string>> = {
  anomalous: 'bad',
  benign: 'ok',
  unsure: 'warn',
};

/** A label as a sign with a word; words of others' own making stand as they are. */
export function LabelTag({ label }: { label: string }) {
  const verdict = verdictOf(label);
  if (!verdict) return <span class="tag clip">{label}</span>;
  return (
    <span class={`tag ${TONES[verdict]} label-tag`}>
      <Icon name={VERDICT_ICONS[verdict]} size={10} />
      {TEXT.labels.short[verdict]}
    </span>
  );
}
