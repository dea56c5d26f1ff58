/** What an axis shows, in the field's words and units. */
export interface Axis {
  readonly title: string;
  readonly scale: 'linear' | 'log' | 'time';
}

/** What every figure has. */
interface FigureBasis {
  readonly title: string;
  /** How to read it, in a sentence. */
  readonly note?: string;
  /** Gives the same numbers; undefined where only the library does. */
  readonly command?: string;
}

/** One number with its name. */
export interface NamedNumber {
  readonly name: string;
  /** Null where there is none; a text where it is no number. */
  readonly value: number | string | null;
  /** What it is, in a few words. */
  readonly note?: string;
}

/** Names and numbers side by side. */
export interface NumbersFigure extends FigureBasis {
  readonly kind: 'numbers';
  readonly numbers: readonly NamedNumber[];
}

/** How many there are of each of some ranges of a number. */
export interface BarsFigure extends FigureBasis {
  readonly kind: 'bars';
  /** The ranges, which have names, and the counts. */
  readonly axes: { readonly x: string; readonly y: Axis };
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** One line of a {@link LinesFigure}. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Lines over a number or over time. */
export interface LinesFigure extends FigureBasis {
  readonly kind: 'lines';
  readonly axes: { readonly x: Axis; readonly y: Axis };
  /** Joined by steps, which hold until the next point, or straight. */
  readonly shape: 'steps' | 'straight';
  readonly series: readonly Series[];
}

/** One row of a {@link RankingFigure}. */
export interface RankedRow {
  readonly name: string;
  /** A longer name, members, or what else tells it apart. */
  readonly note?: string;
  readonly value: number;
  /** Where the value lies, if it is an estimate. */
  readonly interval?: readonly [low: number, high: number];
  /** Seven digits of an h-motif, to be drawn. */
  readonly motif?: string;
}

/** Names with a bar each, largest first. */
export interface RankingFigure extends FigureBasis {
  readonly kind: 'ranking';
  readonly columns: { readonly name: string; readonly value: string };
  readonly scale: 'linear' | 'log';
  readonly rows: readonly RankedRow[];
  /** Rows there are beside those listed. */
  readonly more: number;
}

/** Equal bars of a barcode, as one. */
export interface Interval {
  readonly dim: number;
  readonly birth: number;
  /** Null for what stays. */
  readonly death: number | null;
  readonly count: number;
}

/** A barcode, the longest bars of each dimension. */
export interface BarcodeFigure extends FigureBasis {
  readonly kind: 'barcode';
  readonly axis: Axis;
  /** Ends of the axis: the first and the last value of the filtration. */
  readonly domain: readonly [number, number];
  readonly intervals: readonly Interval[];
  /** Bars that are not drawn, by dimension. */
  readonly more: readonly number[];
}

/** Rows of names and numbers. */
export interface TableFigure extends FigureBasis {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export type Figure =
  | NumbersFigure
  | BarsFigure
  | LinesFigure
  | RankingFigure
  | BarcodeFigure
  | TableFigure;

/** Something that was not computed, or only estimated, and why. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
  /** Gives it to whoever waits. */
  readonly command?: string;
}

/** One question and its answer. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  /** What the figures say, in sentences; the first one stands on top of the report. */
  readonly says: readonly string[];
  readonly figures: readonly Figure[];
  readonly leftOut: readonly LeftOut[];
}

/** Everything a report says, for a page or for text. */
export interface Report {
  readonly title: string;
  /** What kind of report it is; a hypergraph report if absent. */
  readonly kind?: string;
  /** The few numbers that come first. */
  readonly counts: readonly NamedNumber[];
  /** Where the data came from and what read them: name and value. */
  readonly provenance: readonly (readonly [name: string, value: string])[];
  /** Rows of the source that were not read: how many, and the first ones. */
  readonly rejected: {
    readonly count: number;
    readonly rows: readonly string[];
  };
  readonly sections: readonly ReportSection[];
}
