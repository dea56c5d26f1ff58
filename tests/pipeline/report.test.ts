import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { loadHypergraph } from '#pipeline/operations/load.ts';
import { reportForm, reportOnSource } from '#pipeline/operations/report.ts';
import { commandLine } from '#pipeline/report/command-line.ts';
import { composeReport } from '#pipeline/report/compose-report.ts';
import type { Figure, Report } from '#pipeline/report/report.ts';
import { reportPage } from '#pipeline/report-page/report-page.ts';
import {
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';
import { describeShared } from '../support/shared.ts';

const nothingRejected = { count: 0, rows: [] };
const command = (name: string, options = ''): string =>
  `polyad ${name} data ${options}`.trim();

function reportOf(
  hypergraph: Hypergraph,
  options: Parameters<typeof composeReport>[1] = {},
): Report {
  const subject = { hypergraph, title: 'data', provenance: [], command };
  return composeReport({ ...subject, rejected: nothingRejected }, options);
}

function pageOf(report: Report): string {
  return [...reportPage(report)].join('');
}

type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page, which must parse without a fault. */
function elementsOf(page: string): Element[] {
  const faults: string[] = [];
  const document = parse(page, {
    onParseError: ({ code, startLine, startCol }) =>
      faults.push(`${code} at ${startLine}:${startCol}`),
  });
  expect(faults).toEqual([]);
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (!('tagName' in node)) return;
    found.push(node);
    node.childNodes.forEach(visit);
  };
  document.childNodes.forEach(visit);
  return found;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** A page that could do nothing but be looked at. */
function expectInert(page: string): void {
  const elements = elementsOf(page);
  const names = new Set(elements.map(({ tagName }) => tagName));
  for (const tag of ['script', 'iframe', 'object', 'embed', 'img', 'link']) {
    expect(names).not.toContain(tag);
  }
  const attributes = elements.flatMap(({ attrs }) => attrs);
  expect(attributes.filter(({ name }) => /^on|^style$/.test(name))).toEqual([]);
  const addresses = attributes.filter(({ name }) =>
    /^(href|src|srcset|action|xlink:href|poster|data)$/.test(name),
  );
  const ids = new Set(elements.map((element) => attribute(element, 'id')));
  for (const { value } of addresses) {
    expect(value).toMatch(/^#/);
    expect(ids).toContain(value.slice(1));
  }
  expect(page).not.toMatch(/\burl\(|@import|https?:/);
}

function figure(report: Report, title: string): Figure {
  const found = report.sections
    .flatMap(({ figures }) => figures)
    .find((one) => one.title === title);
  if (found === undefined) throw new Error(`There is no figure ${title}.`);
  return found;
}

const sample = hypergraphOf(7, [
  [0, 1, 2],
  [0, 1],
  [1, 2, 3],
  [3, 4],
  [4, 5],
  [3, 5],
  [],
]);

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
      const card = plot.parentNode as Element;
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

describe('a report', () => {
  it('is the same for the same data and seed', () => {
    expect(reportOf(sample, { seed: 3 })).toEqual(
      reportOf(sample, { seed: 3 }),
    );
  });

  it('names what is too costly, with its price and the command', () => {
    const report = reportOf(sample, { effort: 1 });
    const leftOut = report.sections.flatMap((section) => section.leftOut);
    expect(leftOut.length).toBeGreaterThan(8);
    for (const { why } of leftOut) expect(why).toMatch(/steps|simplices/);
    expect(leftOut).toContainEqual({
      what: 'Communities',
      why: 'takes about 408 steps; a part of this report may take 1 (--effort).',
      command: 'polyad topology communities data',
    });
    expectInert(pageOf(report));
  });

  it('estimates betweenness where it is too costly, and says so', () => {
    const ring = hypergraphOf(
      300,
      Array.from({ length: 300 }, (_, at) => [at, (at + 1) % 300]),
    );
    const report = reportOf(ring, { effort: 100_000 });
    const shown = figure(report, 'Nodes on the most shortest walks');
    if (shown.kind !== 'ranking') throw new Error('It should be a ranking.');
    expect(shown.command).toMatch(/--samples \d+$/);
    for (const { value, interval } of shown.rows) {
      expect(interval?.[0]).toBeLessThanOrEqual(value);
      expect(interval?.[1]).toBeGreaterThanOrEqual(value);
    }
    const leftOut = report.sections.flatMap((section) => section.leftOut);
    expect(leftOut.map(({ what }) => what)).toContain(
      'Exact betweenness of nodes',
    );
  });

  it('stops when it is told to', () => {
    expect(() => reportOf(sample, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }),
    );
    let sections = 0;
    const signal = {
      get aborted() {
        return sections >= 4;
      },
      reason: new PolyadError('LIMIT_EXCEEDED', 'Time is over.'),
    };
    const onProgress = (): number => sections++;
    expect(() => reportOf(sample, { signal, onProgress })).toThrow(
      'Time is over.',
    );
    expect(sections).toBe(4);
  });

  it('has time series where hyperedges have times', () => {
    const builder = new HypergraphBuilder();
    for (let day = 0; day < 40; day++) {
      const edge = builder.addEdge(`e${day}`);
      builder.setEdge(edge, 'time', Date.UTC(2026, 0, 1 + day));
      builder.addIncidence(edge, builder.addNode(`n${day % 5}`));
      builder.addIncidence(edge, builder.addNode(`n${(day + 1) % 5}`));
    }
    const report = reportOf(builder.build());
    const series = figure(report, 'How much happens');
    if (series.kind !== 'lines') throw new Error('It should be lines.');
    expect(series.axes.x.title).toBe('window of one day, start (UTC)');
    expect(series.command).toBe('polyad topology windows data --width 1d');
    expect(series.series[0]?.points).toHaveLength(40);
    expect(report.sections[1]?.says[0]).toBe(
      'Hyperedges from 2026-01-01 00:00 UTC to 2026-02-09 00:00 UTC, in 40 windows of one day; the busiest, with 1, from 2026-01-01 00:00 UTC to 2026-01-02 00:00 UTC.',
    );
    expectInert(pageOf(report));
  });
});

describe('the command of a figure', () => {
  it('reads the source as it was read', () => {
    const line = commandLine(
      {
        source: "my file's.csv",
        choice: {
          format: 'csv',
          recipe: 'auth',
          mapping: { edge: ['a', 'b c'], window: 600_000, split: ';' },
          strict: true,
        },
        seed: 7,
      },
      'topology cores',
      '--k 2',
    );
    expect(line).toBe(
      String.raw`polyad topology cores 'my file'\''s.csv' --format csv --recipe auth --edge 'a,b c' --split ';' --window 600000ms --strict --k 2 --seed 7`,
    );
  });
});

describe('a report on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'polyad-report-'));
  const path = join(folder, 'meetings.csv');
  const text = 'edge,node\nA,a\nA,b\nB,b\nB,c\nB\n';
  writeFileSync(path, text);
  const choice = { mapping: {}, strict: false };

  it('says where the data came from, and what was not read', async () => {
    const loaded = await loadHypergraph(path, choice);
    const report = await reportOnSource(loaded, { choice, seed: 0 });
    const facts = Object.fromEntries(report.provenance);
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(facts).toMatchObject({
      source: 'meetings.csv',
      'SHA-256': `${sha256} (${text.length} bytes)`,
      format: 'csv',
      seed: '0',
      command: 'polyad report meetings.csv',
    });
    expect(report.rejected.count).toBe(1);
    expect(report.rejected.rows[0]).toMatch(/^6/);
    expect(JSON.stringify(report)).not.toContain(folder);
  });

  it('refuses an effort that is none', async () => {
    const loaded = await loadHypergraph(path, choice);
    await expect(
      reportOnSource(loaded, { choice, seed: 0, effort: -1 }),
    ).rejects.toThrow(/effort is -1/);
  });

  it('is a page or a text by its ending', () => {
    expect(reportForm('a.html', undefined)).toBe('html');
    expect(reportForm('a.TXT', undefined)).toBe('text');
    expect(reportForm('a.pdf', 'text')).toBe('text');
    expect(() => reportForm('a.pdf', undefined)).toThrow(/\.html or \.txt/);
  });
});

describeShared(
  'the report on Les Misérables',
  'golden/lesmis.hif.json',
  (path) => {
    it('has the numbers of the golden file', async () => {
      const choice = { mapping: {}, strict: false };
      const loaded = await loadHypergraph(path, choice);
      const report = await reportOnSource(loaded, { choice, seed: 0 });
      const counts = report.counts.map(({ value }) => value);
      expect(counts).toEqual([80, 402, 862, 4]);
      expect(
        figure(report, 'Betti numbers of the downward closure'),
      ).toMatchObject({
        rows: [
          [0, 'components', 4, 80],
          [1, 'loops', 32, 254],
          [2, 'voids', 0, 361],
        ],
      });
      const open = figure(report, 'Open triples');
      expect(open).toMatchObject({
        rows: [{ name: '1111100', value: 16_042 }, {}, {}, {}, {}, {}],
      });
      const closed = figure(report, 'Closed triples');
      expect(closed.kind === 'ranking' && closed.rows).toHaveLength(20);
      expect(
        figure(report, 'Maximal hyperedges and simpliciality'),
      ).toMatchObject({
        numbers: [{ name: 'toplexes', value: 86 }, {}, {}, {}],
      });
      const page = pageOf(report);
      expectInert(page);
      for (const shown of [
        '16,042',
        'JV',
        '0.1569',
        'polyad topology motifs',
      ]) {
        expect(page).toContain(shown);
      }
    });
  },
);
