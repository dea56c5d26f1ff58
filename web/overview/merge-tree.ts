import type { OverlapBranch } from '#protocol/overview.ts';

/** Pixels; s falls from left to right. */
export interface TreeFrame {
  readonly left: number;
  readonly width: number;
  readonly rowHeight: number;
  /** Highest s shown. */
  readonly most: number;
  /** Where the slider cuts. */
  readonly cut: number;
}

export interface TreeLeaf {
  readonly name: string;
  readonly relations: number;
  readonly y: number;
}

/** A piece of the tree; `isJoined` where the cut is to its right. */
export interface TreeLine {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly isAbove: boolean;
}

export interface TreePlaces {
  readonly leaves: readonly TreeLeaf[];
  readonly lines: readonly TreeLine[];
  /** Where the cut meets the tree: one a group there. */
  readonly cuts: readonly (readonly [number, number])[];
  readonly height: number;
}

/** Where an s stands; half a step is left beyond both ends. */
export function sToX({ left, width, most }: TreeFrame, s: number): number {
  return left + ((most + 0.4 - s) / (most - 1 + 0.8)) * width;
}

/** Places leaves one below the other and joins them where their groups join. */
export function placeTree(
  branches: readonly OverlapBranch[],
  frame: TreeFrame,
): TreePlaces {
  const children = branches.map((_, at) =>
    branches.flatMap(({ parent }, child) => (parent === at ? [child] : [])),
  );
  const leaves: TreeLeaf[] = [];
  const lines: TreeLine[] = [];
  const cuts: (readonly [number, number])[] = [];
  const cutX = sToX(frame, frame.cut);
  const across = (y: number, from: number, to: number) => {
    const middle = Math.max(from, Math.min(to, cutX));
    if (middle > from) {
      lines.push({ from: [from, y], to: [middle, y], isAbove: true });
    }
    if (to > middle) {
      lines.push({ from: [middle, y], to: [to, y], isAbove: false });
    }
    if (cutX >= from - 1e-9 && cutX < to - 1e-9) cuts.push([cutX, y]);
  };
  /** Draws a branch up to where it joins its parent; returns its height. */
  const place = (at: number, until: number): number => {
    const branch = branches[at];
    const parts = children[at] ?? [];
    if (!branch) return 0;
    const own = sToX(frame, branch.s);
    let y: number;
    if (parts.length === 0) {
      y = leaves.length * frame.rowHeight + 16;
      leaves.push({ name: branch.name, relations: branch.relations, y });
    } else {
      const heights = parts.map((part) => place(part, own));
      const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
      lines.push({
        from: [own, top],
        to: [own, bottom],
        isAbove: branch.s >= frame.cut,
      });
      y = apart((top + bottom) / 2, heights, frame.rowHeight / 4);
    }
    // a leaf is one group up to its s, and begins a little before
    across(y, parts.length === 0 ? sToX(frame, branch.s + 0.4) : own, until);
    return y;
  };
  branches.forEach(({ parent }, at) => {
    if (parent === null) place(at, sToX(frame, 0.6));
  });
  return { leaves, lines, cuts, height: leaves.length * frame.rowHeight };
}

/** A height that no line of `others` is drawn at, so that two never look like one. */
function apart(y: number, others: readonly number[], by: number): number {
  return others.some((other) => Math.abs(other - y) < by) ? y + by : y;
}
