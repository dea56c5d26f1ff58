import type { Call, Expression } from '../syntax/syntax-tree.ts';
import { as } from '../evaluation/compiled.ts';
import { compileExpression } from '../evaluation/compile-expression.ts';
import { faultAt, type Scope } from '../evaluation/scope.ts';
import type { Value, ValueType } from '../evaluation/value.ts';
import type { PreparedStage } from '../stages/prepared-stage.ts';

/** A verb of the catalogue. */
export interface Verb {
  /** As it is written: `sample(n: 100)`. */
  readonly usage: string;
  /** What it does, one sentence. */
  readonly summary: string;
  /** Names of its arguments, in their order where they have no name. */
  readonly arguments: readonly string[];
  /** Makes it ready; the scope has the columns of what comes before it. */
  readonly prepare: (verbCall: VerbCall) => PreparedStage;
}

/** One use of a verb: reads arguments, checks their types, places faults. */
export class VerbCall {
  readonly call: Call;
  readonly scope: Scope;
  readonly #usage: string;
  readonly #parts = new Map<string, Expression>();

  /** @throws PolyadError INVALID_ARGUMENT for an argument that the verb has not, or twice */
  constructor(call: Call, verb: Verb, scope: Scope) {
    this.call = call;
    this.scope = scope;
    this.#usage = verb.usage;
    call.arguments.forEach((argument, i) => {
      const name = argument.name ?? verb.arguments[i];
      if (name === undefined || !verb.arguments.includes(name)) {
        throw faultAt(scope, argument, {
          problem:
            name === undefined
              ? `${call.name} has too many values`
              : `${call.name} has no ${name}`,
          expected: verb.usage,
          ...(name !== undefined && { written: name, known: verb.arguments }),
        });
      }
      if (this.#parts.has(name)) {
        throw faultAt(scope, argument, { problem: `${name} is given twice` });
      }
      this.#parts.set(name, argument.value);
    });
  }

  /** The argument as it is written; undefined where it is left out. */
  part(name: string): Expression | undefined {
    return this.#parts.get(name);
  }

  /** The argument, which must be there. */
  needed(name: string): Expression {
    const part = this.#parts.get(name);
    if (part) return part;
    throw this.fault(`${this.call.name} needs ${name}`);
  }

  /** A number that is the same for all rows. */
  number(name: string, otherwise?: number): number {
    return Number(this.#fixed(name, ['number'], otherwise));
  }

  /** A whole number of at least `least`. */
  integer(name: string, least: number, otherwise?: number): number {
    const value = this.number(name, otherwise);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw this.fault(
      `${name} is ${value}, not a whole number of at least ${least}`,
      this.part(name),
    );
  }

  /** Milliseconds. */
  duration(name: string, otherwise?: number): number {
    return Number(this.#fixed(name, ['duration'], otherwise));
  }

  /** Metres. */
  distance(name: string, otherwise?: number): number {
    return Number(this.#fixed(name, ['distance'], otherwise));
  }

  text(name: string, otherwise?: string): string {
    return String(this.#fixed(name, ['text'], otherwise));
  }

  flag(name: string, otherwise: boolean): boolean {
    return this.#fixed(name, ['boolean'], otherwise) === true;
  }

  /** One of a few words, in quotes or bare. */
  word<Word extends string>(
    name: string,
    words: readonly Word[],
    otherwise?: Word,
  ): Word {
    const part = this.part(name);
    if (!part && otherwise !== undefined) return otherwise;
    const needed = this.needed(name);
    const written = needed.kind === 'name' ? needed.name : this.text(name);
    const word = words.find((known) => known === written);
    if (word !== undefined) return word;
    throw faultAt(this.scope, needed, {
      problem: `${name} is ${written}`,
      expected: `one of ${words.join(', ')}`,
      written,
      known: words,
    });
  }

  /** Values of a list, or one value as a list of one. */
  values(name: string): readonly Value[] {
    const part = this.needed(name);
    const compiled = compileExpression(part, this.scope);
    const isOne = !['list', 'nodes', 'edges'].includes(compiled.type);
    const value = (
      isOne ? compiled : as(compiled, ['list'], part, this.scope)
    ).evaluate([]);
    return Array.isArray(value) ? (value as readonly Value[]) : [value];
  }

  /** The error for this use of the verb, at `part` or at the verb. */
  fault(problem: string, part: object = this.call): Error {
    return faultAt(this.scope, part, { problem, expected: this.#usage });
  }

  #fixed(
    name: string,
    types: readonly ValueType[],
    otherwise: Value | undefined,
  ): Value {
    const part = this.part(name);
    if (!part && otherwise !== undefined) return otherwise;
    const needed = this.needed(name);
    const compiled = as(
      compileExpression(needed, this.scope),
      types,
      needed,
      this.scope,
    );
    if (compiled.reads.size === 0) return compiled.evaluate([]);
    throw this.fault(`${name} is the same for all rows`, needed);
  }
}
