import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KernelSpec } from '#compute/kernel-spec.ts';
import { shaderText } from '#compute/shader-text.ts';
import { loadNodeGpu, readShaderFile } from '#pipeline/gpu-node.ts';
import { afterAll, describe, expect, it } from 'vitest';
import type * as Reflection from 'wgsl_reflect';
import { projectRoot } from '../support/shared.ts';

/** Names of a folder's files that end so, without the ending. */
function namesIn(folder: string, ending: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .sort();
}

// The package's `main` is CommonJS where `type` says module: only this file of it loads in Node.
const reflection: string = 'wgsl_reflect/wgsl_reflect.module.js';
const { ResourceType, WgslReflect } = (await import(
  reflection
)) as typeof Reflection;

const shaders = namesIn('shaders', '.wgsl');

/** The descriptor that `kernels/NAME.ts` exports. */
async function descriptor(name: string): Promise<KernelSpec> {
  const path = join(projectRoot, 'src/compute/kernels', `${name}.ts`);
  const module = (await import(path)) as Record<string, unknown>;
  const specs = Object.values(module).filter(
    (value): value is KernelSpec =>
      typeof value === 'object' && value !== null && 'entryPoints' in value,
  );
  expect(specs.length).toBe(1);
  return specs[0]!;
}

describe('a kernel', () => {
  it('has a shader, a descriptor, a twin and a test, all of one name', () => {
    expect(shaders.length).toBeGreaterThan(0);
    expect(namesIn('src/compute/kernels', '.ts')).toEqual(shaders);
    const twins = namesIn('src/compute/cpu', '.ts');
    const tests = namesIn('tests/compute', '.test.ts');
    expect(shaders.filter((name) => !twins.includes(name))).toEqual([]);
    expect(shaders.filter((name) => !tests.includes(name))).toEqual([]);
  });

  it('starts its shader with what it does, its twin, its grid and what it writes', async () => {
    for (const name of shaders) {
      const text = await readFile(
        join(projectRoot, 'shaders', `${name}.wgsl`),
        'utf8',
      );
      expect(text).toMatch(new RegExp(`^// ${name}: `));
      expect(text).toContain(`src/compute/cpu/${name}.ts`);
      for (const word of ['// Dispatch ', '// Requires ', '// Writes ']) {
        expect(text).toContain(word);
      }
    }
  });
});

describe.each(shaders)('the shader %s', (name) => {
  const reflected = shaderText(name, readShaderFile).then(
    (code) => new WgslReflect(code),
  );

  it('declares the bindings of its descriptor, in order', async () => {
    const spec = await descriptor(name);
    const reflect = await reflected;
    const declared = [...reflect.uniforms, ...reflect.storage]
      .sort((a, b) => a.binding - b.binding)
      .map(({ name: binding, resourceType, access, binding: number }) => [
        number,
        binding,
        resourceType === ResourceType.Uniform
          ? 'uniform'
          : access === 'read_write'
            ? 'readWrite'
            : 'read',
      ]);
    expect(spec.name).toBe(name);
    expect(declared).toEqual(
      spec.bindings.map(({ name: binding, access }, i) => [i, binding, access]),
    );
  });

  it('has the parameters of its descriptor, in order', async () => {
    const { params } = await descriptor(name);
    const [uniform] = (await reflected).uniforms;
    expect(
      (uniform?.members ?? []).map((member) => [
        member.name,
        member.type.name,
        member.offset,
      ]),
    ).toEqual(
      Object.entries(params).map(([field, type], i) => [field, type, i * 4]),
    );
  });

  it('has the entry points of its descriptor, with the bindings each uses', async () => {
    const { entryPoints, workgroupSize } = await descriptor(name);
    const { compute } = (await reflected).entry;
    expect(
      Object.fromEntries(
        compute.map((entry) => [
          entry.name,
          [...entry.resources]
            .sort((a, b) => a.binding - b.binding)
            .map((resource) => resource.name),
        ]),
      ),
    ).toEqual(entryPoints);
    for (const { workgroupSize: size } of compute) {
      expect(size).toEqual([workgroupSize, 1, 1]);
    }
    // The limit that every device has.
    for (const used of Object.values(entryPoints)) {
      expect(used.filter((other) => other !== 'params').length).toBeLessThan(9);
    }
  });

  it('has the override constants of its descriptor', async () => {
    const { constants = {} } = await descriptor(name);
    const { overrides } = await reflected;
    expect(overrides.map((override) => override.name)).toEqual(
      Object.keys(constants),
    );
  });

  it('is valid for naga, the compiler of Firefox', async ({ skip }) => {
    const naga = await import('naga-wasm').catch(() => undefined);
    skip(naga === undefined, 'naga-wasm does not load in this Node');
    const code = await shaderText(name, readShaderFile);
    expect(() => naga!.validate(naga!.parseWgsl(code))).not.toThrow();
  });
});

const adapter = await (await loadNodeGpu())?.requestAdapter();
const device = await adapter?.requestDevice();

describe.skipIf(device === undefined)('Dawn, the compiler of Chromium', () => {
  afterAll(async () => {
    device?.destroy();
    await device?.lost;
  });

  it.each(shaders)('compiles %s without a word', async (name) => {
    const code = await shaderText(name, readShaderFile);
    const module = device!.createShaderModule({ label: name, code });
    const { messages } = await module.getCompilationInfo();
    expect(messages.map(({ message }) => message)).toEqual([]);
  });
});
