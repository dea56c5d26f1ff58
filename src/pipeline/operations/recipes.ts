import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findRecipe, RECIPES } from '#recipes/registry.ts';
import type { Recipe, SimulationOptions } from '#recipes/recipe.ts';
import { writeFileAtomically } from '../sinks/atomic-file.ts';

/** What a list of recipes shows of each. */
export type RecipeSummary = Pick<
  Recipe,
  'name' | 'title' | 'summary' | 'mapping' | 'defaults' | 'questions'
>;

export function listRecipes(): RecipeSummary[] {
  return RECIPES.map(
    ({ name, title, summary, mapping, defaults, questions }) => ({
      name,
      title,
      summary,
      mapping,
      defaults,
      questions,
    }),
  );
}

/**
 * Writes a recipe's scenario into a folder, which is made if it is not there.
 * @returns The files written, in order.
 * @throws PolyadError NOT_FOUND for an unknown recipe.
 */
export async function simulateToFolder(
  name: string,
  folder: string,
  options: SimulationOptions,
): Promise<{ path: string; bytes: number }[]> {
  const files = findRecipe(name).simulate(options);
  await mkdir(folder, { recursive: true });
  const written: { path: string; bytes: number }[] = [];
  for (const file of files) {
    const path = join(folder, file.name);
    written.push({ path, bytes: await writeFileAtomically(path, file.chunks) });
  }
  return written;
}
