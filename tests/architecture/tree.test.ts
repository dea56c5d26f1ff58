import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/shared.ts';

/** Files below a folder of the project, as paths from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(projectRoot.length),
    );
}

const sources = ['src', 'web', 'tests'].flatMap(filesBelow);
const code = sources.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

describe('the tree', () => {
  it('has only known names at the top', () => {
    const allowed =
      /^(package\.json|package-lock\.json|tsconfig(\.[a-z]+)?\.json|src|shaders|web|datasets|tests|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md|[a-z]+\.config\.(js|ts|mjs)|\..*)$/;
    const ignored = /^(node_modules|dist|coverage|docs|.*\.log|.*\.tgz)$/;
    const names = readdirSync(projectRoot).filter(
      (name) => !ignored.test(name),
    );
    expect(names).toContain('package.json');
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('names source files in kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
    const base = (file: string) => file.slice(file.lastIndexOf('/') + 1);
    expect(code.length).toBeGreaterThan(0);
    expect(code.filter((file) => !kebab.test(base(file)))).toEqual([]);
  });

  it('is at most two folders deep in src', () => {
    expect(
      sources.filter((file) => /^src\/[^/]+\/[^/]+\/[^/]+\//.test(file)),
    ).toEqual([]);
  });
});

describe('a disabled rule', () => {
  it('says why on its line', () => {
    const unexplained = code.flatMap((file) =>
      readFileSync(join(projectRoot, file), 'utf8')
        .split('\n')
        .filter(
          (line) =>
            /(\/\/|\/\*) *eslint-disable/.test(line) && !/ -- \S/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(unexplained).toEqual([]);
  });
});
