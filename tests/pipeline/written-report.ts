import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { expect } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { composeReport } from '#pipeline/report/compose-report.ts';
import type { Figure, Report } from '#pipeline/report/report.ts';
import { reportPage } from '#pipeline/report-page/report-page.ts';
import { hypergraphOf } from '../support/plain-hypergraph.ts';

const nothingRejected = { count: 0, rows: [] };
const command = (name: string, options = ''): string =>
  `polyad ${name} data ${options}`.trim();

/** The report on a hypergraph, from a source called `data`. */
export function reportOf(
  hypergraph: Hypergraph,
  options: Parameters<typeof composeReport>[1] = {},
): Report {
  const subject = { hypergraph, title: 'data', provenance: [], command };
  return composeReport({ ...subject, rejected: nothingRejected }, options);
}

/** The page, whole. */
export function pageOf(report: Report): string {
  return [...reportPage(report)].join('');
}

/** As parse5 has it. */
export type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page, which must parse without a fault. */
export function elementsOf(page: string): Element[] {
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

/** Value of an attribute, or undefined. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** A page that could do nothing but be looked at. */
export function expectInert(page: string): void {
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

/** The figure of that title. */
export function figure(report: Report, title: string): Figure {
  const found = report.sections
    .flatMap(({ figures }) => figures)
    .find((one) => one.title === title);
  if (found === undefined) throw new Error(`There is no figure ${title}.`);
  return found;
}

/** A triangle that is filled, one that is not, and an empty hyperedge. */
export const sample = hypergraphOf(7, [
  [0, 1, 2],
  [0, 1],
  [1, 2, 3],
  [3, 4],
  [4, 5],
  [3, 5],
  [],
]);
