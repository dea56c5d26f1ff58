/** Facts about a relation that heads weigh, in the order of the values. */
export const STREAM_FEATURES = [
  'surprise of the least expected members',
  'mean surprise of its members',
  'members from different circles',
  'second most surprising member',
  'pairs never met',
  'unlike recent relations',
  'set of members never seen',
  'rare members',
  'rare size',
  'size',
  'busy members',
  'busy and surprising members',
  'busy members who seldom meet',
  'busy pairs',
  'relations of its members now',
  'relations of its members now, other than this set',
  'members who seldom meet',
  'members who have not met of late',
  'part of a recent relation',
  'members who meet in this set only',
] as const;

export const FEATURE_COUNT = STREAM_FEATURES.length;
/** Index of the size, which may count for or against. */
export const SIZE_FEATURE = 9;
/** Index of the surprise of the least expected members. */
export const SURPRISE_FEATURE = 0;
/** Index of ln of the members' mean number of relations in the tick. */
export const TICK_COUNT_FEATURE = 14;
/** Index of the mean pair log-surprise with half-life 60. */
export const RECENT_FEATURE = 17;
/** Index of the share of meetings that this very set explains. */
export const EXCLUSIVE_FEATURE = 19;

/** What a relation would add to its tick if it were there: 0 for one that is. */
export interface Presence {
  /** Of the first `fresh` members: relations in the tick. */
  node: number;
  /** Of pairs whose first member is among them. */
  pair: number;
  /** Of the exact set. */
  set: number;
  fresh: number;
  /** Of all other members and pairs. */
  rest: number;
}

/** A relation that is there. */
export const PRESENT: Readonly<Presence> = {
  node: 0,
  pair: 0,
  set: 0,
  fresh: 0,
  rest: 0,
};
