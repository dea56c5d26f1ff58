import { useSignal, useSignalEffect } from '@preact/signals';
import { TEXT } from '../messages.ts';
import { setBrush } from '../state/actions.ts';
import { useStore } from '../state/store-context.ts';
import { parseTypedTime, typedTime } from './typed-time.ts';

/** From and To as text: the brush without a drag. */
export function TimeFields() {
  const store = useStore();
  const from = useSignal('');
  const to = useSignal('');
  const fault = useSignal<string | null>(null);
  useSignalEffect(() => {
    const range = store.filters.value.brush ?? store.dataset.value?.time;
    from.value = range ? typedTime(range.from) : '';
    to.value = range ? typedTime(range.to) : '';
    fault.value = null;
  });
  const apply = () => {
    const start = parseTypedTime(from.value);
    const end = parseTypedTime(to.value);
    if (start === null || end === null) fault.value = TEXT.time.wrong;
    else if (start >= end) fault.value = TEXT.time.wrongOrder;
    else if (!isWhole(start, end)) setBrush(store, { from: start, to: end });
    else setBrush(store, null);
  };
  /** Typing the ends of the data is the same as no brush. */
  const isWhole = (start: number, end: number) => {
    const full = store.dataset.value?.time;
    return (
      full !== null &&
      full !== undefined &&
      typedTime(start) === typedTime(full.from) &&
      typedTime(end) === typedTime(full.to)
    );
  };
  const field = (id: string, label: string, text: typeof from) => (
    <label class="timeline-field">
      <span>{label}</span>
      <input
        id={id}
        class="field"
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        title={fault.value ?? TEXT.time.bracketKeys}
        aria-invalid={fault.value !== null}
        aria-describedby="time-fault"
        onInput={(event) => (text.value = event.currentTarget.value)}
        onChange={apply}
      />
    </label>
  );
  return (
    <div class="timeline-side" role="group" aria-label={TEXT.time.title}>
      <div class="section-head">
        {TEXT.time.title}{' '}
        <small id="time-fault" role="status">
          {fault.value ?? TEXT.time.note}
        </small>
      </div>
      {field('time-from', TEXT.time.from, from)}
      {field('time-to', TEXT.time.to, to)}
    </div>
  );
}
