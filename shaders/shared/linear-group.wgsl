// Place of a workgroup in a grid of two dimensions, which the host fills row by row.
fn linearGroup(group: vec3<u32>, groups: vec3<u32>) -> u32 {
  return group.x + group.y * groups.x;
}
