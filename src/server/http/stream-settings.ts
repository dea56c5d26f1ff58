import { parseDuration } from '#pipeline/duration.ts';
import type { ReadSettings } from '#pipeline/streams/stream-desk.ts';
import { streamSettingsSchema } from '#protocol/streams.ts';
import { mappingChoice } from './mapping-choice.ts';

/** Settings of a stream on the wire, and as kept, as the pipeline takes them. */
export const readSettings: ReadSettings = (kept) => {
  const { options, rule, tick, seed } = streamSettingsSchema.parse(kept);
  return {
    choice: mappingChoice(options),
    monitor: {
      rule,
      seed,
      tick: tick === undefined ? undefined : parseDuration(tick),
    },
  };
};
