import { createHash, randomBytes } from 'node:crypto';
import { PolyadError } from '#errors/polyad-error.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';

/** What its holder may do. */
export type TokenRole = 'viewer' | 'analyst' | 'admin';

/** Lets its holder in; only a hash of the secret is kept. */
export interface StoredToken {
  /** Whom the audit trail names. */
  readonly name: string;
  readonly role: TokenRole;
  /** Names of the data sets it is for; null is all. */
  readonly datasets: readonly string[] | null;
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

interface TokenRow {
  readonly name: string;
  readonly role: TokenRole;
  readonly datasets: string | null;
  readonly hash: string;
  readonly created_at: string;
}

interface Parts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly now: () => Date;
}

/** Tokens by name. */
export class TokenStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Makes a token.
   * @returns It, and its secret, which is kept nowhere.
   * @throws PolyadError CONFLICT for a name that has one
   */
  async make(
    { name, role, datasets }: Pick<StoredToken, 'name' | 'role' | 'datasets'>,
    actor: string,
  ): Promise<StoredToken & { readonly secret: string }> {
    const { database, audit, now } = this.#parts;
    const secret = randomBytes(32).toString('base64url');
    const token: StoredToken = {
      name,
      role,
      datasets,
      hash: createHash('sha256').update(secret).digest('hex'),
      createdAt: now().toISOString(),
    };
    await database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT name FROM access_tokens WHERE name = $1',
        [name],
      );
      if (known.length > 0) {
        throw new PolyadError(
          'CONFLICT',
          `${JSON.stringify(name)} has a token already. Revoke it first, or choose another name.`,
          { name },
        );
      }
      await transaction.run(
        'INSERT INTO access_tokens VALUES ($1, $2, $3, $4, $5)',
        [
          name,
          role,
          datasets && JSON.stringify(datasets),
          token.hash,
          token.createdAt,
        ],
      );
      await audit.append(transaction, {
        actor,
        action: 'token.make',
        subject: name,
        details: { role, datasets: datasets && [...datasets] },
      });
    });
    return { ...token, secret };
  }

  /** By name. */
  async list(): Promise<StoredToken[]> {
    const rows = await this.#parts.database.read<TokenRow>(
      'SELECT * FROM access_tokens ORDER BY name',
    );
    return rows.map(({ created_at: createdAt, datasets, ...row }) => ({
      ...row,
      datasets: datasets === null ? null : (JSON.parse(datasets) as string[]),
      createdAt,
    }));
  }

  /** @throws PolyadError NOT_FOUND */
  async revoke(name: string, actor: string): Promise<void> {
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT name FROM access_tokens WHERE name = $1',
        [name],
      );
      if (known.length === 0) {
        throw new PolyadError(
          'NOT_FOUND',
          `${JSON.stringify(name)} has no token.`,
          { name },
        );
      }
      await transaction.run('DELETE FROM access_tokens WHERE name = $1', [
        name,
      ]);
      await audit.append(transaction, {
        actor,
        action: 'token.revoke',
        subject: name,
      });
    });
  }
}
