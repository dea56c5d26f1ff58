import { PolyadError } from '#errors/polyad-error.ts';
import { attackRecipe } from './attack/recipe.ts';
import { authRecipe } from './auth/recipe.ts';
import { cargoRecipe } from './cargo/recipe.ts';
import { complexesRecipe } from './complexes/recipe.ts';
import { contactsRecipe } from './contacts/recipe.ts';
import { fixesRecipe } from './fixes/recipe.ts';
import { geneSetsRecipe } from './gene-sets/recipe.ts';
import { messagesRecipe } from './messages/recipe.ts';
import { reactionsRecipe } from './reactions/recipe.ts';
import { sensorsRecipe } from './sensors/recipe.ts';
import { sysmonRecipe } from './sysmon/recipe.ts';
import { transactionsRecipe } from './transactions/recipe.ts';
import { zeekRecipe } from './zeek/recipe.ts';
import type { Recipe } from './recipe.ts';

/** Every recipe, one line each, in order of name. */
export const RECIPES: readonly Recipe[] = [
  attackRecipe,
  authRecipe,
  cargoRecipe,
  complexesRecipe,
  contactsRecipe,
  fixesRecipe,
  geneSetsRecipe,
  messagesRecipe,
  reactionsRecipe,
  sensorsRecipe,
  sysmonRecipe,
  transactionsRecipe,
  zeekRecipe,
];

/**
 * The recipe of a name.
 * @throws PolyadError NOT_FOUND naming the recipes there are.
 */
export function findRecipe(name: string): Recipe {
  const recipe = RECIPES.find((each) => each.name === name);
  if (recipe !== undefined) return recipe;
  const known = RECIPES.map((each) => each.name);
  throw new PolyadError(
    'NOT_FOUND',
    `There is no recipe named ${JSON.stringify(name)}; use one of: ${known.join(', ')}.`,
    { name, known },
  );
}
