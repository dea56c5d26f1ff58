import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { PolyadError } from '#errors/polyad-error.ts';
import { roleSchema, type Role } from '#protocol/access.ts';
import type { Identity } from './identity.ts';

/** Who signs tokens for this server beside itself (OpenID Connect). */
export interface OidcOptions {
  /** Address of the issuer, as it stands in its tokens. */
  readonly issuer: string;
  /** What the issuer calls this server. */
  readonly audience: string;
}

/** Claims that say what somebody may; a token without a role lets nobody in. */
const ROLE_CLAIM = 'polyad_role';
const DATASETS_CLAIM = 'polyad_datasets';

/** Signatures that a key pair makes; none that a shared secret or nobody makes. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

const SIGNED_TOKEN = /^[\w-]{1,4096}\.[\w-]{1,8192}\.[\w-]{1,4096}$/;

/** Checks tokens that another server signed; its keys are fetched on first use. */
export function oidcVerifier({
  issuer,
  audience,
}: OidcOptions): (token: string) => Promise<Identity | undefined> {
  checkIssuer(issuer);
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  return async (token) => {
    if (!SIGNED_TOKEN.test(token)) return undefined;
    try {
      keys ??= keysOf(issuer);
      const { payload } = await jwtVerify(token, await keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
      });
      return identityFrom(payload);
    } catch {
      // Not theirs, not for us, expired, or the issuer is away: tried again next time.
      keys?.catch(() => (keys = undefined));
      return undefined;
    }
  };
}

/** @throws PolyadError INVALID_ARGUMENT for an address that others on the way could answer for */
function checkIssuer(issuer: string): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isLocal =
    url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) {
    return;
  }
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The issuer ${issuer} is no https address. Give it as it stands in its tokens.`,
    { issuer },
  );
}

async function keysOf(
  issuer: string,
): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  const response = await fetch(
    new URL('.well-known/openid-configuration', base),
    { redirect: 'error', signal: AbortSignal.timeout(10_000) },
  );
  const { jwks_uri: address } = (await response.json()) as {
    jwks_uri?: unknown;
  };
  if (typeof address !== 'string') throw new Error('no jwks_uri');
  checkIssuer(address);
  return createRemoteJWKSet(new URL(address));
}

function identityFrom(payload: JWTPayload): Identity | undefined {
  const role = highestRole(payload[ROLE_CLAIM]);
  if (role === undefined) return undefined;
  const { sub = '', preferred_username: username } = payload;
  const called = typeof username === 'string' ? username : sub;
  const datasets = payload[DATASETS_CLAIM];
  return {
    // Nobody can sign in under the name of somebody with a token.
    name: `oidc:${called.slice(0, 100)}`,
    role,
    datasets: Array.isArray(datasets)
      ? new Set(datasets.filter((one) => typeof one === 'string'))
      : null,
  };
}

function highestRole(claim: unknown): Role | undefined {
  const claims: unknown[] = Array.isArray(claim) ? claim : [claim];
  return roleSchema.options.findLast((role) => claims.includes(role));
}
