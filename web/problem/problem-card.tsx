import type { Problem, ProblemPlace } from '../api/problem.ts';
import { formatCount } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { CopyButton } from './copy-button.tsx';

/** One way on from a failure. */
export interface Way {
  readonly name: string;
  readonly why: string;
  readonly go: () => void;
}

/** What stopped, where, what is kept, ways on, and a code to copy. */
export function ProblemCard(props: {
  title: string;
  problem: Problem;
  kept?: string;
  ways: readonly Way[];
}) {
  const { title, problem, kept, ways } = props;
  return (
    <div class="problem-place">
      <div class="problem" role="alert">
        <span class="tag bad">{TEXT.problem.stopped}</span>
        <h1>{title}</h1>
        <p>{problem.message}</p>
        {kept && <p>{kept}</p>}
        <Where place={problem.place} />
        <ul class="ways">
          {ways.map((way, index) => (
            <li key={way.name}>
              <span>
                <b>{way.name}</b>
                {way.why}
              </span>
              <button
                type="button"
                class={index === 0 ? 'button primary' : 'button'}
                onClick={way.go}
              >
                {way.name}
              </button>
            </li>
          ))}
        </ul>
        <ProblemCode problem={problem} />
      </div>
    </div>
  );
}

function Where({ place }: { place: ProblemPlace }) {
  const { file, line, column, expected } = place;
  const facts: (readonly [string, string])[] = [];
  if (file) facts.push([TEXT.problem.file, file]);
  if (line !== undefined) facts.push([TEXT.problem.line, formatCount(line)]);
  if (column !== undefined) {
    const text = typeof column === 'number' ? formatCount(column) : column;
    facts.push([TEXT.problem.column, text]);
  }
  if (expected) facts.push([TEXT.problem.expected, expected]);
  if (facts.length === 0) return null;
  return (
    <dl class="where" aria-label={TEXT.problem.place}>
      {facts.flatMap(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name} value`}>{value}</dd>,
      ])}
    </dl>
  );
}

function ProblemCode({ problem }: { problem: Problem }) {
  const { code, status, traceId, message, place } = problem;
  const words = [
    code,
    ...(status > 0 ? [String(status)] : []),
    ...(traceId ? [TEXT.problem.trace(traceId)] : []),
  ];
  const details = JSON.stringify({ code, status, message, place, traceId });
  return (
    <div class="problem-code">
      <span class="mono">{words.join(' · ')}</span>
      <span class="fill" />
      <CopyButton
        text={details}
        label={TEXT.problem.copy}
        done={TEXT.problem.copied}
      />
    </div>
  );
}

/** A failure of one part, inside its panel; the rest of the page goes on. */
export function ProblemInline(props: {
  problem: Problem;
  onRetry: () => void;
}) {
  return (
    <div class="problem-inline" role="alert">
      <b>{TEXT.problem.partTitle}</b>
      <span>{props.problem.message}</span>
      <button type="button" class="button" onClick={props.onRetry}>
        {TEXT.problem.retry}
      </button>
    </div>
  );
}
