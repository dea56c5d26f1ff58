/** Text that is HTML already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: everything but markup is escaped; nothing stands for none. */
export type Part =
  Markup | string | number | null | undefined | false | readonly Part[];

/** HTML from a template; only {@link Markup} goes in as it is. */
export function markup(
  texts: TemplateStringsArray,
  ...parts: readonly Part[]
): Markup {
  const filled = texts.map((text, i) => text + textOf(parts[i]));
  return new Markup(filled.join(''));
}

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return part.map(textOf).join('');
}

const REPLACED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attributes; what HTML cannot hold becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (letter) => REPLACED[letter] ?? letter)
    .replaceAll(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}
