/**
 * Union-find over 0 … size − 1 with path halving. The smaller root wins, so the
 * root of a set is its smallest member.
 * @remarks O(log n) amortised an operation, near constant in practice.
 */
export class DisjointSets {
  readonly parents: Uint32Array;

  constructor(size: number) {
    this.parents = new Uint32Array(size);
    for (let i = 0; i < size; i++) this.parents[i] = i;
  }

  /** The smallest member of the set that holds `item`. */
  find(item: number): number {
    const parents = this.parents;
    let at = item;
    let parent = parents[at]!;
    while (parent !== at) {
      const grandparent = parents[parent]!;
      parents[at] = grandparent;
      at = grandparent;
      parent = parents[at]!;
    }
    return at;
  }

  /** Joins the sets of `left` and `right`; returns the root of the union. */
  unite(left: number, right: number): number {
    const a = this.find(left);
    const b = this.find(right);
    if (a < b) return (this.parents[b] = a);
    this.parents[a] = b;
    return b;
  }

  /** Numbers the sets by their smallest member; O(size). */
  labels(): { labels: Uint32Array; count: number } {
    const labels = new Uint32Array(this.parents.length);
    let count = 0;
    for (let i = 0; i < labels.length; i++) {
      const root = this.find(i);
      labels[i] = root === i ? count++ : labels[root]!;
    }
    return { labels, count };
  }
}
