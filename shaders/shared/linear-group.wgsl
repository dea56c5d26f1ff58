// Place of a workgroup in a grid of two dimensions, which the host fills row by row.
fn linearGroup(group: vec3u, groups: vec3u) -> u32 {
  return group.x + group.y * groups.x;
}
