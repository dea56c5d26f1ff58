import { PageApi } from '#in-page/page-api.ts';
import { answerLocally, type LocalRequest } from './local-message.ts';

const api = new PageApi();

addEventListener(
  'message',
  ({ data }: MessageEvent<{ number: number; request: LocalRequest }>) => {
    const { signal } = new AbortController();
    void answerLocally(api, data.request, signal).then((answer) =>
      postMessage({ number: data.number, answer }),
    );
  },
);
postMessage({ number: 0, answer: { value: 'ready' } });
