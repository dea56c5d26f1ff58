import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTraffic } from '#anomaly/evaluation/group-traffic.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import {
  PLANTED_TYPES,
  plantAnomalies,
  type TimedRelation,
} from '#anomaly/evaluation/planted-stream.ts';
import { restoreDetector, saveDetector } from '#anomaly/stream/checkpoint.ts';
import {
  StreamDetector,
  type StreamDetectorOptions,
  type StreamEvent,
} from '#anomaly/stream/stream-detector.ts';
import {
  SCORE_INDEX,
  type STREAM_SCORES,
} from '#anomaly/stream/stream-heads.ts';
import { Random } from '#numeric/random.ts';

const small = { nodeBits: 8, pairBits: 10, tick: 0 } as const;

/** All scores of a stream, relation after relation. */
function scoreAll(
  events: readonly StreamEvent[],
  options: StreamDetectorOptions = small,
): number[][] {
  const rows: number[][] = [];
  const detector = new StreamDetector(options, ({ index, scores }) => {
    rows[index] = Array.from(scores);
  });
  for (const event of events) detector.push(event);
  detector.flush();
  return rows;
}

const column = (rows: number[][], name: (typeof STREAM_SCORES)[number]) =>
  rows.map((row) => row[SCORE_INDEX[name]]!);

const someEvents = fc.array(
  fc.record({
    members: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), {
      minLength: 1,
      maxLength: 30,
    }),
    time: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 120 },
);

const traffic = (seed: number, relations: number, planted = 0) =>
  groupTraffic(new Random(seed), { relations, planted });

describe('StreamDetector', () => {
  it('gives the same bits in one go and resumed from a checkpoint anywhere', () => {
    fc.assert(
      fc.property(someEvents, fc.nat(), (events, where) => {
        const cut = where % (events.length + 1);
        const whole = scoreAll(events);
        const rows: number[][] = [];
        const onScore: ConstructorParameters<typeof StreamDetector>[1] = ({
          index,
          scores,
        }) => {
          rows[index] = Array.from(scores);
        };
        const first = new StreamDetector(small, onScore);
        for (const event of events.slice(0, cut)) first.push(event);
        const bytes = saveDetector(first);
        const second = new StreamDetector({ ...small, seed: 99 }, onScore);
        restoreDetector(second, bytes);
        for (const event of events.slice(cut)) second.push(event);
        second.flush();
        expect(rows).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('resumes with lessons learnt and with weights', () => {
    const { relations } = traffic(1, 1500);
    const events = relations.map((relation, i) => ({
      ...relation,
      weights: relation.members.map((v) => 1 + ((v + i) % 7)),
    }));
    const options = { ...small, nodeBits: 10, pairBits: 13, weighted: true };
    const rows: number[][] = [];
    const make = () =>
      new StreamDetector(options, ({ index, scores }) => {
        rows[index] = Array.from(scores);
      });
    let detector = make();
    events.forEach((event, i) => {
      detector.push(event);
      if (i % 400 !== 399) return;
      const bytes = saveDetector(detector);
      detector = make();
      restoreDetector(detector, bytes);
    });
    detector.flush();
    expect(rows).toEqual(scoreAll(events, options));
    expect(column(rows, 'volume').some((volume) => volume > 0)).toBe(true);
  });

  it('says of a relation the same whatever comes after its tick', () => {
    const { relations } = traffic(2, 800);
    const whole = scoreAll(relations);
    const cut = relations.findIndex(({ time }) => time === 100);
    expect(scoreAll(relations.slice(0, cut))).toEqual(whole.slice(0, cut));
  });

  it('does not look at names', () => {
    const { relations } = traffic(3, 1000);
    const rename = (v: number): number => (v * 7919 + 11) % 1_000_003;
    const renamed = relations.map(({ members, time }) => ({
      members: members.map(rename),
      time,
    }));
    const options = { tick: 0 };
    expect(scoreAll(renamed, options)).toEqual(scoreAll(relations, options));
  });

  it('differs between seeds only by what is learnt', () => {
    const { relations } = traffic(4, 600);
    const one = scoreAll(relations, { ...small, seed: 1 });
    const two = scoreAll(relations, { ...small, seed: 2 });
    expect(column(one, 'surprise')).toEqual(column(two, 'surprise'));
    expect(column(one, 'swap')).not.toEqual(column(two, 'swap'));
  });

  it('takes late relations with the open tick', () => {
    const events = [0, 5, 3, 5, 9].map((time, i) => ({
      members: [i % 2, 2],
      time,
    }));
    const ordered = events.map((event, i) => ({
      ...event,
      time: [0, 5, 5, 5, 9][i]!,
    }));
    expect(scoreAll(events)).toEqual(scoreAll(ordered));
  });

  it('counts a repeated member once', () => {
    const events = (twice: boolean) =>
      Array.from({ length: 50 }, (_, time) => ({
        members: twice ? [1, 2, 1, time] : [1, 2, time],
        time,
      }));
    expect(scoreAll(events(true).slice(3))).toEqual(
      scoreAll(events(false).slice(3)),
    );
  });

  it('keeps its size and stays finite when its tables overflow', () => {
    const random = new Random(5);
    const detector = new StreamDetector(small, ({ scores }) => {
      const combined = scores[SCORE_INDEX.combined]!;
      if (!Number.isFinite(combined)) throw new Error(`combined ${combined}`);
    });
    const before = saveDetector(detector).byteLength;
    for (let i = 0; i < 20_000; i++) {
      const size = 1 + random.int(6);
      const members = Array.from({ length: size }, () => random.int(5000));
      detector.push({ members, time: i });
      if (i % 5000 === 4999) {
        detector.flush();
        expect(saveDetector(detector).byteLength).toBe(before);
      }
    }
    expect(detector.state.nodes).toBeLessThanOrEqual(256);
  });

  it('takes at most 32 MB by default', () => {
    const bytes = (weighted: boolean) =>
      saveDetector(new StreamDetector({ weighted }, () => undefined))
        .byteLength;
    expect(bytes(false)).toBeLessThan(24e6);
    expect(bytes(true)).toBeLessThan(24e6);
  });

  it('refuses bytes that are no checkpoint of its own', () => {
    const detector = new StreamDetector(small, () => undefined);
    const bytes = saveDetector(detector);
    const refused = (wrong: Uint8Array, into = detector) =>
      expect(() => restoreDetector(into, wrong)).toThrow(
        expect.objectContaining({ code: 'INVALID_DATA' }) as Error,
      );
    refused(new Uint8Array(3));
    refused(new Uint8Array(64));
    refused(bytes.subarray(0, bytes.length - 9));
    refused(bytes, new StreamDetector({ tick: 0 }, () => undefined));
  });

  it('finds what is planted, each kind by its head', () => {
    const { relations } = traffic(6, 6000);
    const head = {
      'uniform-swap': 'swap',
      'degree-swap': 'swap',
      burst: 'burst',
      'independent-swap': 'swap',
      removal: 'removal',
      union: 'union',
      collusion: 'recent',
      'slow-drip': 'recurring',
    } as const;
    for (const type of PLANTED_TYPES) {
      if (type === 'time-shift') continue;
      const stream = plantAnomalies(relations, type, new Random(7));
      const rows = scoreAll(stream.relations, { tick: 0 });
      const from = stream.relations.length / 100;
      const { auroc } = evaluateScores(
        column(rows, head[type]).slice(from),
        stream.labels.slice(from),
      );
      expect([type, auroc! > (type === 'collusion' ? 0.7 : 0.9)]).toEqual([
        type,
        true,
      ]);
    }
  });
});

describe('plantAnomalies', () => {
  it('adds what it says and leaves the rest', () => {
    const { relations } = traffic(8, 2000);
    const key = ({ members, time }: TimedRelation) =>
      `${time}:${members.join()}`;
    for (const type of PLANTED_TYPES) {
      const stream = plantAnomalies(relations, type, new Random(1), {
        count: 80,
      });
      const normal = stream.relations.filter((_, i) => stream.labels[i] === 0);
      expect(normal.map(key)).toEqual(relations.map(key));
      expect(stream.relations.length - normal.length).toBe(80);
      const times = stream.relations.map(({ time }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const { members } of stream.relations) {
        expect(new Set(members).size).toBe(members.length);
      }
    }
  });

  it('refuses a stream too small to plant in', () => {
    const tiny = [{ members: [0, 1], time: 0 }];
    expect(() => plantAnomalies(tiny, 'burst', new Random(0))).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
  });
});
