import { PolyadError } from '#errors/polyad-error.ts';
import type { Role } from '#protocol/access.ts';

/** Who asks, and what they may. */
export interface Identity {
  /** Whom the audit trail names. */
  readonly name: string;
  readonly role: Role;
  /** Names of the data sets that are theirs to see; null is all. */
  readonly datasets: ReadonlySet<string> | null;
}

/** Whoever holds the token that the server was started with, or everyone where there is none. */
export const OPERATOR: Identity = {
  name: 'api',
  role: 'admin',
  datasets: null,
};

const RANK: Readonly<Record<Role, number>> = {
  viewer: 0,
  analyst: 1,
  admin: 2,
};

/** @throws PolyadError FORBIDDEN */
export function requireRole(who: Identity, role: Role): void {
  if (RANK[who.role] >= RANK[role]) return;
  throw new PolyadError(
    'FORBIDDEN',
    `This needs the role ${role}; ${who.name} is a ${who.role}. Ask whoever runs the server for another token.`,
    { needed: role, role: who.role },
  );
}

/** @param reference - `NAME` or `NAME@VERSION`. */
export function mayRead({ datasets }: Identity, reference: string): boolean {
  return datasets === null || datasets.has(reference.replace(/@\d+$/, ''));
}

/** @throws PolyadError FORBIDDEN for somebody who may see some data sets only */
export function requireAllData({ datasets, name }: Identity): void {
  if (datasets === null) return;
  throw new PolyadError(
    'FORBIDDEN',
    `${name} may see some data sets only, and this is about all of them.`,
  );
}
