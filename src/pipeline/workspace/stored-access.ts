import type { StoredToken } from '#store/token-store.ts';

/** A token of a workspace, as the server checks it. */
export type StoredAccess = StoredToken;

/** A token as lists show it. */
export type ListedToken = Omit<StoredToken, 'hash'>;

/** Without what only the server needs. */
export function listedToken({
  name,
  role,
  datasets,
  createdAt,
}: StoredToken): ListedToken {
  return { name, role, datasets, createdAt };
}
