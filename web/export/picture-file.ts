const NAMESPACE = 'http://www.w3.org/2000/svg';

/** What a picture's style sheet says and a file must carry itself. */
const PAINTED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'display',
  'visibility',
] as const;

const CAPTION = 34;
const PADDING = 12;

/** What stands under an exported picture. */
export interface PictureCaption {
  readonly title: string;
  readonly facts: string;
}

/**
 * A part of the page as one SVG that needs nothing from the page: every SVG in
 * it with its looks written out, every canvas as an image, and a caption.
 * @param stage - The element whose window onto the picture is exported.
 */
export function pictureSvg(
  stage: HTMLElement,
  caption: PictureCaption,
): SVGSVGElement {
  const frame = stage.getBoundingClientRect();
  const width = Math.ceil(frame.width);
  const height = Math.ceil(frame.height) + CAPTION;
  const root = make('svg', {
    xmlns: NAMESPACE,
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
  });
  const styles = getComputedStyle(document.body);
  const surface = getComputedStyle(stage.closest('.panel') ?? stage);
  root.append(
    make('rect', { width, height, fill: surface.backgroundColor }),
    ...layersOf(stage, frame),
    ...captionOf(caption, frame.height, styles),
  );
  return root;
}

/** Pictures inside, those further back first, each where it is in the window. */
function layersOf(stage: HTMLElement, frame: DOMRect): SVGElement[] {
  const parts = [
    ...stage.querySelectorAll<HTMLCanvasElement | SVGSVGElement>('canvas, svg'),
  ].filter((part) => !part.closest('button, .tools') && isOutermost(part));
  return parts
    .map((part) => ({ part, depth: depthOf(part) }))
    .sort((a, b) => a.depth - b.depth)
    .flatMap(({ part }) => {
      const box = part.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return [];
      const x = box.left - frame.left;
      const y = box.top - frame.top;
      return [
        part instanceof HTMLCanvasElement
          ? make('image', {
              x,
              y,
              width: box.width,
              height: box.height,
              href: part.toDataURL('image/png'),
            })
          : placed(part, { x, y, width: box.width, height: box.height }),
      ];
    });
}

function isOutermost(part: Element): boolean {
  return !(part.parentElement?.closest('svg') ?? null);
}

/** Sticky edges cover what scrolls beneath them; they are told by their z-index. */
function depthOf(part: Element): number {
  const depth = Number(getComputedStyle(part).zIndex);
  return Number.isNaN(depth) ? 0 : depth;
}

function placed(
  svg: SVGSVGElement,
  box: { x: number; y: number; width: number; height: number },
): SVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  writeLooks(svg, copy);
  for (const [name, value] of Object.entries(box)) {
    copy.setAttribute(name, String(value));
  }
  const ground = getComputedStyle(svg).backgroundColor;
  const group = make('g', {});
  if (ground !== 'rgba(0, 0, 0, 0)') {
    group.append(make('rect', { ...box, fill: ground }));
  }
  group.append(copy);
  return group;
}

function writeLooks(from: Element, to: Element): void {
  const styles = getComputedStyle(from);
  for (const name of PAINTED) {
    const value = styles.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  to.removeAttribute('class');
  to.removeAttribute('style');
  to.removeAttribute('tabindex');
  Array.from(from.children).forEach((child, at) => {
    const copy = to.children[at];
    if (copy) writeLooks(child, copy);
  });
}

function captionOf(
  { title, facts }: PictureCaption,
  top: number,
  styles: CSSStyleDeclaration,
): SVGElement[] {
  const text = (words: string, y: number, size: number, weight: number) => {
    const element = make('text', {
      x: PADDING,
      y,
      fill: styles.color,
      'font-family': styles.fontFamily,
      'font-size': size,
      'font-weight': weight,
    });
    element.textContent = words;
    return element;
  };
  return [text(title, top + 13, 12, 600), text(facts, top + 27, 10.5, 400)];
}

function make(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement & SVGSVGElement {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  return element as SVGElement & SVGSVGElement;
}

/** The picture as a file of its own. */
export function svgFile(svg: SVGSVGElement): Blob {
  const text = new XMLSerializer().serializeToString(svg);
  return new Blob([text], { type: 'image/svg+xml' });
}

/** The picture as pixels, two for one. */
export async function pngFile(svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(svgFile(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas
      .getContext('2d')
      ?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error('The picture is too large for a PNG.'));
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
