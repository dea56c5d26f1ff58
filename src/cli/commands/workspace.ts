import {
  compactFolder,
  exportFolder,
  importFolder,
} from '#pipeline/operations/workspace-folder.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import type { Session } from '../session.ts';

interface Report {
  readonly folder: string;
  readonly files: number;
}

const printReport = ({ folder, files }: Report, session: Session): void => {
  session.table([
    ['folder', folder],
    ['files', files],
  ]);
};

const exportCommand = defineCommand({
  name: 'export <folder>',
  summary: 'Copy the workspace into a new folder that opens as one',
  examples: [['$0 workspace export ../copy', 'A backup']],
  options: (yargs) =>
    yargs.positional('folder', { type: 'string', demandOption: true }),
  run: async ({ folder }, session) => {
    const started = performance.now();
    const { workspaceRoot: workspace } = session;
    const report = await exportFolder(workspace, folder, session.actor);
    return { ...report, run: session.runFacts(started) };
  },
  print: printReport,
});

const importCommand = defineCommand({
  name: 'import <folder>',
  summary:
    'Copy an exported workspace to where --workspace says, and verify it',
  examples: [
    ['$0 workspace import ../copy --workspace restored', 'Back again'],
  ],
  options: (yargs) =>
    yargs.positional('folder', { type: 'string', demandOption: true }),
  run: async ({ folder }, session) => {
    const started = performance.now();
    const { workspaceRoot: workspace } = session;
    const report = await importFolder(folder, workspace, session.actor);
    return { ...report, run: session.runFacts(started) };
  },
  print: printReport,
});

const compactCommand = defineCommand({
  name: 'compact',
  summary: 'Write the database afresh, without the room that removals took',
  examples: [['$0 workspace compact', 'After many removals']],
  options: (yargs) => yargs,
  run: async (_options, session) => {
    const started = performance.now();
    const { workspaceRoot: workspace } = session;
    const report = await compactFolder(workspace, session.actor);
    return { ...report, run: session.runFacts(started) };
  },
  print: ({ folder, bytesBefore, bytes }, session) => {
    session.table([
      ['folder', folder],
      ['bytes before', bytesBefore],
      ['bytes', bytes],
    ]);
  },
});

/** The workspace as a whole. */
export const workspaceGroup: CommandGroup = {
  name: 'workspace',
  summary: 'The workspace as a whole: export, import, compact',
  commands: [exportCommand, importCommand, compactCommand],
};
