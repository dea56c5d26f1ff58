let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

/**
 * Width of text in pixels, without layout. Widths are remembered.
 * @param font - A CSS font, in which `FAMILY` stands for the page's family.
 */
export function textWidth(text: string, font: string): number {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 7;
  context.font = font.replace('FAMILY', family());
  const { width } = context.measureText(text);
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}

function family(): string {
  return getComputedStyle(document.body).fontFamily;
}
