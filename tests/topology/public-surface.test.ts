import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as browser from '#browser.ts';
import { topology } from '#index.ts';
import * as everything from '#topology.ts';
import { projectRoot } from '../support/shared.ts';

/** What the folder keeps to itself and to the layers above it. */
const internal = new Set([
  'StatisticDesk',
  'chainsAround',
  'checkCount',
  'checkElement',
  'checkLength',
  'checkProbability',
  'checkWeights',
  'checkedDim',
  'coreProblem',
  'coresOfBothSides',
  'differentEdges',
  'distinctNodes',
  'graphParts',
  'homologyChecksum',
  'hypergraphParts',
  'idRows',
  'judgedCommunities',
  'leadingEigenvector',
  'lineGraphOfPairs',
  'localStatistics',
  'meets',
  'modularityWorth',
  'motifsOfCounts',
  'namedCycle',
  'onlyOf',
  'overlapGraph',
  'pairFactor',
  'parseCondition',
  'pathTo',
  'quiet',
  'rankedComponents',
  'refuseLargeClosure',
  'rewiredHypergraph',
  'roundedCount',
  'scoresByPart',
  'startModel',
  'storedAdjacency',
  'structuralStatistics',
  'suggestion',
  'walkOfLevels',
  'withTimes',
]);

const folder = join(projectRoot, 'src/topology');

/** Functions and constants that the folder's files export. */
const exported = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const pattern = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;
    return [...text.matchAll(pattern)].map(([, name = '']) => name);
  });

describe('the public surface', () => {
  it('has every function that is not for the folder alone', () => {
    expect(exported.length).toBeGreaterThan(150);
    const missing = exported.filter(
      (name) => !internal.has(name) && !Object.hasOwn(everything, name),
    );
    expect(missing).toEqual([]);
  });

  it('is the same in the library and in pages', () => {
    expect(browser.topology).toBe(everything);
    for (const name of Object.keys(everything)) {
      expect(Object.hasOwn(topology, name), name).toBe(true);
    }
  });

  it('has short names for what is asked most', () => {
    expect(topology.components).toBe(everything.computeComponents);
    expect(topology.homology).toBe(everything.computeHomology);
    expect(topology.statistics).toBe(everything.computeStatistics);
  });
});

describe('the checklist', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const table = readme.slice(
    readme.indexOf('## What is there'),
    readme.indexOf('## Decisions'),
  );
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.split('|').slice(1, -1));

  it('names a function for everything, and none that is not there', () => {
    const source = [
      'src/topology.ts',
      'src/index.ts',
      'src/browser.ts',
      'src/hypergraph/hypergraph.ts',
    ].map((file) => readFileSync(join(projectRoot, file), 'utf8'));
    const known = new Set(source.join().match(/\w+/g));
    const asked = rows.filter(([what = '']) => !/\*\*|what an/.test(what));
    expect(asked.length).toBeGreaterThan(120);
    for (const [what = '', ours = ''] of asked) {
      // options come after `with`
      const functions = ours.replaceAll(/with (`\w+`(, )?)+/g, '');
      const names = [...functions.matchAll(/`([A-Za-z]\w*)(?:\([^`]*\))?`/g)];
      expect(ours.trim(), what).not.toBe('');
      for (const [, name = ''] of names) {
        if (/^(compute|find|is|simulate|[a-z]+[A-Z])/.test(name)) {
          expect(known.has(name), `${what}: ${name}`).toBe(true);
        }
      }
    }
  });
});
