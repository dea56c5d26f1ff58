/** What bounds memory and time per client and request. */
export interface ServerLimits {
  /** Most bytes of an upload, as sent. */
  readonly uploadBytes: number;
  /** Most bytes of an upload after decompression. */
  readonly unpackedBytes: number;
  /** Longest computation of one request; what is a job goes on after it. */
  readonly computeSeconds: number;
  /** Data sets with as many incidences are looked at in a thread of their own. */
  readonly incidencesApart: number;
  /** Most bytes of one chunk of a stream. */
  readonly chunkBytes: number;
  /** Longest time that the headers of a request may take. */
  readonly headerSeconds: number;
  /** Most connections at a time. */
  readonly connections: number;
  /** Most who watch events at a time. */
  readonly eventFeeds: number;
  readonly requestsPerMinute: number;
  /** Failed ones. */
  readonly signInsPerMinute: number;
}

const GIB = 2 ** 30;

export const defaultLimits: ServerLimits = {
  uploadBytes: 2 * GIB,
  unpackedBytes: 16 * GIB,
  computeSeconds: 60,
  incidencesApart: 200_000,
  chunkBytes: 2 ** 24,
  headerSeconds: 20,
  connections: 2000,
  eventFeeds: 500,
  requestsPerMinute: 3000,
  signInsPerMinute: 10,
};
