import { mixBits } from '#compute/cpu/mix-bits.ts';

/**
 * The number by which a stream detector knows a node: a hash of its name in
 * [0, 2³¹). Memory stays constant however many names come; of a million nodes
 * about 230 pairs share a number and are taken for one.
 */
export function memberKey(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return mixBits(hash) >>> 1;
}
