/**
 * The smallest vertex of each vertex's connected component, by passing it along links until
 * nothing changes.
 * @param links - Two vertices a link.
 * @remarks The twin of the kernel; time O(links · longest path). For work use `DisjointSets`.
 */
export function componentRoots(
  vertices: number,
  links: Uint32Array,
): Uint32Array {
  const roots = Uint32Array.from({ length: vertices }, (_, vertex) => vertex);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < links.length; i += 2) {
      const left = links[i]!;
      const right = links[i + 1]!;
      const least = Math.min(roots[left]!, roots[right]!);
      if (roots[left] === roots[right]) continue;
      roots[left] = roots[right] = least;
      changed = true;
    }
  }
  return roots;
}
