/** The real address that programs call. */
export const address = 'https://api.leeloo.ai/api/v2/accounts/email';
export const body = '{"data":[{"email":"marian@sherwood.example"}]}';

/** Programs that know nothing of the server, and print the status of a reply and who gave it. */
const print = 'console.log(status, source)';
export const nodePrograms: Readonly<Record<string, string>> = {
  fetch: `const r = await fetch('${address}', { method: 'POST', body: '${body}' });
    const [status, source] = [r.status, r.headers.get('x-understudy-source')]; ${print}`,
  'node:https with an agent of its own': `import https from 'node:https';
    const agent = new https.Agent({ keepAlive: false });
    https.request('${address}', { method: 'POST', agent }, (r) => {
      const [status, source] = [r.statusCode, r.headers['x-understudy-source']]; ${print}; r.resume();
    }).end('${body}');`,
  'node:tls over a socket of its own': `import { Socket } from 'node:net'; import { connect } from 'node:tls';
    const socket = new Socket().connect(443, 'api.leeloo.ai');
    const secured = connect({ socket, servername: 'api.leeloo.ai' });
    secured.write('GET /api/v2/x HTTP/1.1\\r\\nHost: api.leeloo.ai\\r\\nConnection: close\\r\\n\\r\\n');
    secured.once('data', (bytes) => console.log(bytes.toString().slice(9, 12), /Source: (\\w+)/.exec(bytes)[1]));`,
  axios: `import axios from 'axios';
    const { status, headers } = await axios.post('${address}', ${body});
    const source = headers['x-understudy-source']; ${print}`,
  'undici with an agent of its own': `import { Agent, request } from 'undici';
    const r = await request('${address}', { method: 'POST', body: '${body}', dispatcher: new Agent() });
    const [status, source] = [r.statusCode, r.headers['x-understudy-source']]; ${print}; await r.body.dump();
    process.exit();`,
  got: `import got from 'got';
    const r = await got.post('${address}', { body: '${body}' });
    const [status, source] = [r.statusCode, r.headers['x-understudy-source']]; ${print}`,
  'the official HighLevel SDK': `import { HighLevel } from '@gohighlevel/api-client';
    console.error = console.warn = () => {};
    const sdk = new HighLevel({ privateIntegrationToken: 'unknown' });
    const error = await sdk.users.getUser({ userId: 'x' }).catch((refusal) => refusal);
    console.log(error.statusCode, error.response?.message ? 'mock' : 'nobody');`,
};
