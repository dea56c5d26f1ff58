import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDays,
  formatScore,
} from '../../web/marks/format.ts';
import { assignLooks, displayName, LOOKS } from '../../web/marks/kinds.ts';
import { markPath } from '../../web/marks/mark-path.ts';
import { scoreLevel, scoreShare } from '../../web/marks/score-level.ts';
import { fittingMembers } from '../../web/triage/fitting-members.ts';

describe('looks of kinds', () => {
  it('follow the names', () => {
    const lookOf = assignLooks({
      process: 9,
      user: 5,
      src_host: 4,
      dst_host: 3,
    });
    expect(lookOf('user')).toBe('user');
    expect(lookOf('src_host')).toBe('host');
    expect(lookOf('dst_host')).toBe('dest');
    expect(lookOf('process')).toBe('process');
  });

  it('never give one look to two kinds while one is free', () => {
    const names = ['host', 'server', 'device', 'a', 'b', 'c', 'd'];
    const lookOf = assignLooks(
      Object.fromEntries(names.map((name, k) => [name, 100 - k])),
    );
    expect(new Set(names.map(lookOf)).size).toBe(7);
  });

  it('fall back to one look from the eighth kind on', () => {
    const names = Array.from({ length: 10 }, (_, k) => `kind${String(k)}`);
    const lookOf = assignLooks(
      Object.fromEntries(names.map((name, k) => [name, 100 - k])),
    );
    expect(names.slice(7).map(lookOf)).toEqual(['other', 'other', 'other']);
  });

  it('exist for nodes without a kind and for unknown kinds', () => {
    const lookOf = assignLooks({});
    expect(LOOKS).toContain(lookOf(null));
    expect(lookOf('never seen')).toBe('other');
  });

  it('differ in shape', () => {
    const shapes = LOOKS.map((look) => markPath(look, 6));
    expect(new Set(shapes).size).toBe(LOOKS.length);
    for (const shape of shapes)
      expect(shape).toMatch(/^M[-\d.,\sMLHVAZhvlz]+Z$/i);
  });
});

describe('names and numbers', () => {
  it('show ids without their own kind only', () => {
    expect(displayName('host:web-1', 'host')).toBe('web-1');
    expect(displayName('host:web-1', 'user')).toBe('host:web-1');
    expect(displayName('plain', null)).toBe('plain');
  });

  it('format scores, sizes and days', () => {
    expect(formatScore(-0.284)).toBe('−0.28');
    expect(formatScore(null)).toBe('–');
    expect(formatBytes(508)).toBe('508 bytes');
    expect(formatBytes(1_234_000)).toBe('1.2 MB');
    expect(formatDays(Date.UTC(2026, 9, 13), Date.UTC(2026, 10, 12))).toBe(
      '13 Oct – 12 Nov 2026',
    );
  });

  it('scale scores by the highest', () => {
    expect([1, 0.8, 0.5, 0.1].map((share) => scoreLevel(8 * share, 8))).toEqual(
      [6, 5, 4, 3],
    );
    expect(scoreLevel(null, 8)).toBe(3);
    expect(scoreLevel(1, 0)).toBe(3);
    expect(scoreShare(4, 8)).toBe(50);
    expect(scoreShare(-1, 8)).toBe(0);
    expect(scoreShare(9, 8)).toBe(100);
  });
});

describe('members in a row', () => {
  it('are shown as far as they fit, with room for the count of the rest', () => {
    expect(fittingMembers([50, 50, 50], 216, 22, 26)).toBe(3);
    expect(fittingMembers([50, 50, 50], 200, 22, 26)).toBe(2);
    expect(fittingMembers([50, 50, 50], 150, 22, 26)).toBe(1);
  });

  it('are at least one', () => {
    expect(fittingMembers([500, 10], 100, 22, 26)).toBe(1);
    expect(fittingMembers([], 100, 22, 26)).toBe(0);
  });
});
