import type { ServerResponse } from 'node:http';
import type { RecordedReply } from '../../../proxy/recording-format/from-recording.ts';
import { exchangeOf } from '../../kit/exchange.ts';
import type { ServerContext } from '../context.ts';
import { guardReplay } from '../guard.ts';
import { sandboxOf } from '../sandbox.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { Visit } from '../visit.ts';
import type { AnsweringMode } from './answering-mode.ts';
import { forwardUpstream, guardForwarding } from './forward.ts';
import { answerFromMock } from './mock.ts';
import { ShownReply } from './shown-reply.ts';

/** Longer bodies are not copied, in bytes. */
const maxOneWrite = 16_384;

/** Answers from recordings; what happens to a request without one was chosen at the start. */
export const replay: AnsweringMode = {
  guard: (request, target, context) => {
    // What may go on to the real API is guarded like it.
    if (context.config.onMiss === 'record') guardForwarding(request, target, context);
    else guardReplay(request, target.provider, context.config);
  },
  answer: answerFromRecording,
};

async function answerFromRecording(visit: Visit, context: ServerContext): Promise<void> {
  const { provider, head } = visit.target;
  const known = await visit.know();
  const body = await visit.readBody();
  const replayer = await context.recordings.replayer();
  // The body is decompressed already.
  const { 'content-encoding': _coding, ...headers } = head.headers;
  const { operation } = known;
  const asked = { provider, head: { ...head, headers }, body, operation };
  const ask = async () => {
    const play = await replayer.player(provider);
    return visit.inSession(({ played, clock }) => ({
      answer: play({ ...asked, played }),
      // Node's own will do while the clock shows real time.
      date: clock.real ? [] : ['Date', new Date(clock.now()).toUTCString()],
    }));
  };
  const first = await ask();
  // A file may have come meanwhile; what this server records itself is read when the mode is set again.
  const mayBeNew = 'miss' in first.answer && context.config.onMiss !== 'record' && (await replayer.refresh(provider));
  const { answer, date } = mayBeNew ? await ask() : first;
  if ('miss' in answer) return answerMiss(visit, context, answer.miss);
  await visit.note(
    exchangeOf({
      provider,
      source: 'recording',
      known,
      head,
      body,
      reply: new ShownReply(answer.status, answer.rawHeaders, { bytes: answer.body, length: answer.body.length }),
      secrets: context.upstreams.secrets(provider),
    }),
  );
  send(visit, answer, date);
}

async function answerMiss(visit: Visit, context: ServerContext, message: string): Promise<void> {
  const { onMiss } = context.config;
  if (onMiss === 'record') return forwardUpstream(visit, context, await context.recordings.recorder());
  if (onMiss === 'error') {
    context.observer?.miss(visit.target.sessionId, message);
    throw new ToolkitError('no-recording', message);
  }
  return answerFromMock(visit);
}

/** What the API has let pages do is not what this server lets them. */
function withoutRecordedCors(rawHeaders: RecordedReply['rawHeaders'], response: ServerResponse): readonly string[] {
  if (!response.hasHeader('access-control-allow-origin')) return rawHeaders;
  const isOwn = (name = '') => !/^access-control-/i.test(name);
  return rawHeaders.filter((_, index) => isOwn(rawHeaders[index - (index % 2)]));
}

function send(
  { response, target, faults }: Visit,
  { status, statusText, body, ...recorded }: RecordedReply,
  date: readonly string[],
): void {
  const rawHeaders = withoutRecordedCors(recorded.rawHeaders, response);
  const hasNoBody = target.head.method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, statusText, [
    ...rawHeaders,
    ...sandboxOf(status, rawHeaders),
    ...date,
    ...(hasNoBody ? [] : ['Content-Length', String(body.length)]),
    'X-Understudy-Source',
    faults.length > 0 ? 'fault' : 'recording',
  ]);
  if (hasNoBody) response.end();
  // As a string, head and body leave in one write; a buffer would cost a second one.
  else if (body.length <= maxOneWrite) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}
