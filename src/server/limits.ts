/** What bounds memory and time per client and request. */
export interface ServerLimits {
  /** Most bytes of an upload, as sent. */
  readonly uploadBytes: number;
  /** Most bytes of an upload after decompression. */
  readonly unpackedBytes: number;
  /** Longest computation of one request. */
  readonly computeSeconds: number;
  readonly requestsPerMinute: number;
  /** Failed ones. */
  readonly signInsPerMinute: number;
}

const GIB = 2 ** 30;

export const defaultLimits: ServerLimits = {
  uploadBytes: 2 * GIB,
  unpackedBytes: 16 * GIB,
  computeSeconds: 60,
  requestsPerMinute: 3000,
  signInsPerMinute: 10,
};
