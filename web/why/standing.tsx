import { formatCount } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { valueOf } from '../state/loadable.ts';
import { useStore } from '../state/store-context.ts';
import { Section } from './section.tsx';

/** Where the relation sits among the others: size, neighbours, reach, degrees. */
export function Standing() {
  const store = useStore();
  const edge = valueOf(store.edge.value);
  const neighbourhood = valueOf(store.neighbourhood.value);
  if (!edge) return null;
  const degrees = edge.members.map(({ degree }) => degree);
  const facts: (readonly [string, string])[] = [
    [TEXT.why.size, formatCount(edge.size)],
  ];
  if (degrees.length > 0) {
    const range = TEXT.why.degreeRange(
      Math.min(...degrees),
      Math.max(...degrees),
    );
    facts.push([TEXT.why.degrees, range]);
  }
  if (neighbourhood) {
    const { s, total, component } = neighbourhood;
    facts.push(
      [TEXT.why.neighbours(s), formatCount(Math.max(0, total - 1))],
      [TEXT.why.component(s), TEXT.relations(component.size)],
    );
  }
  return (
    <Section title={TEXT.why.topology}>
      <dl class="facts">
        {facts.flatMap(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`}>{value}</dd>,
        ])}
      </dl>
    </Section>
  );
}
