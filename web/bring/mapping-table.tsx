import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { changeMapping } from './bring-actions.ts';
import {
  COLUMN_ROLES,
  withRole,
  type ColumnRole,
  type Mapping,
} from './mapping.ts';
import type { TablePreview } from './preview.ts';

const SHOWN_ROWS = 12;

/** The first rows, with a choice of meaning over each column. */
export function MappingTable(props: {
  preview: TablePreview;
  mapping: Mapping;
}) {
  const store = useStore();
  const { preview, mapping } = props;
  const isOff = (index: number) =>
    mapping.roles[index] === 'ignore' ? 'off' : undefined;
  return (
    <div
      class="preview"
      tabIndex={0}
      role="region"
      aria-label={TEXT.bring.preview}
    >
      <table class="grid">
        <thead>
          <tr class="roles">
            {preview.columns.map((column, index) => (
              <th key={column} scope="col">
                <select
                  class="select"
                  aria-label={TEXT.bring.roleOf(column)}
                  value={mapping.roles[index]}
                  onChange={(event) => {
                    const role = event.currentTarget.value as ColumnRole;
                    changeMapping(store, withRole(mapping, index, role));
                  }}
                >
                  {COLUMN_ROLES.map((role) => (
                    <option key={role} value={role}>
                      {TEXT.bring.roles[role]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
          <tr>
            {preview.columns.map((column, index) => (
              <th key={column} scope="col" class={isOff(index)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, SHOWN_ROWS).map((row, rowIndex) => (
            <tr key={rowIndex}>
              {preview.columns.map((column, index) => (
                <td key={column} class={isOff(index)} title={row[index]}>
                  {row[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
