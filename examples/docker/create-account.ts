/** A program under test: it only knows its settings, not that a mock stands behind them. */
const { LEELOO_URL, LEELOO_TOKEN = '', LEELOO_CONNECTION } = process.env;

const reply = await fetch(`${LEELOO_URL}/api/v2/accounts/email`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': LEELOO_TOKEN },
  body: JSON.stringify({ data: [{ email: 'robin@sherwood.example' }], connection_id: LEELOO_CONNECTION }),
});
const body = await reply.text();
process.stdout.write(`${body}\n`);
process.exitCode = reply.ok && JSON.parse(body).status === 1 ? 0 : 1;

export {};
