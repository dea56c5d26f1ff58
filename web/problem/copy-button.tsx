import { useSignal } from '@preact/signals';

/** Copies text and says that it did. */
export function CopyButton(props: {
  text: string;
  label: string;
  done: string;
}) {
  const copied = useSignal(false);
  return (
    <button
      type="button"
      class="button quiet"
      onClick={() => {
        void navigator.clipboard.writeText(props.text).then(() => {
          copied.value = true;
        });
      }}
    >
      <span role="status">{copied.value ? props.done : props.label}</span>
    </button>
  );
}
