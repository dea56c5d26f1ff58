const UNITS: readonly (readonly [milliseconds: number, name: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
];

/** A span in its largest fitting unit, two digits at most: "3 h", "1.5 d". */
export function spanWords(milliseconds: number): string {
  const [size, name] = UNITS.find(([unit]) => milliseconds >= unit) ?? [
    1,
    'ms',
  ];
  const value = milliseconds / size;
  return `${value < 10 ? String(Number(value.toFixed(1))) : value.toFixed(0)} ${name}`;
}
