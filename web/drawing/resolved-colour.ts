let probe: HTMLElement | null = null;
const known = new Map<string, string>();

/**
 * The colour that a CSS value with custom properties has now, for a canvas,
 * which knows neither. Remembered until {@link forgetColours}.
 */
export function resolvedColour(value: string): string {
  const colour = known.get(value);
  if (colour !== undefined) return colour;
  if (!probe) {
    probe = document.createElement('i');
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = value;
  const resolved = getComputedStyle(probe).color;
  known.set(value, resolved);
  return resolved;
}

/** To be called when the theme has changed. */
export function forgetColours(): void {
  known.clear();
}

/** Calls back whenever the theme changes, by choice or by the system; returns the way to end it. */
export function onThemeChange(changed: () => void): () => void {
  const react = () => {
    forgetColours();
    changed();
  };
  const observer = new MutationObserver(react);
  observer.observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', react);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', react);
  };
}
