import type { AnalysisDefaults } from '#recipes/recipe.ts';
import { findRecipe } from '#recipes/registry.ts';

/**
 * How a recipe's data is scored unless told otherwise.
 * @throws PolyadError NOT_FOUND for an unknown recipe
 */
export function defaultMode(recipe: string): AnalysisDefaults['mode'] {
  return findRecipe(recipe).defaults.mode;
}
