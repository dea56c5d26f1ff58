// Streams for judging stream detectors, read from the shared data.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type {
  PlantedStream,
  TimedRelation,
} from '#anomaly/evaluation/planted-stream.ts';
import { sharedPath } from '../support/shared.ts';

/** A stream as it is, with the weight of each relation where it has one. */
export interface LabelledStream extends PlantedStream {
  readonly weights?: Float64Array;
}

const text = (name: string): string =>
  gunzipSync(readFileSync(sharedPath('data', 'anomaly', name))).toString();

const numbers = (name: string): number[] =>
  text(name).trim().split(/\s+/).map(Number);

/** Ids from 0 in the order they first come; members that repeat count once. */
function renumber(relations: readonly TimedRelation[]): TimedRelation[] {
  const ids = new Map<number, number>();
  return relations.map(({ members, time }) => ({
    time,
    members: [...new Set(members)].map((member) => {
      const id = ids.get(member) ?? ids.size;
      ids.set(member, id);
      return id;
    }),
  }));
}

/**
 * A ScHoLP set in order of time, its times scaled to [0, 10000] with one digit.
 * @param most - Relations read, from the first.
 */
export function readScholp(name: string, most = Infinity): TimedRelation[] {
  const members = numbers(`${name}-simplices.txt.gz`);
  const times = numbers(`${name}-times.txt.gz`);
  let at = 0;
  const relations = numbers(`${name}-nverts.txt.gz`).map((size, i) => ({
    members: members.slice(at, (at += size)),
    time: times[i] ?? 0,
  }));
  relations.sort((a, b) => a.time - b.time);
  const kept = relations.slice(0, most);
  const first = kept[0]?.time ?? 0;
  const span = (kept.at(-1)?.time ?? 0) - first || 1;
  return renumber(kept).map((relation) => ({
    ...relation,
    time: Math.round(((relation.time - first) / span) * 1e5) / 10,
  }));
}

/** HashNWalk's Enron files, with what its authors planted. */
export function readEnron(kind: 'unexpected' | 'bursty'): PlantedStream {
  const rows = text(`email-Enron-full_inject_${kind}.txt.gz`)
    .trim()
    .split('\n')
    .map((line) => {
      const [members = '', time, label] = line.split('\t');
      return {
        members: members.split(',').map(Number),
        time: Number(time),
        label: Number(label),
      };
    })
    .sort((a, b) => a.time - b.time);
  return {
    relations: renumber(rows),
    labels: Uint8Array.from(rows, ({ label }) => label),
  };
}

/** Enron's own e-mails. */
export function readEnronNormal(): TimedRelation[] {
  const { relations, labels } = readEnron('unexpected');
  return renumber(relations.filter((_, i) => labels[i] === 0));
}

/** DARPA 1998: a source and all its destinations in a minute; real labels, weighed by flows. */
export function readDarpa(): LabelledStream & {
  readonly weights: Float64Array;
} {
  const rows = text('darpa-host-minute.tsv.gz')
    .trim()
    .split('\n')
    .map((line) => {
      const [nodes = '', minute, label, , flows] = line.split('\t');
      return {
        members: nodes.split(',').map(Number),
        time: Number(minute),
        label: Number(label),
        flows: Number(flows),
      };
    })
    .sort((a, b) => a.time - b.time);
  return {
    relations: renumber(rows),
    labels: Uint8Array.from(rows, ({ label }) => label),
    weights: Float64Array.from(rows, ({ flows }) => flows),
  };
}
