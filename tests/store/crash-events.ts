/** Labels that the writer adds at a time. */
export const BATCH = 7;

/** What the writer says: what it is about to do, and what was acknowledged. */
export interface CrashEvent {
  readonly kind:
    'ready' | 'imported' | 'recorded' | 'labelled' | 'removing' | 'removed';
  readonly id?: string;
}
