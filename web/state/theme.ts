export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'polyad.theme';

/** The theme asked for in the address, else the remembered one, else the system's. */
export function initialTheme(search: string): Theme {
  const wanted = new URLSearchParams(search).get('theme');
  return asTheme(wanted) ?? asTheme(remembered()) ?? 'system';
}

/** Sets the theme; the tokens follow `data-theme`, or the system without it. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}

/** Sets and remembers a theme; where storage is refused it lasts until reload. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage; the choice then simply is not kept.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function asTheme(value: string | null): Theme | null {
  return THEMES.find((theme) => theme === value) ?? null;
}
