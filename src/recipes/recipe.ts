import type { TableMapping } from '#formats/table-mapping.ts';

/**
 * A named way to read one domain's records as a hypergraph, with what to ask
 * of it and a generator of believable records whose truth is known.
 */
export interface Recipe {
  /** Name on the command line, in kebab case; unique in the registry. */
  readonly name: string;
  /** A few words for a list. */
  readonly title: string;
  /** One or two sentences: what a record is, and what makes a relation. */
  readonly summary: string;
  /** Which columns are members, time and properties. */
  readonly mapping: TableMapping;
  /** Settings of the analyses that suit this domain. */
  readonly defaults: AnalysisDefaults;
  /** Questions an analyst of this domain asks, most useful first. */
  readonly questions: readonly GuidedQuestion[];
  /**
   * Writes records with planted, labelled anomalies.
   *
   * Returns the files of the scenario: `events.csv` and `truth.csv`
   * (`id,label,scenario`; the id is the hyperedge's id under `mapping`).
   * Equal options give equal bytes. Every file's text can be read on its own,
   * in any order and more than once; nothing is generated before it is read.
   * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
   */
  readonly simulate: (options?: SimulationOptions) => readonly SimulatedFile[];
}

/** Options of `polyad anomalies` and `polyad topology` that a recipe sets. */
export interface AnalysisDefaults {
  /** What is scored. */
  readonly of: 'edges' | 'nodes' | 'windows';
  /** `stream` scores in order of time, `static` ignores time. */
  readonly mode: 'stream' | 'static';
  /** Shared members that make two relations neighbours, at least 1. */
  readonly s: number;
}

/** A question in an analyst's words and the command that answers it. */
export interface GuidedQuestion {
  /** The question, ending in a question mark. */
  readonly text: string;
  /** What the answer shows, and what it does not. */
  readonly reading: string;
  /** Arguments after `polyad`; the word `SOURCE` stands for the data. */
  readonly command: readonly string[];
}

/** What to simulate; each recipe documents its defaults. */
export interface SimulationOptions {
  /** Approximate number of records. */
  readonly edges?: number;
  /** Approximate number of planted records among them. */
  readonly anomalies?: number;
  /** Integer in [0, 2³²); equal seeds give equal files. Default 0. */
  readonly seed?: number;
}

/** One file of a simulated scenario, produced while it is read. */
export interface SimulatedFile {
  /** File name without a folder. */
  readonly name: string;
  /** The text in order, in chunks of about 64 KiB; may be iterated again. */
  readonly chunks: Iterable<string>;
}
