import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  answerJson,
  type ClientRequest,
  type ClientStandIn,
  errorOf,
  startClientStandIn,
} from '../../../test/support/client-stand-in.ts';
import { creatingCalls, signedIn } from '../../../test/support/creating-calls.ts';
import { timeIsOverOnce } from '../../../test/support/time-over.ts';
import { CallError, ConnectionError, NotJsonError, RequestTimeoutError, UnexpectedReplyError } from '../index.ts';

/** Lets a client sign in, if it does, and answers everything else as told. */
function startProvider(answer: Answer): Promise<ClientStandIn> {
  return startClientStandIn((request, response) =>
    isSignIn(request) ? answerJson(response, signedIn) : answer(request, response),
  );
}

function isSignIn({ url }: ClientRequest): boolean {
  return url.endsWith('/signin');
}

function creations({ requests }: ClientStandIn): number {
  return requests.filter((request) => !isSignIn(request)).length;
}

describe.each(creatingCalls)('the client of $provider', ({ create, secrets, defaultUrl }) => {
  test('calls the real API over https unless told otherwise', async () => {
    const called: string[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      called.push(String(url));
      return new Response('{}');
    };
    await errorOf(create({ fetch }));
    expect(called).toEqual([defaultUrl]);
  });

  test('keeps the path of its base URL', async () => {
    await using provider = await startProvider((_request, response) => answerJson(response, {}));
    await errorOf(create({ baseUrl: `${provider.url}/~one/base` }));
    expect(provider.requests.every(({ url }) => /^\/~one\/base(\/|$)/.test(url))).toBe(true);
  });

  test('gives up when no reply comes in time, and sends nothing again', async () => {
    await using provider = await startProvider(() => {});
    const call = () => errorOf(create({ baseUrl: provider.url, timeoutMs: 300 }));
    const error = await timeIsOverOnce(() => expect(creations(provider)).toBe(1), call);
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(error).toMatchObject({ timeoutMs: 300, method: 'POST' });
    expect(creations(provider)).toBe(1);
  });

  test('gives up when a reply does not end in time', async () => {
    await using provider = await startProvider((_request, response) => response.writeHead(200).write('{"status":'));
    expect(await errorOf(create({ baseUrl: provider.url, timeoutMs: 300 }))).toBeInstanceOf(RequestTimeoutError);
  });

  test('tells a refused connection', async () => {
    const provider = await startProvider(() => {});
    await provider[Symbol.asyncDispose]();
    const error = await errorOf(create({ baseUrl: provider.url }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('tells a connection that breaks, and sends nothing again', async () => {
    await using provider = await startProvider((_request, response) => response.destroy());
    const error = await errorOf(create({ baseUrl: provider.url }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(creations(provider)).toBe(1);
  });

  test('tells a reply that is cut off', async () => {
    await using provider = await startProvider((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"status":1', () => response.destroy());
    });
    expect(await errorOf(create({ baseUrl: provider.url }))).toBeInstanceOf(ConnectionError);
  });

  test('tells a reply that is no JSON', async () => {
    await using provider = await startProvider((_request, response) => response.writeHead(502).end('<h1>Bad</h1>'));
    const error = await errorOf(create({ baseUrl: provider.url }));
    expect(error).toBeInstanceOf(NotJsonError);
    expect(error).toMatchObject({ status: 502, rawReply: '<h1>Bad</h1>', method: 'POST' });
    expect(creations(provider)).toBe(1);
  });

  test.each([
    { what: 'null', body: null },
    { what: 'a list', body: [] },
    { what: 'an empty object', body: {} },
    { what: 'members of other types', body: { status: 1, data: 1, result: 1, id: 1, Result: 1, message: 1, error: 1 } },
  ])('tells a reply that is $what', async ({ body }) => {
    await using provider = await startProvider((_request, response) => answerJson(response, body));
    const error = await errorOf(create({ baseUrl: provider.url }));
    expect(error).toBeInstanceOf(UnexpectedReplyError);
    expect(error).toMatchObject({ status: 200, rawReply: JSON.stringify(body) });
    expect(creations(provider)).toBe(1);
  });

  test('tells a server error that is no refusal', async () => {
    await using provider = await startProvider((_request, response) => answerJson(response, { oops: true }, 500));
    expect(await errorOf(create({ baseUrl: provider.url }))).toBeInstanceOf(UnexpectedReplyError);
  });

  test('follows no redirection', async () => {
    await using elsewhere = await startProvider((_request, response) => answerJson(response, {}));
    await using provider = await startProvider((_request, response) =>
      response.writeHead(307, { Location: elsewhere.url }).end(),
    );
    expect(await errorOf(create({ baseUrl: provider.url }))).toMatchObject({ status: 307 });
    expect(elsewhere.requests).toEqual([]);
  });

  test('sends nothing once it is aborted', async () => {
    await using provider = await startClientStandIn((_request, response) => answerJson(response, {}));
    const reason = new Error('changed my mind');
    const error = await errorOf(create({ baseUrl: provider.url }, { signal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(creations(provider)).toBe(0);
  });

  test('ends a call under way when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    await using provider = await startProvider(() => controller.abort(reason));
    expect(await errorOf(create({ baseUrl: provider.url }, { signal: controller.signal }))).toBe(reason);
    expect(creations(provider)).toBe(1);
  });

  test('shows no secret in an error, whatever the provider repeats', async () => {
    const repeated: Answer[] = [
      (request, response) => response.writeHead(500).end(everythingOf(request)),
      (request, response) => answerJson(response, { everything: everythingOf(request) }, 400),
      (request, response) => answerJson(response, { message: everythingOf(request), status: 0, error: {} }, 400),
      (request, response) => answerJson(response, { id: 1, error: { code: -1, message: everythingOf(request) } }),
      (request, response) => {
        const ErrorMessages = [{ Sequence: 0, Description: everythingOf(request), Code: 1 }];
        answerJson(response, { Result: { RequestId: '1', ErrorMessages, TotalErrors: 1 } });
      },
      (request, response) => {
        const everything = everythingOf(request);
        answerJson(response, { status: 0, error: { code: everything, fields: { [everything]: everything } } });
      },
      (request, response) => {
        const Result = { RequestId: everythingOf(request), ErrorMessages: [], TotalErrors: 1 };
        answerJson(response, { Result, error: { code: -1, message: '', data: { everything: everythingOf(request) } } });
      },
      (_request, response) => response.destroy(),
    ];
    for (const answer of repeated) {
      await using provider = await startProvider(answer);
      const error = await errorOf(create({ baseUrl: provider.url }));
      expect(error).toBeInstanceOf(CallError);
      const shown = [inspect(error, { depth: 10 }), error.stack, error.message, JSON.stringify(error)].join('\n');
      expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    }
  });
});

test.each([
  { provider: 'getresponse', member: 'API_KEY' },
  { provider: 'sensorpro', member: 'APIKey' },
  { provider: 'sensorpro', member: 'Token' },
])('an error shows no $member that $provider has issued', async ({ provider: name, member }) => {
  const issued = '1ssued1ssued1ssued';
  const found = creatingCalls.find(({ provider }) => provider === name);
  for (const reply of [`{"${member}":"${issued}"}`, `{"${member}" : "${issued.slice(0, 9)}`]) {
    await using provider = await startProvider((_request, response) => response.end(reply));
    const error = await errorOf(Promise.resolve(found?.create({ baseUrl: provider.url })));
    expect(inspect(error)).not.toContain(issued.slice(0, 9));
    expect(inspect(error)).toContain('***');
  }
});

function everythingOf({ url, headers, body }: ClientRequest): string {
  return `${url} ${JSON.stringify(headers)} ${body}`;
}
