import { createHash } from 'node:crypto';
import { numberText } from '../report/number-text.ts';
import type { LeftOut, Report, ReportSection } from '../report/report.ts';
import { cardWidths, figureCard } from './figure-card.ts';
import { markup, Markup } from './markup.ts';
import { pageStyle } from './page-style.ts';

/**
 * A report as one page that needs nothing else: no script, no request, plots as
 * inline SVG, light and dark by the reader's choice.
 * @remarks Names from the data are text wherever they stand; the page's own policy
 * allows its one style and nothing more.
 */
export function* reportPage(report: Report): Generator<string> {
  const styleHash = createHash('sha256').update(pageStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const kind = report.kind ?? 'Hypergraph report';
  const title = `${report.title} · ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  yield markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${header(report)}
<main>
`.text;
  yield atAGlance(report).text;
  for (const section of report.sections) yield sectionPart(section).text;
  yield leftOutPart(report.sections).text;
  yield provenancePart(report).text;
  yield markup`</main>
<footer>Made by Polyad.</footer>
</body>
</html>
`.text;
}

function header({ title, counts, kind }: Report): Markup {
  return markup`<header><p class="kicker">${kind ?? 'Hypergraph report'}</p><h1><bdi>${title}</bdi></h1><dl class="tiles">${counts.map(
    ({ name, value }) =>
      markup`<div><dt>${name}</dt><dd>${typeof value === 'string' ? value : numberText(value)}</dd></div>`,
  )}</dl></header>`;
}

/** The first sentence of every section, which is also the way to it. */
function atAGlance({ sections }: Report): Markup {
  return markup`<nav aria-label="Contents"><ul class="glance">${sections.map(
    ({ id, title, says }) =>
      markup`<li><a href="#${id}">${title}</a><span>${says[0]}</span></li>`,
  )}<li><a href="#left-out">Left out</a><span>${leftOutWords(sections)}</span></li><li><a href="#made">How it was made</a><span>Source, mapping, rows not read, seed and version.</span></li></ul></nav>
`;
}

function sectionPart({ id, title, says, figures }: ReportSection): Markup {
  const widths = cardWidths(figures);
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${says.join(' ')}</p>
<div class="grid">
${figures.map((figure, at) => figureCard(figure, widths[at] ?? 'half'))}</div>
</section>
`;
}

function leftOutWords(sections: readonly ReportSection[]): string {
  const count = sections.reduce((sum, { leftOut }) => sum + leftOut.length, 0);
  if (count === 0) return 'Nothing: every number here is exact.';
  return `${numberText(count)} ${count === 1 ? 'measure was' : 'measures were'} too costly, or only estimated.`;
}

/** What was too costly and why, in one place. */
function leftOutPart(sections: readonly ReportSection[]): Markup {
  const items = sections.flatMap(({ leftOut }) => leftOut);
  return markup`<section id="left-out" aria-labelledby="left-out-title"><h2 id="left-out-title">Left out</h2>
<p class="lead">${leftOutWords(sections)}</p>${
    items.length > 0 &&
    markup`<div class="card"><ul class="out">${items.map(leftOutItem)}</ul></div>`
  }</section>
`;
}

function leftOutItem({ what, why, command }: LeftOut): Markup {
  return markup`<li><strong>${what}</strong> ${why}${command !== undefined && markup`<p class="command"><code>${command}</code></p>`}</li>`;
}

function provenancePart({ provenance, rejected }: Report): Markup {
  return markup`<section id="made" aria-labelledby="made-title"><h2 id="made-title">How it was made</h2>
<p class="lead">The commands under the figures give the same numbers again, in the folder of the source.</p><div class="card"><dl class="facts">${provenance.map(
    ([name, value]) =>
      markup`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`,
  )}<div><dt>rows not read</dt><dd>${numberText(rejected.count)}${
    rejected.rows.length > 0 &&
    markup`<ul class="rejected">${rejected.rows.map((row) => markup`<li><bdi>${row}</bdi></li>`)}</ul>`
  }</dd></div></dl></div></section>
`;
}
