/** Units of time with their milliseconds, and of length with their metres. */
export const DURATION_UNITS = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
} as const;
export const DISTANCE_UNITS = { m: 1, km: 1_000 } as const;

export type DurationUnit = keyof typeof DURATION_UNITS;
export type DistanceUnit = keyof typeof DISTANCE_UNITS;

/** A length of time as it was written: `10min`. */
export interface DurationLiteral {
  readonly kind: 'duration';
  readonly value: number;
  readonly unit: DurationUnit;
}

/** What stands for one value as it is. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | DurationLiteral
  | {
      readonly kind: 'distance';
      readonly value: number;
      readonly unit: DistanceUnit;
    }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export const COMPARISONS = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'like',
  'matches',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const ARITHMETIC = ['+', '-', '*', '/', '%'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

/** `name: value`, or a value by position. */
export interface Argument {
  readonly name: string | null;
  readonly value: Expression;
}

/** A verb or a function with its arguments. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** Anything that has a value. */
export type Expression =
  | Literal
  | Call
  | { readonly kind: 'or' | 'and'; readonly of: readonly Expression[] }
  | { readonly kind: 'not' | 'negate'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      /** `left within 10min of right` */
      readonly kind: 'near';
      readonly left: Expression;
      readonly within: DurationLiteral;
      readonly right: Expression;
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'name' | 'variable'; readonly name: string }
  | { readonly kind: 'list' | 'set'; readonly of: readonly Expression[] };

/** From `least` to `most`, both included; without an upper end, null. */
export interface Range {
  readonly least: number;
  readonly most: number | null;
}

/** One place of a pattern: `person: $p* 2..`. */
export interface Role {
  /** Null where any member will do. */
  readonly name: string | null;
  readonly term:
    | Literal
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'blank' };
  /** All members in the role as one set, of a size within `range`. */
  readonly group: { readonly range: Range | null } | null;
}

/** What a hyperedge must look like. */
export interface Pattern {
  readonly alias: string | null;
  /** Kind of the hyperedge; null is `*`. */
  readonly type: string | null;
  readonly roles: readonly Role[];
  /** No members beside those named. */
  readonly exact: boolean;
  readonly condition: Expression | null;
}

/** Which stretch of time is looked at. */
export interface Window {
  readonly span:
    | { readonly kind: 'last'; readonly duration: DurationLiteral }
    | {
        readonly kind: 'between';
        readonly from: Expression;
        readonly to: Expression;
      };
  /** A recurrence rule of RFC 5545. */
  readonly every: string | null;
  /** An IANA time zone. */
  readonly zone: string | null;
}

/** One pattern of a sequence and how it follows the one before. */
export interface Step {
  readonly link: 'first' | 'then' | 'without';
  readonly within: DurationLiteral | null;
  readonly pattern: Pattern;
  readonly repeat: Range | null;
}

export type Source =
  | {
      readonly kind: 'from';
      readonly of: Call | { readonly kind: 'name'; readonly name: string };
      readonly window: Window | null;
    }
  | {
      readonly kind: 'match';
      readonly patterns: readonly Pattern[];
      readonly window: Window | null;
      readonly where: Expression | null;
    }
  | {
      readonly kind: 'sequence';
      /** Variables that all steps share. */
      readonly by: readonly string[];
      readonly within: DurationLiteral | null;
      readonly steps: readonly Step[];
      readonly window: Window | null;
      readonly where: Expression | null;
    };

/** `name = value`. */
export interface Assignment {
  readonly name: string;
  readonly value: Expression;
}

export type Stage =
  | { readonly kind: 'where'; readonly condition: Expression }
  | { readonly kind: 'extend'; readonly columns: readonly Assignment[] }
  | {
      readonly kind: 'group';
      readonly by: readonly Expression[];
      readonly columns: readonly Assignment[];
    }
  | {
      readonly kind: 'sort';
      readonly by: readonly {
        readonly value: Expression;
        readonly direction: 'asc' | 'desc' | null;
      }[];
    }
  | {
      readonly kind: 'select';
      readonly columns: readonly {
        readonly value: Expression;
        readonly as: string | null;
      }[];
    }
  | { readonly kind: 'limit'; readonly count: number }
  | {
      readonly kind: 'union' | 'minus' | 'intersect';
      readonly query: Query;
    }
  | Call;

/** A name given to a query or to a value, for what follows. */
export type Let =
  | { readonly name: string; readonly query: Query }
  | { readonly name: string; readonly value: Expression };

/** A whole question. Text and tree say the same: `parseQuery`, `printQuery`. */
export interface Query {
  readonly lets: readonly Let[];
  readonly source: Source;
  readonly stages: readonly Stage[];
}
