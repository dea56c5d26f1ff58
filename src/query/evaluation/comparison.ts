import safeRegex from 'safe-regex2';
import type { Expression } from '../syntax/syntax-tree.ts';
import { as, asId, map, readsOf, type Compiled } from './compiled.ts';
import { faultAt, type Scope } from './scope.ts';
import {
  compareValues,
  isList,
  keyOf,
  typeWords,
  type Value,
} from './value.ts';

type Compile = (part: Expression, scope: Scope) => Compiled;
type Compare = Extract<Expression, { kind: 'compare' }>;

/** Longest text that a pattern is held against, characters. */
const LONGEST_TEXT = 10_000;

/** `a == b`, `a in list`, `a like "b%"` and the like. */
export function compileComparison(
  part: Compare,
  scope: Scope,
  compile: Compile,
): Compiled {
  const left = compile(part.left, scope);
  switch (part.operator) {
    case 'in':
    case 'not in':
      return compileIn(part, left, compile(part.right, scope), scope);
    case 'like':
    case 'matches':
      return compilePattern(part, left, compile(part.right, scope), scope);
    default:
      return compileOrder(part, left, compile(part.right, scope), scope);
  }
}

function compileOrder(
  part: Compare,
  first: Compiled,
  second: Compiled,
  scope: Scope,
): Compiled {
  const isEquality = part.operator === '==' || part.operator === '!=';
  const byIndex = isEquality ? byName(first, second, scope) : undefined;
  if (byIndex) {
    const { node, named } = byIndex;
    const wanted = part.operator === '==';
    return map(
      node,
      'boolean',
      (index) => named.has(index as number) === wanted,
    );
  }
  const [left, right] = alike(part, first, second, scope);
  const holds = {
    '==': (order: number) => order === 0,
    '!=': (order: number) => order !== 0,
    '<': (order: number) => order < 0,
    '<=': (order: number) => order <= 0,
    '>': (order: number) => order > 0,
    '>=': (order: number) => order >= 0,
  }[part.operator as '=='];
  return {
    type: 'boolean',
    reads: readsOf([left, right]),
    evaluate: (values) => {
      const [a, b] = [left.evaluate(values), right.evaluate(values)];
      if (a === null || b === null) return null;
      if (!isEquality && typeof a !== typeof b) return null;
      return holds(compareValues(a, b));
    },
  };
}

/** A node against a fixed id or name, by index; undefined for anything else. */
function byName(
  left: Compiled,
  right: Compiled,
  scope: Scope,
): { node: Compiled; named: ReadonlySet<number> } | undefined {
  const [node, text] = right.type === 'text' ? [left, right] : [right, left];
  if (node.type !== 'node' || text.type !== 'text') return undefined;
  if (text.reads.size > 0) return undefined;
  const named = scope.data.nodesNamed(String(text.evaluate([])));
  return { node, named: new Set(named) };
}

function alike(
  part: Compare,
  left: Compiled,
  right: Compiled,
  scope: Scope,
): readonly [Compiled, Compiled] {
  const [a, b] = [left.type, right.type];
  const loose = ['any', 'null'];
  if (a === b || loose.includes(a) || loose.includes(b)) {
    // An element against a value of any type compares by its id.
    return [left, right].map((side) =>
      a !== b && (side.type === 'node' || side.type === 'edge')
        ? asId(side, scope)
        : side,
    ) as [Compiled, Compiled];
  }
  for (const type of ['time', 'text', 'list'] as const) {
    if (a === type) return [left, as(right, [type], part.right, scope)];
    if (b === type) return [as(left, [type], part.left, scope), right];
  }
  throw faultAt(scope, part, {
    problem: `${typeWords(a)} cannot be compared with ${typeWords(b)}`,
    expected:
      'the same type and unit on both sides (m is metres, min is minutes)',
  });
}

function compileIn(
  part: Compare,
  left: Compiled,
  right: Compiled,
  scope: Scope,
): Compiled {
  const list = as(right, ['list'], part.right, scope);
  const isNodes = left.type === 'node' || left.type === 'nodes';
  const isWhole = ['nodes', 'edges', 'list'].includes(left.type);
  const item = inList(part, left, scope);
  const keysFor = (values: readonly Value[]) =>
    isNodes
      ? nodesOf(list.evaluate(values), scope)
      : keysOf(list.evaluate(values));
  let fixed: ReadonlySet<Value> | null | undefined;
  const wanted = part.operator === 'in';
  return {
    type: 'boolean',
    reads: readsOf([item, list]),
    evaluate: (values) => {
      const value = item.evaluate(values);
      const known =
        list.reads.size > 0 ? keysFor(values) : (fixed ??= keysFor(values));
      if (value === null || known === null) return null;
      // A set is in a list when all of it is.
      const isIn = isWhole
        ? isList(value) && value.every((one) => known.has(one))
        : known.has(isList(value) ? keyOf(value) : value);
      return isIn === wanted;
    },
  };
}

/** What is looked for: nodes by index, relations by id, all else as it is. */
function inList(part: Compare, left: Compiled, scope: Scope): Compiled {
  if (left.type === 'edge') return asId(left, scope);
  const isOther = left.type === 'edges' || left.type === 'list';
  return isOther ? as(left, ['list'], part.left, scope) : left;
}

/** Indices of the nodes that a list names. */
function nodesOf(list: Value, scope: Scope): ReadonlySet<Value> | null {
  if (!isList(list)) return null;
  return new Set(
    list.flatMap((item) =>
      isList(item) ? [] : scope.data.nodesNamed(String(item)),
    ),
  );
}

function keysOf(list: Value): Set<Value> | null {
  if (!isList(list)) return null;
  return new Set(list.map((item) => (isList(item) ? keyOf(item) : item)));
}

function compilePattern(
  part: Compare,
  left: Compiled,
  right: Compiled,
  scope: Scope,
): Compiled {
  const text = as(left, ['text'], part.left, scope);
  const pattern = right.reads.size === 0 ? right.evaluate([]) : null;
  if (typeof pattern !== 'string') {
    throw faultAt(scope, part.right, {
      problem: `${part.operator} needs a fixed pattern`,
      expected: 'a text in quotes',
    });
  }
  const expression =
    part.operator === 'like'
      ? wildcards(pattern)
      : regularExpression(pattern, part.right, scope);
  return {
    type: 'boolean',
    reads: text.reads,
    evaluate: (values) => {
      const value = text.evaluate(values);
      if (value === null) return null;
      return expression.test(String(value).slice(0, LONGEST_TEXT));
    },
  };
}

/** SQL's wildcards: % for any stretch, _ for one character; letter case does not count. */
function wildcards(pattern: string): RegExp {
  const parts = Array.from(pattern, (character) => {
    if (character === '%') return '[^]*?';
    if (character === '_') return '[^]';
    return character.replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&');
  });
  // Neighbouring stretches say no more than one, and would cost exponentially.
  return new RegExp(
    `^${parts.join('').replaceAll(/(?:\[\^\]\*\?)+/gu, '[^]*?')}$`,
    'iu',
  );
}

function regularExpression(
  pattern: string,
  part: Expression,
  scope: Scope,
): RegExp {
  if (!safeRegex(pattern)) {
    throw faultAt(scope, part, {
      problem: 'this regular expression could take for ever, or is none',
      expected: 'no repetition within a repetition',
    });
  }
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw faultAt(scope, part, {
      problem: `this is no regular expression (${(error as Error).message})`,
    });
  }
}
