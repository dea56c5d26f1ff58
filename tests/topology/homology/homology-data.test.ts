import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { homologyChecksum } from '#topology/homology/checksum.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import { boundarySum } from '../../support/reference/homology.ts';
import { describeShared } from '../../support/shared.ts';

function lines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString().trim().split('\n');
}

function build(relations: Iterable<readonly string[]>): Hypergraph {
  const builder = new HypergraphBuilder();
  let next = 0;
  for (const members of relations) {
    const edge = builder.addEdge(`e${next++}`);
    for (const id of members) builder.addIncidence(edge, builder.addNode(id));
  }
  return builder.build();
}

const REACTOME = 'data/bio/ReactomePathways_2024-09-18.gmt.gz';

describeShared('Reactome', REACTOME, (path) => {
  it('has all Betti numbers, though 10¹⁰ triangles', () => {
    const reactome = build(
      lines(path).map((line) => line.split('\t').slice(2).filter(Boolean)),
    );
    const found = computeHomology(reactome, { maxDim: 10, generators: true });
    expect(found.betti).toEqual([1, 1, 8, 4, 0, 0, 0, 0, 0, 0, 0]);
    expect(found.euler).toBe(4);
    expect(found.simplices[0]).toBe(11668);
    expect(found.simplices[2]! / 1.08e10).toBeCloseTo(1, 1);
    expect(found.generators).toHaveLength(14);
    for (const { simplices } of found.generators!) {
      expect(boundarySum(simplices)).toEqual([]);
    }
    // on the nerve
    expect(
      computeHomology(reactome, { maxDim: 10, counts: false }).betti,
    ).toEqual(found.betti);
    expect(homologyChecksum(reactome)).toBe(10);
  });
});

describeShared('e-mails of a department', 'data/anomaly', (folder) => {
  it('have the Betti numbers, simplices and bars of the whole', () => {
    const read = (part: string): string[] =>
      lines(`${folder}/email-Eu-${part}.txt.gz`);
    const members = read('simplices');
    const relations = new Map<string, string[]>();
    let at = 0;
    for (const size of read('nverts').map(Number)) {
      const set = [...new Set(members.slice(at, at + size))].sort();
      relations.set(set.join(), set);
      at += size;
    }
    const emails = build(relations.values());
    const { betti, simplices } = computeHomology(emails);
    expect(simplices.reduce((sum, count) => sum + count)).toBe(905437);
    expect(betti).toEqual([20, 4748, 966]);
    const { dims, deaths } = computePersistence(emails);
    // as many as GUDHI 3.13 finds
    expect(dims).toHaveLength(15454);
    const staying = (dim: number): number =>
      dims.filter((own, i) => own === dim && deaths[i] === Infinity).length;
    expect([0, 1, 2].map(staying)).toEqual(betti);
  });
});
