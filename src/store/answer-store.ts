import type { Database } from './database.ts';

/** An answer under the key of who asked. */
export interface StoredAnswer {
  /** Names the request: another one under the same key is a mistake. */
  readonly request: string;
  /** JSON of what was answered; null where asking again gives it again. */
  readonly answer: string | null;
}

/** Answers are kept this long. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Answers to requests that may come twice. */
export class AnswerStore {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor({
    database,
    now,
  }: {
    readonly database: Database;
    readonly now: () => Date;
  }) {
    this.#database = database;
    this.#now = now;
  }

  /** Undefined where there is none, or none any more. */
  async get(who: string, key: string): Promise<StoredAnswer | undefined> {
    const [row] = await this.#database.read<StoredAnswer>(
      'SELECT request, answer FROM kept_answers WHERE who = $1 AND key = $2 AND kept_at > $3',
      [who, key, this.#oldest()],
    );
    return row;
  }

  /** Keeps an answer, and lets go of those that are old. */
  async put(who: string, key: string, kept: StoredAnswer): Promise<void> {
    await this.#database.transact(async (transaction) => {
      await transaction.run('DELETE FROM kept_answers WHERE kept_at <= $1', [
        this.#oldest(),
      ]);
      await transaction.run(
        'INSERT INTO kept_answers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
        [who, key, kept.request, kept.answer, this.#now().toISOString()],
      );
    });
  }

  #oldest(): string {
    return new Date(this.#now().getTime() - KEPT_MILLISECONDS).toISOString();
  }
}
