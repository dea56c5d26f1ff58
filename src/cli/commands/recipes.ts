import { listRecipes } from '#pipeline/operations/recipes.ts';
import { defineCommand } from '../command.ts';

export const recipesCommand = defineCommand({
  name: 'recipes',
  summary: 'List the named mappings from a domain to hyperedges',
  examples: [['$0 recipes', 'Which domains Polyad knows']],
  options: (yargs) => yargs,
  run: (_options, session) => {
    const started = performance.now();
    return Promise.resolve({
      recipes: listRecipes(),
      run: session.runFacts(started),
    });
  },
  print: ({ recipes }, session) => {
    session.table(
      recipes.map(({ name, title, summary }) => [name, title, summary]),
      ['RECIPE', 'DOMAIN', 'WHAT A RELATION IS'],
    );
  },
});
