import { PolyadError } from '#errors/polyad-error.ts';
import { Random } from '#numeric/random.ts';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { printQuery } from '#query/syntax/print-query.ts';

const seeds = [
  'let rare = (from process | where degree(process) <= 3);\nmatch a: exec(host: "ws5", process: $p), b: exec(host: $h, process: $p) during last 24h where $h != "ws5" and $p in rare and b within 10min of a | group by $h agg shared = count_distinct($p) | sort shared desc | limit 50',
  'sequence by $u, $v within 30min fail: logon(user: $u) { result == "failure" } repeat 5.. then within 1h ok: *($u, _, "x"* 2..3) exact without mfa() during [a, b) every "FREQ=DAILY" tz "UTC" where not exists (from x)',
  'from list("a.txt") during last 2w | enrich(sets: uses.actor, p: [1, 2.5e3, 150m], q: {null, true}) | select lat.start as last, -x * (1 + 2) % 3 | union (from `odd name`) # end',
];
const pieces =
  '( ) { } [ ] | , ; : . .. * + - / % == != < <= > >= = _ " ` $ # \\ $x let from match where and or not in exists within of 10min 5m 3 1e9 0.5 99999999999999999999 "text" `q` x é 😀 \u0000 \n'.split(
    ' ',
  );

/**
 * Reads `count` spoilt queries. Each must either parse, and then print and parse
 * back to the same tree, or be refused with a place in the text.
 * @returns How many parsed.
 */
export function fuzzParser(count: number, seed: number): number {
  const random = new Random(seed);
  let parsed = 0;
  for (let i = 0; i < count; i++) {
    const text = spoilt(random);
    try {
      const { query } = parseQuery(text);
      parsed++;
      const printed = printQuery(query);
      const again = printQuery(parseQuery(printed).query);
      if (again !== printed) throw new Error(`Not stable: ${text}`);
    } catch (error) {
      if (!(error instanceof PolyadError)) throw error;
      const { line, column } = error.details;
      const lines = text.split('\n');
      const length = lines[(line ?? 0) - 1]?.length ?? -1;
      if (column === undefined || column < 1 || column > length + 1) {
        throw new Error(
          `No place in ${JSON.stringify(text)}: ${error.message}`,
        );
      }
    }
  }
  return parsed;
}

function spoilt(random: Random): string {
  if (random.chance(0.2)) {
    const parts = Array.from({ length: random.int(30) }, () =>
      random.pick(pieces),
    );
    return parts.join(random.chance(0.5) ? ' ' : '');
  }
  let text = random.pick(seeds);
  for (let edits = random.int(6); edits >= 0; edits--) {
    const at = random.int(text.length + 1);
    const end = at + random.int(8);
    const part = random.chance(0.5)
      ? random.pick(pieces)
      : text.slice(random.int(text.length + 1)).slice(0, random.int(40));
    text = text.slice(0, at) + part + text.slice(random.chance(0.5) ? end : at);
  }
  return random.chance(0.02) ? '('.repeat(random.int(5000)) + text : text;
}
