import { formatBytes, formatCount } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { useStore } from '../state/store-context.ts';
import { finish } from './bring-actions.ts';
import type { BringStep } from './bring-step.ts';

/** How much is sent, and that the server reads once all is. */
export function SendingStep({
  now,
}: {
  now: Extract<BringStep, { step: 'sending' }>;
}) {
  const { sent, total } = now.progress;
  const percent = total > 0 ? Math.round((100 * sent) / total) : 100;
  const isSent = total > 0 && sent >= total;
  return (
    <div class="problem-place">
      <div class="progress">
        <h1>{TEXT.bring.sending(now.file.name)}</h1>
        <div
          class="meter"
          role="progressbar"
          aria-label={TEXT.bring.sending(now.file.name)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <i style={{ width: `${String(percent)}%` }} />
        </div>
        <div class="progress-line">
          <span role="status">
            {isSent
              ? TEXT.bring.serverReads
              : TEXT.bring.sent(formatBytes(sent), formatBytes(total))}
          </span>
          <span class="fill" />
          <button type="button" class="button" onClick={now.cancel}>
            {TEXT.bring.cancel}
          </button>
        </div>
      </div>
    </div>
  );
}

/** The new data set, and the rows that were left out of it. */
export function DoneStep({
  now,
}: {
  now: Extract<BringStep, { step: 'done' }>;
}) {
  const store = useStore();
  const { name, edges, nodes, rejected } = now.upload;
  return (
    <div class="problem-place">
      <div class="progress">
        <span class="tag ok">{TEXT.bring.addedTag}</span>
        <h1>{TEXT.bring.added(name)}</h1>
        <p class="soft">{TEXT.bring.addedFacts(edges, nodes)}</p>
        <h2 class="section-head" style={{ marginTop: '18px' }}>
          {TEXT.bring.rejected}{' '}
          <span class="tag bad">{formatCount(rejected.count)}</span>
          <small>
            {TEXT.bring.rejectedCount(rejected.rows.length, rejected.count)}
          </small>
        </h2>
        <div
          class="grid-scroll"
          tabIndex={0}
          role="region"
          aria-label={TEXT.bring.rejected}
        >
          <table class="grid">
            <thead>
              <tr>
                {TEXT.bring.rejectedColumns.map((column, index) => (
                  <th
                    key={column}
                    scope="col"
                    class={index < 2 ? 'number' : undefined}
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rejected.rows.map(
                ({ line, column, expected, reason }, index) => (
                  <tr key={index}>
                    <td class="number">
                      {line === null ? '–' : formatCount(line)}
                    </td>
                    <td class="number">
                      {column === null ? '–' : formatCount(column)}
                    </td>
                    <td>{expected}</td>
                    <td>{reason}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
        <button
          type="button"
          class="button primary"
          onClick={() => finish(store)}
        >
          {TEXT.bring.show(edges)}
        </button>
      </div>
    </div>
  );
}
