import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { projectRoot } from './shared.ts';

const cacheRoot = join(projectRoot, '.software');

/** Software WebGPU, root allowed, and no name resolves but this machine's own. */
const flags = [
  '--headless=shell',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
  '--no-pings',
  '--disable-domain-reliability',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * Starts headless Chromium from the npm package `@sparticuz/chromium` with its own libraries and
 * fonts, so that Node and npm are all a machine needs. The first call on a machine unpacks 200 MB
 * into `.software/`. Where the package has no build for the machine, name another Chromium in
 * `POLYAD_TEST_BROWSER`.
 * @remarks `navigator.gpu` exists only on https pages and on localhost.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['POLYAD_TEST_BROWSER'];
  if (named !== undefined) {
    return chromium.launch({ executablePath: named, args: flags });
  }
  const folder = await unpackOnce();
  const fontsFile = await writeFontsFile(folder);
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontsFile,
    },
  });
}

/** The folder with the unpacked browser. Processes may race here: the first to finish wins. */
export async function unpackOnce(): Promise<string> {
  const folder = join(cacheRoot, `chromium-${await packageVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cacheRoot, { recursive: true });
  const partial = await mkdtemp(join(cacheRoot, 'partial-'));
  try {
    await promisify(execFile)(
      process.execPath,
      [join(projectRoot, 'tests', 'support', 'inflate-browser.mjs')],
      {
        env: {
          ...process.env,
          TMPDIR: partial,
          AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
        },
      },
    );
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function packageVersion(): Promise<string> {
  const file = join(
    projectRoot,
    'node_modules',
    '@sparticuz',
    'chromium',
    'package.json',
  );
  const { version } = JSON.parse(await readFile(file, 'utf8')) as {
    version: string;
  };
  return version;
}

/** Written at each start, because it must hold full paths and the project may have moved. */
async function writeFontsFile(folder: string): Promise<string> {
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`,
  );
  return file;
}
