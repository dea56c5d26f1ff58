/**
 * Results of computations by key. Two who ask for the same at once share one
 * computation; a failure is forgotten, so that the next one tries again.
 */
export class ResultCache {
  readonly #results = new Map<string, Promise<unknown>>();
  readonly #most: number;

  /** @param most - Results kept; the least recently used makes room. */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * The result of `key`, computed if it is not there.
   * @param key - Names the computation and all its options.
   */
  get<Result>(key: string, compute: () => Promise<Result>): Promise<Result> {
    const known = this.#results.get(key) as Promise<Result> | undefined;
    const result = known ?? compute();
    // A Map iterates in order of insertion: inserting again marks it as used.
    this.#results.delete(key);
    this.#results.set(key, result);
    if (!known) {
      result.catch(() => {
        if (this.#results.get(key) === result) this.#results.delete(key);
      });
      this.#trim();
    }
    return result;
  }

  #trim(): void {
    for (const key of this.#results.keys()) {
      if (this.#results.size <= this.#most) return;
      this.#results.delete(key);
    }
  }
}
