import { hourOfWeek } from '#hypergraph/hour-of-week.ts';
import type { Call, Expression } from '../syntax/syntax-tree.ts';
import { as, map, readsOf, type Compiled } from './compiled.ts';
import { faultAt, type Scope } from './scope.ts';
import { indicesIn, isList } from './value.ts';

type Compile = (part: Expression, scope: Scope) => Compiled;

/** A function under its name: what it takes, in words, and how it is made ready. */
interface FunctionOf {
  readonly usage: string;
  readonly least: number;
  readonly most: number;
  readonly compile: (call: Ready) => Compiled;
}

/** A call's arguments and what is needed to make them ready. */
interface Ready {
  readonly call: Call;
  readonly scope: Scope;
  readonly part: (index: number) => Expression;
  readonly argument: (index: number) => Compiled;
  readonly compile: Compile;
}

const FUNCTIONS: Readonly<Record<string, FunctionOf>> = {
  size: {
    usage: 'size(e): members of a relation',
    least: 1,
    most: 1,
    compile: compileSize,
  },
  degree: {
    usage: 'degree(x): relations of a node',
    least: 1,
    most: 1,
    compile: compileDegree,
  },
  members: {
    usage: 'members(e, role): nodes of a relation, in a role or all',
    least: 1,
    most: 2,
    compile: compileMembers,
  },
  overlap: {
    usage: 'overlap(a, b): nodes that two relations share',
    least: 2,
    most: 2,
    compile: compileOverlap,
  },
  duration: {
    usage: 'duration(e): from start to end',
    least: 1,
    most: 1,
    compile: compileDuration,
  },
  distance: {
    usage: 'distance(a, b): metres between two places with lat and lon',
    least: 2,
    most: 2,
    compile: compileDistance,
  },
  hour_of_week: {
    usage: 'hour_of_week(t): 0 is Monday 00:00 UTC',
    least: 1,
    most: 1,
    compile: compileHour,
  },
  len: {
    usage: 'len(x): items of a list or characters of a text',
    least: 1,
    most: 1,
    compile: compileLength,
  },
  length: {
    usage: 'length(path): steps of a path',
    least: 1,
    most: 1,
    compile: compileSteps,
  },
  contains: {
    usage: 'contains(list, x): whether x is in it',
    least: 2,
    most: 2,
    compile: compileContains,
  },
  any: {
    usage: 'any(list, condition on it)',
    least: 2,
    most: 2,
    compile: (ready) => compileEvery(ready, true),
  },
  all: {
    usage: 'all(list, condition on it)',
    least: 2,
    most: 2,
    compile: (ready) => compileEvery(ready, false),
  },
  abs: { usage: 'abs(x)', least: 1, most: 1, compile: compileAbsolute },
  log: {
    usage: 'log(x): natural logarithm',
    least: 1,
    most: 1,
    compile: compileLog,
  },
};

/** Names of all functions of one row. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

/** What each function takes, in words. */
export function functionUsage(): string[] {
  return Object.values(FUNCTIONS).map(({ usage }) => usage);
}

/**
 * Makes a function call ready.
 * @throws PolyadError INVALID_ARGUMENT for an unknown name or other arguments
 */
export function compileFunction(
  call: Call,
  scope: Scope,
  compile: Compile,
): Compiled {
  const known = Object.hasOwn(FUNCTIONS, call.name)
    ? FUNCTIONS[call.name]
    : undefined;
  if (!known) {
    throw faultAt(scope, call, {
      problem: `there is no function ${call.name}`,
      expected: `one of ${FUNCTION_NAMES.join(', ')}`,
      written: call.name,
      known: FUNCTION_NAMES,
    });
  }
  const count = call.arguments.length;
  if (count < known.least || count > known.most) {
    throw faultAt(scope, call, {
      problem: `${call.name} got ${count} ${count === 1 ? 'value' : 'values'}`,
      expected: known.usage,
    });
  }
  const part = (index: number) =>
    call.arguments[index]?.value ?? { kind: 'null' as const };
  return known.compile({
    call,
    scope,
    part,
    argument: (index) => compile(part(index), scope),
    compile,
  });
}

function element(ready: Ready, index: number, type: 'node' | 'edge'): Compiled {
  const compiled = ready.argument(index);
  if (compiled.type === type) return compiled;
  const part = ready.part(index);
  throw faultAt(ready.scope, part, {
    problem: `${ready.call.name} needs a ${type === 'edge' ? 'relation' : 'node'} here`,
    expected: FUNCTIONS[ready.call.name]?.usage,
  });
}

function compileSize(ready: Ready): Compiled {
  const { hypergraph } = ready.scope.data;
  return map(element(ready, 0, 'edge'), 'number', (edge) =>
    hypergraph.edgeSize(edge as number),
  );
}

function compileDegree(ready: Ready): Compiled {
  const { hypergraph } = ready.scope.data;
  return map(element(ready, 0, 'node'), 'number', (node) =>
    hypergraph.nodeDegree(node as number),
  );
}

/** The role of a call's argument: a bare name is the role itself. */
function roleOf(ready: Ready, index: number): string | null {
  const part = ready.part(index);
  if (part.kind === 'name') return part.name;
  return part.kind === 'string' ? part.value : null;
}

function compileMembers(ready: Ready): Compiled {
  const { data } = ready.scope;
  const { hypergraph } = data;
  const role = roleOf(ready, 1);
  const test = data.roleTest(role);
  if (!test) {
    throw faultAt(ready.scope, ready.part(1), {
      problem: `no member has the role ${String(role)}`,
      expected: `one of ${data.roleNames().join(', ')}`,
      written: String(role),
      known: data.roleNames(),
    });
  }
  return map(element(ready, 0, 'edge'), 'nodes', (value) => {
    const edge = value as number;
    const first = hypergraph.edges.offsets[edge] ?? 0;
    const members = [...hypergraph.edgeMembers(edge)];
    return members.filter((node, i) => test(node, first + i));
  });
}

function compileOverlap(ready: Ready): Compiled {
  const { hypergraph } = ready.scope.data;
  const [a, b] = [element(ready, 0, 'edge'), element(ready, 1, 'edge')];
  return {
    type: 'number',
    reads: readsOf([a, b]),
    evaluate: (values) => {
      const [left, right] = [a.evaluate(values), b.evaluate(values)];
      if (left === null || right === null) return null;
      const members = new Set(hypergraph.edgeMembers(left as number));
      let shared = 0;
      for (const node of hypergraph.edgeMembers(right as number)) {
        if (members.has(node)) shared += 1;
      }
      return shared;
    },
  };
}

function compileDuration(ready: Ready): Compiled {
  const { data } = ready.scope;
  const of = ready.argument(0);
  if (of.type === 'edges') {
    return map(of, 'duration', (edges) => {
      const ends = indicesIn(edges).map((edge) => data.end(edge));
      const starts = indicesIn(edges).map((edge) => data.start(edge));
      return finite(Math.max(...ends) - Math.min(...starts));
    });
  }
  return map(element(ready, 0, 'edge'), 'duration', (edge) =>
    finite(data.end(edge as number) - data.start(edge as number)),
  );
}

function compileDistance(ready: Ready): Compiled {
  const { data } = ready.scope;
  const sides = [ready.argument(0), ready.argument(1)].map((side, i) => {
    if (side.type !== 'node' && side.type !== 'edge') {
      throw faultAt(ready.scope, ready.part(i), {
        problem: 'distance needs two nodes or relations',
        expected: FUNCTIONS['distance']?.usage,
      });
    }
    const { nodeProperties, edgeProperties } = data.hypergraph;
    const table = side.type === 'node' ? nodeProperties : edgeProperties;
    return map(side, 'list', (index) => [
      table.column('lat')?.numbers()[index as number] ?? NaN,
      table.column('lon')?.numbers()[index as number] ?? NaN,
    ]);
  });
  return {
    type: 'distance',
    reads: readsOf(sides),
    evaluate: (values) => {
      const [a, b] = sides.map(({ evaluate }) => evaluate(values));
      if (!a || !b) return null;
      return finite(metresBetween(a as number[], b as number[]));
    },
  };
}

/** Great-circle distance by haversines on a sphere of 6,371,008.8 m, as h3 takes it. */
function metresBetween(a: readonly number[], b: readonly number[]): number {
  const [lat1 = NaN, lon1 = NaN, lat2 = NaN, lon2 = NaN] = [...a, ...b].map(
    (degrees) => (degrees * Math.PI) / 180,
  );
  const half =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(half)));
}

function compileHour(ready: Ready): Compiled {
  const time = as(ready.argument(0), ['time'], ready.part(0), ready.scope);
  return map(time, 'number', (value) => hourOfWeek(value as number));
}

function compileLength(ready: Ready): Compiled {
  const types = ['list', 'nodes', 'edges', 'text'] as const;
  const of = as(ready.argument(0), types, ready.part(0), ready.scope);
  return map(of, 'number', (value) =>
    isList(value) ? value.length : Array.from(String(value)).length,
  );
}

function compileSteps(ready: Ready): Compiled {
  return map(compileLength(ready), 'number', (length) => Number(length) - 1);
}

function compileContains(ready: Ready): Compiled {
  const [list, item] = [0, 1].map((i) =>
    as(
      ready.argument(i),
      i === 0 ? ['list'] : ['text', 'number'],
      ready.part(i),
      ready.scope,
    ),
  ) as [Compiled, Compiled];
  return {
    type: 'boolean',
    reads: readsOf([list, item]),
    evaluate: (values) => {
      const [items, value] = [list.evaluate(values), item.evaluate(values)];
      if (!isList(items) || value === null) return null;
      return items.includes(value);
    },
  };
}

function compileEvery(ready: Ready, wanted: boolean): Compiled {
  const { scope } = ready;
  const list = as(ready.argument(0), ['list'], ready.part(0), scope);
  const slot = scope.columns.length;
  const inner: Scope = {
    ...scope,
    columns: [...scope.columns, { name: 'it', type: 'any' }],
  };
  const condition = as(
    ready.compile(ready.part(1), inner),
    ['boolean'],
    ready.part(1),
    inner,
  );
  return {
    type: 'boolean',
    reads: new Set(
      [...list.reads, ...condition.reads].filter((i) => i !== slot),
    ),
    evaluate: (values) => {
      const items = list.evaluate(values);
      if (!isList(items)) return null;
      const found = items.some((item) => {
        const row = [...values];
        row[slot] = item;
        return condition.evaluate(row) === wanted;
      });
      return found === wanted;
    },
  };
}

function compileAbsolute(ready: Ready): Compiled {
  const types = ['number', 'duration', 'distance'] as const;
  const of = as(ready.argument(0), types, ready.part(0), ready.scope);
  return map(of, of.type, (value) => Math.abs(Number(value)));
}

function compileLog(ready: Ready): Compiled {
  const of = as(ready.argument(0), ['number'], ready.part(0), ready.scope);
  return map(of, 'number', (value) => finite(Math.log(Number(value))));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
