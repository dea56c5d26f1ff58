import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { commandLine } from '#pipeline/report/command-line.ts';
import { composeReport } from '#pipeline/report/compose-report.ts';
import { degenerate, plainHypergraph } from '../support/plain-hypergraph.ts';
import {
  attribute,
  elementsOf,
  expectInert,
  pageOf,
  reportOf,
  sample,
} from './written-report.ts';

describe('the page of a report', () => {
  const page = pageOf(reportOf(sample));

  it('parses, and holds nothing that runs or is fetched', () => {
    expectInert(page);
  });

  it('allows its own style and nothing else', () => {
    const elements = elementsOf(page);
    const [style, ...others] = elements.filter(
      ({ tagName }) => tagName === 'style',
    );
    expect(others).toEqual([]);
    const text = (style?.childNodes[0] as { value: string }).value;
    const hash = createHash('sha256').update(text).digest('base64');
    const policy = elements.find(
      (element) =>
        attribute(element, 'http-equiv') === 'Content-Security-Policy',
    );
    expect(policy && attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has a name for every drawing, and a table beside every plot', () => {
    const elements = elementsOf(page);
    const plots = elements.filter(
      (element) => attribute(element, 'class') === 'plot',
    );
    expect(plots.length).toBeGreaterThan(5);
    for (const plot of plots) {
      expect(attribute(plot, 'aria-label')).not.toBe('');
      const card = plot.parentNode as DefaultTreeAdapterTypes.Element;
      expect(card.tagName).toBe('figure');
      const inside = JSON.stringify(card, (key, value: unknown) =>
        key === 'parentNode' ? undefined : value,
      );
      expect(inside).toContain('"tagName":"table"');
    }
  });

  it('takes names for text, whatever they say', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</style></title><iframe src=//evil.example>',
      '&lt;b&gt; &amp; ]]> <!-- -->',
      'nul\u0000 bell\u0007 override\u202Eexe',
      '${7*7} {{7*7}} `x`',
    ];
    const builder = new HypergraphBuilder();
    for (const [at, name] of hostile.entries()) {
      const edge = builder.addEdge(name);
      builder.setEdge(edge, 'description', `<b>${name}</b>`);
      for (const other of hostile.slice(at)) {
        builder.addIncidence(edge, builder.addNode(other));
      }
    }
    const report = composeReport({
      hypergraph: builder.build(),
      title: hostile.join(' '),
      provenance: [['source', hostile.join(' ')]],
      rejected: { count: 9, rows: hostile },
      command: (name) =>
        commandLine(
          {
            source: hostile.join(' '),
            choice: { mapping: {}, strict: false },
            seed: 0,
          },
          name,
        ),
    });
    const written = pageOf(report);
    const elements = elementsOf(written);
    const tags = new Set(elements.map(({ tagName }) => tagName));
    for (const tag of ['script', 'img', 'iframe', 'b']) {
      expect(tags).not.toContain(tag);
    }
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(attributes.filter(({ name }) => name.startsWith('on'))).toEqual([]);
    expect(written).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(written).not.toContain('\u0000');
  });

  it('is there for any hypergraph', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const written = pageOf(reportOf(hypergraph));
        expectInert(written);
        expect(written).not.toMatch(/NaN|undefined|\[object/);
      }),
      { numRuns: 25 },
    );
  });

  it.each(degenerate)('is there for %s', (_, hypergraph) => {
    const report = reportOf(hypergraph);
    expect(report.counts[0]).toEqual({
      name: 'nodes',
      value: hypergraph.nodeCount,
    });
    expectInert(pageOf(report));
  });
});
