import { expect, test } from 'vitest';
import { drawnMark, type Example, readExamples } from '../../src/kit/example.ts';
import { fillExample } from '../../src/scaffold/fill-example.ts';
import { mocks } from '../support/providers.ts';

const written = readExamples(mocks.leadconnector).get('created');

/** The example as its author would write it, who cannot know the id. */
function marked(): Example {
  if (!written) throw new Error('LeadConnector has no example of a user that is created.');
  const text = JSON.stringify(written);
  const { id } = written.reply.body as { id: string };
  return JSON.parse(text.replaceAll(`"${id}"`, `"${drawnMark}"`));
}

test('what the mock draws takes the place of the marks', async () => {
  const { example, places, left } = await fillExample(mocks.leadconnector, marked());
  expect(places).toContain('/reply/body/id');
  expect(left).toEqual([]);
  expect(example).toEqual(written);
});

test('what was written otherwise stays, right or wrong', async () => {
  const wrong = { ...marked(), reply: { status: 418, body: { id: drawnMark, firstName: 'wrong' } } };
  const { example } = await fillExample(mocks.leadconnector, wrong);
  expect(example.reply).toMatchObject({
    status: 418,
    body: { id: expect.not.stringContaining('<'), firstName: 'wrong' },
  });
});

test('a mark where the mock draws nothing is told', async () => {
  const { left } = await fillExample(mocks.leadconnector, {
    ...marked(),
    reply: { status: 201, body: { uid: drawnMark } },
  });
  expect(left).toEqual(['/reply/body/uid']);
});
