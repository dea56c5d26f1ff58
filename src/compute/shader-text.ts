import { PolyadError } from '#errors/polyad-error.ts';

/** Reads the text of `shaders/NAME.wgsl`, by a means that fits where it runs. */
export type ReadShader = (url: URL) => Promise<string>;

/**
 * Where a kernel's source is. Both `src/compute` and `dist/compute` lie two folders below
 * `shaders`; Vite sees the pattern and serves or emits the files it matches.
 */
function kernelUrl(name: string): URL {
  return new URL(`../../shaders/${name}.wgsl`, import.meta.url);
}

function snippetUrl(name: string): URL {
  return new URL(`../../shaders/shared/${name}.wgsl`, import.meta.url);
}

/** Reader for pages and workers of pages. */
export async function fetchShader(url: URL): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new PolyadError(
      'NOT_FOUND',
      `The shader ${url.pathname} answered ${response.status}. Serve the folder shaders with the page.`,
    );
  }
  return response.text();
}

const INCLUDE = /^\/\/ include: ([a-z0-9-]+)$/gm;

/**
 * A kernel's whole source: each line `// include: NAME` is replaced by `shared/NAME.wgsl`, once.
 * Snippets include nothing themselves.
 * @throws PolyadError NOT_FOUND where a file is missing.
 */
export async function shaderText(
  name: string,
  read: ReadShader,
): Promise<string> {
  const text = await read(kernelUrl(name));
  const snippets = new Map<string, string>();
  for (const [, snippet] of text.matchAll(INCLUDE)) {
    if (snippet === undefined || snippets.has(snippet)) continue;
    snippets.set(snippet, await read(snippetUrl(snippet)));
  }
  // A function, so that `$` in a snippet stands for itself.
  return text.replaceAll(INCLUDE, (_, snippet: string) => {
    const found = snippets.get(snippet) ?? '';
    snippets.delete(snippet);
    return found;
  });
}
