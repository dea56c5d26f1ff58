import { Icon } from '../frame/icon.tsx';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';

/** File, mapping, add: which of them is now. */
export function BringSteps() {
  const store = useStore();
  const { step } = store.bring.value;
  const now =
    step === 'choose' || step === 'looking' ? 0 : step === 'mapping' ? 1 : 2;
  return (
    <ol class="steps" aria-label={TEXT.bring.stepsLabel}>
      {TEXT.bring.steps.map((name, index) => (
        <li
          key={name}
          class={index < now ? 'done' : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          <i>{index < now ? <Icon name="check" size={11} /> : index + 1}</i>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}
