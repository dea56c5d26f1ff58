import type { Argv } from 'yargs';
import { PolyadError } from '#errors/polyad-error.ts';
import { listedToken } from '#pipeline/workspace/stored-access.ts';
import type { Role } from '#protocol/access.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import { commaList } from '../serving-options.ts';

interface MakeOptions {
  readonly name: string;
  readonly role: Role;
  readonly dataset: string | undefined;
}

const listCommand = defineCommand({
  name: 'list',
  summary: 'Who was given a token, and what they may',
  examples: [['$0 tokens list', 'Names and roles; never the secrets']],
  options: (yargs) => yargs,
  run: async (_options, session) => {
    const started = performance.now();
    const workspace = await session.workspaceOrNone();
    const tokens = ((await workspace?.tokens.list()) ?? []).map(listedToken);
    return { tokens, run: session.runFacts(started) };
  },
  print: ({ tokens }, session) => {
    session.table(
      tokens.map(({ name, role, datasets, createdAt }) => [
        name,
        role,
        datasets?.join(', ') ?? 'all',
        createdAt,
      ]),
      ['NAME', 'ROLE', 'DATA SETS', 'MADE'],
    );
  },
});

const makeCommand = defineCommand({
  name: 'make <name>',
  summary: 'Give somebody a token for polyad serve; it is shown this once',
  examples: [
    ['$0 tokens make ada --role analyst', 'May bring data and label'],
    ['$0 tokens make guest --dataset month', 'May look at one data set'],
  ],
  options: (yargs): Argv<MakeOptions> =>
    yargs
      .positional('name', {
        type: 'string',
        demandOption: true,
        describe: 'Whom the audit trail names',
      })
      .option('role', {
        choices: ['viewer', 'analyst', 'admin'] as const,
        default: 'viewer' as const,
        describe: 'Look and ask; also bring and label; also remove and admit',
      })
      .option('dataset', {
        type: 'string',
        describe: 'Only these data sets, with commas between',
      }),
  run: async ({ name, role, dataset }: MakeOptions, session) => {
    const started = performance.now();
    const { newTokenSchema } = await import('#protocol/access.ts');
    const checked = newTokenSchema.safeParse({
      name,
      role,
      datasets: dataset === undefined ? null : commaList(dataset),
    });
    if (!checked.success) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `${JSON.stringify(name)} cannot be the name of a token: ${checked.error.issues[0]?.message ?? ''}.`,
        { name },
      );
    }
    const workspace = await session.workspace(true);
    const made = await workspace.tokens.make(checked.data, session.actor);
    return {
      ...listedToken(made),
      token: made.secret,
      run: session.runFacts(started),
    };
  },
  print: ({ name, role, token }, session) => {
    session.table([
      ['name', name],
      ['role', role],
      ['token', token],
    ]);
    session.note('It is shown this once. Send it as Authorization: Bearer.');
  },
});

const revokeCommand = defineCommand({
  name: 'revoke <name>',
  summary: 'Take a token back',
  examples: [['$0 tokens revoke guest', 'It lets nobody in any more']],
  options: (yargs) =>
    yargs.positional('name', { type: 'string', demandOption: true }),
  run: async ({ name }, session) => {
    const started = performance.now();
    const workspace = await session.workspace();
    await workspace.tokens.revoke(name, session.actor);
    return { revoked: name, run: session.runFacts(started) };
  },
  print: ({ revoked }, session) => {
    session.table([['revoked', revoked]]);
  },
});

/** Who may use the server beside whoever starts it. */
export const tokensGroup: CommandGroup = {
  name: 'tokens',
  summary: 'Let people use the server: list, make, revoke',
  commands: [listCommand, makeCommand, revokeCommand],
};
