import { formatSecond } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { Section } from './section.tsx';

/** Said elsewhere, or kept only so that a file can be written back as it was. */
const UNLISTED: ReadonlySet<string> = new Set(['time', 'hif.record']);

/** When it was, what else its record says, and which record that is. */
export function Origin() {
  const store = useStore();
  const edge = valueOf(store.edge.value);
  if (!edge) return null;
  const kept = Object.entries(edge.properties).filter(
    ([name, value]) => value !== null && !UNLISTED.has(name),
  );
  const facts: (readonly [string, string])[] = [
    ...(edge.time === null
      ? []
      : [
          [
            TEXT.why.when,
            `${formatSecond(edge.time)} ${TEXT.context.utc}`,
          ] as const,
        ]),
    ...kept.map(([name, value]) => [name, shown(value)] as const),
  ];
  return (
    <Section title={TEXT.why.source}>
      <dl class="facts">
        {edge.source ? (
          <>
            <dt class="mono">{edge.source.file}</dt>
            <dd>{TEXT.why.sourceRow(edge.source.row)}</dd>
          </>
        ) : (
          <dt>{TEXT.why.noSource}</dt>
        )}
        {facts.flatMap(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`} title={value}>
            {value}
          </dd>,
        ])}
      </dl>
    </Section>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
