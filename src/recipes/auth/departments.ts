import type { ServerRole } from './estate.ts';
import type { LogonType } from './log-on.ts';

/** A program that people of a department open on a shared server. */
export interface Application {
  readonly process: string;
  readonly role: ServerRole;
  readonly logonType: LogonType;
}

/** How the people of a department spend a day. */
export type WorkStyle = 'office' | 'shift' | 'helpdesk' | 'admin';

/** A department and what its people use, most used first. */
export interface Department {
  readonly name: string;
  /** Short form in host names. */
  readonly code: string;
  /** Share of the staff; the shares add up to 1. */
  readonly share: number;
  readonly style: WorkStyle;
  /** Chance that a working day is spent away from the office. */
  readonly remote: number;
  /** Chance that a person travels for some days of the month. */
  readonly travel: number;
  readonly applications: readonly Application[];
}

function uses(
  process: string,
  role: ServerRole,
  logonType: LogonType = 'network',
): Application {
  return { process, role, logonType };
}

const MAIL = uses('outlook.exe', 'mail');
const INTRANET = uses('msedge.exe', 'intranet');

/** The firm's departments. */
export const DEPARTMENTS: readonly Department[] = [
  {
    name: 'engineering',
    code: 'eng',
    share: 0.27,
    style: 'office',
    remote: 0.35,
    travel: 0.04,
    applications: [
      uses('git.exe', 'git'),
      uses('ssh.exe', 'build', 'remote'),
      MAIL,
      uses('explorer.exe', 'files-engineering'),
      uses('docker.exe', 'registry'),
      INTRANET,
    ],
  },
  {
    name: 'plant',
    code: 'plt',
    share: 0.22,
    style: 'shift',
    remote: 0,
    travel: 0,
    applications: [
      uses('mes.exe', 'plant'),
      uses('explorer.exe', 'files-plant'),
      INTRANET,
    ],
  },
  {
    name: 'sales',
    code: 'sal',
    share: 0.16,
    style: 'office',
    remote: 0.4,
    travel: 0.4,
    applications: [
      uses('crm.exe', 'crm'),
      MAIL,
      uses('explorer.exe', 'files-sales'),
      INTRANET,
      uses('saplogon.exe', 'erp'),
    ],
  },
  {
    name: 'finance',
    code: 'fin',
    share: 0.11,
    style: 'office',
    remote: 0.2,
    travel: 0.03,
    applications: [
      uses('saplogon.exe', 'erp'),
      uses('excel.exe', 'ledger'),
      uses('explorer.exe', 'files-finance'),
      MAIL,
      INTRANET,
    ],
  },
  {
    name: 'people',
    code: 'ppl',
    share: 0.05,
    style: 'office',
    remote: 0.25,
    travel: 0.03,
    applications: [
      uses('explorer.exe', 'files-people'),
      MAIL,
      uses('saplogon.exe', 'erp'),
      INTRANET,
    ],
  },
  {
    name: 'legal',
    code: 'leg',
    share: 0.05,
    style: 'office',
    remote: 0.25,
    travel: 0.1,
    applications: [uses('explorer.exe', 'files-legal'), MAIL, INTRANET],
  },
  {
    name: 'helpdesk',
    code: 'hlp',
    share: 0.06,
    style: 'helpdesk',
    remote: 0.15,
    travel: 0,
    applications: [INTRANET, uses('mmc.exe', 'domain'), MAIL],
  },
  {
    name: 'it',
    code: 'adm',
    share: 0.05,
    style: 'admin',
    remote: 0.3,
    travel: 0.02,
    applications: [INTRANET, MAIL, uses('git.exe', 'git')],
  },
  {
    name: 'board',
    code: 'brd',
    share: 0.03,
    style: 'office',
    remote: 0.3,
    travel: 0.6,
    applications: [MAIL, uses('explorer.exe', 'files-board'), INTRANET],
  },
];
