const APOSTROPHE = 0x27;
const starters = new Set(Array.from('=+-@\t\r', (c) => c.charCodeAt(0)));

/**
 * A cell that a spreadsheet would run as a formula, made harmless by a quote in
 * front (OWASP, CSV injection). Plain numbers stay as they are; a text that
 * starts like a guarded one gets a quote more, so that {@link isGuarded} undoes
 * exactly what this did.
 */
export function guardFormula(text: string): string {
  if (!/^'*[=+\-@\t\r]/.test(text)) return text;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)
    ? text
    : `'${text}`;
}

/** Whether `bytes[start … end)` is quotes and then the start of a formula. */
export function isGuarded(
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  let at = start;
  while (at < end && bytes[at] === APOSTROPHE) at++;
  return at > start && at < end && starters.has(bytes[at] ?? 0);
}
