/**
 * The WHERE of columns that must have values, and the values.
 * @param wanted - Column names of ours, never of users; undefined asks nothing.
 */
export function conditions(
  wanted: Readonly<Record<string, string | undefined>>,
): { where: string; values: string[] } {
  const asked = Object.entries(wanted).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const tests = asked.map(([column], index) => `${column} = $${index + 1}`);
  return {
    where: tests.length > 0 ? `WHERE ${tests.join(' AND ')}` : '',
    values: asked.map(([, value]) => value),
  };
}
