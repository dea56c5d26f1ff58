/**
 * A name that fits: whole, or its beginning and end with a mark between. Names
 * shortened here are said in full on hover and focus.
 * @param widthOf - Pixels of a text.
 */
export function fittedName(
  name: string,
  room: number,
  widthOf: (text: string) => number,
): string {
  if (widthOf(name) <= room) return name;
  for (let kept = name.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const short = `${name.slice(0, head)}…${name.slice(name.length - (kept - head))}`;
    if (widthOf(short) <= room) return short;
  }
  return '…';
}
