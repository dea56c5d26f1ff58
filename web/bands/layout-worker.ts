import { layoutBands, type LayoutRequest } from './layout.ts';

/** Lays out away from the page's thread; answers carry the question's number. */
self.addEventListener(
  'message',
  ({ data }: MessageEvent<{ number: number; request: LayoutRequest }>) => {
    const places = [...layoutBands(data.request)];
    self.postMessage({ number: data.number, places });
  },
);
