import type { AnyCommand, CommandGroup } from './command.ts';
import { doctorCommand } from './commands/doctor.ts';
import { anomaliesCommand } from './commands/anomalies.ts';
import { auditGroup } from './commands/audit.ts';
import { benchCommand } from './commands/bench.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { serveCommand } from './commands/serve.ts';
import { convertCommand } from './commands/convert.ts';
import { generateCommand } from './commands/generate.ts';
import { monitorCommand } from './commands/monitor.ts';
import { infoCommand } from './commands/info.ts';
import { topologyCommand } from './commands/topology.ts';
import { reportCommand } from './commands/report.ts';
import { queryCommand } from './commands/query.ts';
import { recipesCommand } from './commands/recipes.ts';
import { simulateCommand } from './commands/simulate.ts';
import { datasetsGroup } from './commands/datasets.ts';
import { labelsGroup } from './commands/labels.ts';
import { modelsGroup } from './commands/models.ts';
import { runsGroup } from './commands/runs.ts';
import { tokensGroup } from './commands/tokens.ts';
import { workspaceGroup } from './commands/workspace.ts';

/** Every command, one line each, in the order the help lists them. */
export const commands: readonly (AnyCommand | CommandGroup)[] = [
  infoCommand,
  convertCommand,
  topologyCommand,
  queryCommand,
  reportCommand,
  anomaliesCommand,
  evaluateCommand,
  auditGroup,
  monitorCommand,
  recipesCommand,
  simulateCommand,
  generateCommand,
  datasetsGroup,
  runsGroup,
  labelsGroup,
  modelsGroup,
  workspaceGroup,
  tokensGroup,
  serveCommand,
  benchCommand,
  doctorCommand,
];
