import type { ComponentChildren } from 'preact';

/** One heading of the panel with what stands under it. */
export function Section(props: {
  title: string;
  note?: string;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <h3 class="section-head">
        {props.title} {props.note && <small>{props.note}</small>}
      </h3>
      {props.children}
    </section>
  );
}
