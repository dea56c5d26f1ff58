import {
  serveKernels,
  type KernelThreadMessage,
} from '#compute/wasm/thread-pool.ts';

// As the README says; it only tells the page first that it is up.
addEventListener('message', ({ data }: MessageEvent<KernelThreadMessage>) => {
  postMessage('up');
  serveKernels(data);
});
