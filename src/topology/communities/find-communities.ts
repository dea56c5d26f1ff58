import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Communities } from './communities.ts';
import { mixedMembership } from './mixed-membership.ts';
import {
  kumarCommunities,
  lastStep,
  maximizeModularity,
  type ModularityOptions,
} from './modularity-search.ts';
import { labelPropagation, mergeCommunities } from './simple-methods.ts';
import { spectralCommunities } from './spectral.ts';

/** How communities of nodes are found. */
export type CommunityMethod = keyof typeof communityMethods;

/** Options of {@link findCommunities}. */
export interface CommunityOptions extends ModularityOptions {
  /** Default `modularity`. */
  readonly method?: CommunityMethod | undefined;
  /** Communities, for `spectral` and `mixed-membership`; the others find their number. */
  readonly k?: number | undefined;
}

/** Each method, by the name it is asked for. */
export const communityMethods = {
  modularity: maximizeModularity,
  kumar: kumarCommunities,
  'last-step': (hypergraph: Hypergraph, options: CommunityOptions) =>
    lastStep(hypergraph, kumarCommunities(hypergraph, options).labels, options),
  spectral: spectralCommunities,
  'mixed-membership': mixedMembership,
  'label-propagation': labelPropagation,
  merge: mergeCommunities,
} as const satisfies Record<
  string,
  (hypergraph: Hypergraph, options: CommunityOptions) => Communities
>;

/**
 * Communities of nodes and their hypergraph modularity. Isolated nodes are
 * communities of their own, except by `spectral` and `mixed-membership`.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function findCommunities(
  hypergraph: Hypergraph,
  options: CommunityOptions = {},
): Communities {
  return communityMethods[options.method ?? 'modularity'](hypergraph, options);
}
