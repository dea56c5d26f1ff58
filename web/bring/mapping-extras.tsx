import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { changeMapping } from './bring-actions.ts';
import { WINDOWS, type Mapping, type Window } from './mapping.ts';
import type { TablePreview } from './preview.ts';

/** Time buckets where rows are grouped, and cells that hold several members. */
export function MappingExtras(props: {
  preview: TablePreview;
  mapping: Mapping;
}) {
  const store = useStore();
  const { mapping } = props;
  const canGroup =
    mapping.roles.includes('key') && mapping.roles.includes('time');
  return (
    <div class="mapping-extra">
      {canGroup && (
        <label>
          {TEXT.bring.windowLabel}
          <select
            class="select"
            value={mapping.window}
            onChange={(event) => {
              const window = event.currentTarget.value as Window;
              changeMapping(store, { ...mapping, window });
            }}
          >
            {WINDOWS.map((window) => (
              <option key={window} value={window}>
                {TEXT.bring.windows[window]}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {TEXT.bring.splitLabel}
        <input
          class="field"
          maxLength={16}
          autocomplete="off"
          value={mapping.split}
          onInput={(event) =>
            changeMapping(store, {
              ...mapping,
              split: event.currentTarget.value,
            })
          }
        />
      </label>
    </div>
  );
}
