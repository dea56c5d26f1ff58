import type { Arithmetic, Expression } from '../syntax/syntax-tree.ts';
import { as, readsOf, type Compiled } from './compiled.ts';
import { faultAt, type Scope } from './scope.ts';
import { typeWords, type ValueType } from './value.ts';

type Compile = (part: Expression, scope: Scope) => Compiled;

const OPERATIONS: Record<Arithmetic, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/** `a + b` and the like: units are types, and a division by zero is null. */
export function compileArithmetic(
  part: Extract<Expression, { kind: 'arithmetic' }>,
  scope: Scope,
  compile: Compile,
): Compiled {
  const quantities = ['number', 'duration', 'distance', 'time'] as const;
  const [left, right] = [part.left, part.right].map((side) =>
    as(compile(side, scope), quantities, side, scope),
  ) as [Compiled, Compiled];
  const type = typeOf(part.operator, left.type, right.type);
  if (type === undefined) {
    throw faultAt(scope, part, {
      problem: `${typeWords(left.type)} ${part.operator} ${typeWords(right.type)} has no meaning`,
      expected: 'one unit on both sides (m is metres, min is minutes)',
    });
  }
  const operate = OPERATIONS[part.operator];
  return {
    type,
    reads: readsOf([left, right]),
    evaluate: (values) => {
      const [a, b] = [left.evaluate(values), right.evaluate(values)];
      if (typeof a !== 'number' || typeof b !== 'number') return null;
      const result = operate(a, b);
      return Number.isFinite(result) ? result : null;
    },
  };
}

function typeOf(
  operator: Arithmetic,
  left: ValueType,
  right: ValueType,
): ValueType | undefined {
  const [a, b] = [left, right].map((type) =>
    type === 'any' || type === 'null' ? 'number' : type,
  ) as [ValueType, ValueType];
  const adds = operator === '+' || operator === '-';
  if (a === 'time' || b === 'time') {
    if (operator === '-' && a === b) return 'duration';
    if (!adds) return undefined;
    if (a === 'time' && b === 'duration') return 'time';
    return operator === '+' && a === 'duration' ? 'time' : undefined;
  }
  if (a === b) {
    if (a === 'number' || adds || operator === '%') return a;
    return operator === '/' ? 'number' : undefined;
  }
  if (operator === '*') {
    if (a === 'number') return b;
    return b === 'number' ? a : undefined;
  }
  return operator === '/' && b === 'number' ? a : undefined;
}
