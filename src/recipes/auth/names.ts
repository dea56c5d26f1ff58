import type { Random } from '#numeric/random.ts';

const INITIALS = 'abcdefghijklmnoprstvwyz';

const SURNAMES =
  'abadi adeyemi alvarez andersson baker banerjee bauer bennett bergeron bianchi blanchard bose brandt brooks carvalho castillo chandra chevalier chopra clarke costa dalal dasgupta delgado deshmukh dubois duval eklund elmasri estrada fabre farouk ferrari fischer fontaine foster gagnon garnier ghosh girard gokhale greene gupta haddad hansen harris hassan hoffmann horvat hughes ibrahim iyer jansen jensen joshi kapoor keller khan kimura kowalski kulkarni lambert larsen laurent lefevre lindqvist lopes mahajan marchand martel mehta mercier moreau morgan murray naidu nakamura navarro ngata nguyen novak okafor olsen ortega owens park patil pereira perrin petrov phillips pillai quinn rao reyes ricci rivera roberts roussel saito santos schmidt sharma silva sokolov suzuki tanaka thakur thomas tremblay vargas vasseur verma vidal vogel walker watanabe weber wilson yilmaz zhang zimmer'.split(
    ' ',
  );

/** Hands out account names like `m.okafor`, each once. */
export class AccountNames {
  readonly #random: Random;
  readonly #given = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A name not handed out before; a repeated one carries a number. */
  next(): string {
    const initial = INITIALS.charAt(this.#random.int(INITIALS.length));
    const name = `${initial}.${this.#random.pick(SURNAMES)}`;
    const count = (this.#given.get(name) ?? 0) + 1;
    this.#given.set(name, count);
    return count === 1 ? name : `${name}${String(count)}`;
  }
}

/**
 * An address outside the firm. Only ranges set aside for documentation and
 * benchmarks (RFC 5737, RFC 2544) occur, so that no real network is named.
 */
export function outsideAddress(random: Random): string {
  const third = String(random.int(256));
  const last = String(1 + random.int(254));
  return random.chance(0.9)
    ? `198.${random.chance(0.5) ? '18' : '19'}.${third}.${last}`
    : `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${last}`;
}

/** An identifier of one sitting: six hexadecimal digits, unique enough. */
export function sessionId(random: Random): string {
  return random.int(0x1000000).toString(16).padStart(6, '0');
}
