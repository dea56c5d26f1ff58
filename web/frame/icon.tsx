/** Line drawings on a 16 × 16 ground, stroke 1.5. */
const DRAWINGS = {
  triage: 'M2 4h7M2 8h5M2 12h7M12 4v8m0 0 2.4-2.6M12 12 9.6 9.4',
  overview:
    'M2 2h5v5H2zM9 2h2v2H9zM12.5 5.5h1.5v1.5h-1.5zM2 9h5v5H2zM9 9h5v5H9z',
  bring: 'M8 2v8m0 0 3-3m-3 3L5 7M2.5 11v2.5h11V11',
  find: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5 14 14',
  system: 'M2 3h12v8H2zM6 14h4M8 11v3',
  light:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  dark: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  undo: 'M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3',
  redo: 'M13 6H6.5a3.5 3.5 0 0 0 0 7H10M13 6l-3-3M13 6l-3 3',
  share: 'M8 10V2m0 0L5 5m3-3 3 3M2.5 9v4.5h11V9',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  check: 'M3 8.5 6.5 12 13 4.5',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.5v.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  point: 'M4 2.5v10l2.7-2.4 1.8 3.6 1.8-.9-1.8-3.5 3.5-.3z',
  box: 'M2.5 5.5v-3h3M8 2.5h2M13.5 5.5v-3h-1M13.5 8v2M13.5 12v1.5h-3M8 13.5H6M4 13.5H2.5v-3M2.5 8V7.5',
  lasso:
    'M8 3c3.3 0 6 1.6 6 3.7S11.3 10.3 8 10.3 2 8.800 2 6.700 4.700 3 8 3zM5 10c-1.200 1.200-.5 3 1.500 3.500',
  neighbours: 'M8 5v6M5 8h6M3 3h.01M13 3h.01M3 13h.01M13 13h.01',
  hide: 'M2 8s2.200-4 6-4 6 4 6 4-2.200 4-6 4-6-4-6-4zM2.500 13.500l11-11',
  remove: 'M3 4.500h10M6 4.500V3h4v1.500M4.500 4.500l.6 9h5.800l.6-9',
  merge:
    'M3 3v3c0 2 2 2 5 2s5 0 5-2V3M8 8v5.500M5.800 11.300 8 13.500l2.200-2.200',
  full: 'M9.500 2.500h4v4M13.500 2.500 9 7M6.500 13.500h-4v-4M2.500 13.500 7 9',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  pin: 'M6 2h4l-.5 4L12 8v1.5H4V8l2.5-2zM8 9.5V14',
  release: 'M6 2h4l-.5 4L12 8v1.5H4V8l2.5-2zM8 9.5V14M2.5 13.5l11-11',
  file: 'M4 1.5h5l3 3v10H4zM9 1.5v3h3',
  clock: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.5V8l2.5 1.5',
  flag: 'M4 14.5v-12h8l-2 3 2 3H4',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** A drawing beside or instead of a word; the word is said by the control. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}

/** Two crossed bands round four nodes. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <g fill="none" stroke-width="1.8">
        <path
          d="M7.1 2.7a4.3 4.3 0 0 1 3.7 2.2l6.7 10.5a3.5 3.5 0 0 1-3 5.4H5.7a3.3 3.3 0 0 1-3.3-3.6l.5-10.4a4.3 4.3 0 0 1 4.2-4.1z"
          stroke="var(--accent)"
        />
        <path
          d="M15.2 2.3a3.5 3.5 0 0 1 3 5.4l-7.9 11.4a4.3 4.3 0 0 1-7.1-4.9L12.3 3.9a3.5 3.5 0 0 1 2.9-1.6z"
          stroke="var(--ink)"
        />
      </g>
      <circle cx="7" cy="16" r="1.9" fill="var(--ink)" />
      <circle cx="7" cy="7" r="1.6" fill="var(--accent)" />
      <circle cx="14.8" cy="6" r="1.6" fill="var(--ink)" />
      <circle cx="14" cy="17" r="1.6" fill="var(--accent)" />
    </svg>
  );
}
