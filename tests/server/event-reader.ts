/** One server-sent event, parsed. */
export interface ReadEvent {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: unknown;
}

/** The events of an answer, as they come. */
export async function* readEvents(
  response: Response,
): AsyncGenerator<ReadEvent> {
  const type = response.headers.get('content-type');
  if (type?.startsWith('text/event-stream') !== true)
    throw new Error(await response.text());
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block: string): ReadEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  const type = fields.get('event') ?? 'message';
  return { id: fields.get('id'), type, data: JSON.parse(data) };
}
