import { builtinModules } from 'node:module';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const core = ['numeric', 'errors'];
const graph = ['hypergraph', ...core];
const formats = ['formats', ...graph];
const recipes = ['recipes', ...formats];
const compute = ['compute', ...graph];
const topology = ['topology', ...compute];
const anomaly = ['anomaly', ...topology];
const query = ['query', ...anomaly];
const store = ['store', ...formats];

/**
 * The one list of who may import whom: folder of `src` to the other folders it may import.
 * `types` are folders of which it may import types, not code.
 * @type {Record<string, { imports: string[], types?: string[] }>}
 */
export const layers = {
  errors: { imports: [] },
  numeric: { imports: ['errors'] },
  protocol: { imports: ['errors'] },
  hypergraph: { imports: core },
  formats: { imports: graph },
  recipes: { imports: formats },
  compute: { imports: graph },
  topology: { imports: compute },
  anomaly: { imports: topology },
  query: { imports: anomaly },
  store: { imports: formats, types: ['topology', 'anomaly'] },
  pipeline: { imports: unique([...query, ...store, ...recipes]) },
  scale: { imports: unique([...store, ...topology]) },
  // The two edges know domain code only through these, and the error codes they must map.
  server: { imports: ['pipeline', 'scale', 'protocol', 'errors'] },
  cli: { imports: ['pipeline', 'scale', 'protocol', 'errors', 'server'] },
  // The server's answers inside a page: no Node modules, or the static build fails.
  'in-page': {
    imports: unique([...query, ...recipes, 'pipeline', 'protocol', 'server']),
  },
};

/** The files at the root of `src`, which others import from outside: the only re-exports. */
const entries = {
  'src/index.ts': unique([
    ...query,
    ...store,
    ...recipes,
    'pipeline',
    'topology.ts',
  ]),
  'src/browser.ts': unique([...query, ...recipes, 'topology.ts']),
  'src/topology.ts': topology,
};

/** Folders that run unchanged in a page and in a worker. */
export const browserSafe = [
  'errors',
  'numeric',
  'protocol',
  'hypergraph',
  'formats',
  'recipes',
  'compute',
  'topology',
  'anomaly',
  'query',
];

/** Where an index has been checked by construction, `!` is allowed (STYLE: indices). */
const assertedIndices = [
  'src/numeric/**',
  'src/hypergraph/**',
  'src/compute/cpu/**',
  'tests/**',
];

/** Straight-line kernels may be long and take many arrays. */
const kernels = ['src/numeric/**', 'src/compute/cpu/**', 'src/compute/wasm/**'];

const nodeModules = `^(node:|(${builtinModules.join('|')})(/|$))`;

const noReExport = [
  {
    selector: 'ExportAllDeclaration[exported=null]',
    message: 'No barrels: import the defining file.',
  },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No barrels: import the defining file.',
  },
];
const noBareExportAll = noReExport.slice(0, 1);
const noDefaultExport = {
  selector:
    'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Named exports only.',
};

/** @param {string[]} names */
function unique(names) {
  return [...new Set(names)];
}

/** @param {string[]} names A regex for imports of any `#folder/…` or `#entry.ts` but these. */
function otherThan(names) {
  const starts = names.map((name) =>
    name.endsWith('.ts') ? name : `${name}/`,
  );
  return names.length === 0 ? '^#' : `^#(?!(${starts.join('|')}))`;
}

/**
 * Rules for the imports of some files. Static imports and `import()` are checked alike.
 * @param {{ regex: string, message: string, allowTypeImports?: boolean }[]} patterns
 * @param {{ selector: string, message: string }[]} syntax Further forbidden syntax.
 */
function importRules(patterns, syntax) {
  const dynamic = patterns.map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
    message,
  }));
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
    'no-restricted-syntax': ['error', ...dynamic, ...syntax],
  };
}

/** @param {string} folder */
function folderPatterns(folder) {
  const { imports, types = [] } = layers[folder];
  const allowed = imports.length === 0 ? 'no other folder' : imports.join(', ');
  const patterns = [
    {
      regex: `^#${folder}/`,
      message: `Inside src/${folder} imports are relative.`,
    },
    {
      regex: otherThan([folder, ...imports, ...types]),
      message: `src/${folder} may import ${allowed} (see layers in eslint.config.js).`,
    },
  ];
  if (types.length > 0) {
    patterns.push({
      regex: `^#(${types.join('|')})/`,
      allowTypeImports: true,
      message: `src/${folder} may import only types from ${types.join(', ')}.`,
    });
  }
  if (browserSafe.includes(folder)) {
    patterns.push({
      regex: nodeModules,
      message: `src/${folder} runs in a page too: have files and devices passed in.`,
    });
  }
  return patterns;
}

/** One config for the files right in the folder, one for each depth of subfolder. */
function folderConfigs() {
  return Object.keys(layers).flatMap((folder) =>
    [0, 1, 2].map((depth) => ({
      name: `polyad/layers/${folder}/${String(depth)}`,
      files: [`src/${folder}/${'*/'.repeat(depth)}*.ts`],
      rules: importRules(
        [
          ...folderPatterns(folder),
          {
            regex: `^(\\.\\./){${String(depth + 1)}}`,
            message: 'Across folders import #folder/file.ts.',
          },
        ],
        [...noReExport, noDefaultExport],
      ),
    })),
  );
}

function entryConfigs() {
  return Object.entries(entries).map(([file, folders]) => ({
    name: `polyad/layers/${file}`,
    files: [file],
    rules: {
      // An entry is a list, and as long as what it lists.
      'max-lines': 'off',
      ...importRules(
        [
          {
            regex: otherThan(folders),
            message: `${file} may import ${folders.join(', ')}.`,
          },
          {
            regex: '^\\.',
            message: 'Entries import #folder/file.ts.',
          },
        ],
        [...noBareExportAll, noDefaultExport],
      ),
    },
  }));
}

const stayInside = {
  regex: '^(\\.\\./)+(src|web|tests|shaders|datasets|dist)/',
  message: 'Import src as #folder/file.ts.',
};

export default defineConfig(
  {
    name: 'polyad/ignores',
    ignores: [
      'dist/',
      'docs/',
      'coverage/',
      '.software/',
      '.polyad/',
      'datasets/',
      // AssemblyScript: not TypeScript, whatever its ending; and what is made of it
      'src/**/*.as.ts',
      'src/compute/wasm/kernels-binary.ts',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    name: 'polyad/all',
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports' },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A type parameter used once still tells what the array holds.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `async` without `await` turns a throw into a rejection, which callers rely on.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'max-params': ['error', 4],
      'max-lines-per-function': [
        'error',
        { max: 60, skipBlankLines: true, skipComments: true },
      ],
      'no-restricted-syntax': ['error', ...noReExport, noDefaultExport],
    },
  },
  ...folderConfigs(),
  ...entryConfigs(),
  {
    name: 'polyad/src',
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Use the seeded generator of src/numeric.',
        },
      ],
    },
  },
  {
    name: 'polyad/browser-safe',
    files: browserSafe.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'Buffer',
          'process',
          'require',
          'global',
          '__dirname',
          '__filename',
        ].map((name) => ({ name, message: 'Not in a page or a worker.' })),
      ],
    },
  },
  {
    name: 'polyad/kernels',
    files: kernels,
    rules: { 'max-lines-per-function': 'off', 'max-params': ['error', 8] },
  },
  {
    name: 'polyad/asserted-indices',
    files: assertedIndices,
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    name: 'polyad/web',
    files: ['web/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': ['error', { max: 150, skipBlankLines: true }],
      ...importRules(
        [
          {
            regex: '^#(?!browser\\.ts$|protocol/|in-page/)',
            message: 'web may import #browser.ts, #in-page/… and #protocol/….',
          },
          stayInside,
          { regex: nodeModules, message: 'web runs in a page.' },
        ],
        [...noReExport, noDefaultExport],
      ),
    },
  },
  {
    name: 'polyad/tests',
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': 'off',
      ...importRules(
        [{ ...stayInside, regex: '^(\\.\\./)+(src|dist)/' }],
        [...noReExport, noDefaultExport],
      ),
    },
  },
  {
    name: 'polyad/untyped',
    files: ['**/*.{js,mjs}', '*.config.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    name: 'polyad/config-files',
    files: ['*.config.{js,ts,mjs}'],
    rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off' },
  },
  {
    name: 'polyad/file-names',
    files: ['**/{utils,helpers,common,manager,types}.{ts,tsx,js,mjs}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program',
          message: 'Name the file after the idea it exports.',
        },
      ],
    },
  },
);
