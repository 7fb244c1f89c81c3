/** A message with a secret at a place that no provider declares. */
export interface PlantedMessage {
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** Looks like a secret, and like nothing else in the messages. */
export const planted = 'Zq7x0Canary4vT9';

const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${planted}`;
const pem = ['-----BEGIN RSA PRIVATE KEY-----', `MIIEow${planted}`, '/+AAqg==', '-----END RSA PRIVATE KEY-----'].join(
  '\n',
);

const json = (value: unknown): PlantedMessage => ({
  headers: ['Content-Type', 'application/json'],
  body: JSON.stringify(value),
});
const text = (body: string, type = 'text/plain'): PlantedMessage => ({ headers: ['Content-Type', type], body });
const xml = (body: string) => text(`<?xml version="1.0"?><r>${body}</r>`, 'application/xml');
const form = (body: string) => text(body, 'application/x-www-form-urlencoded');
const part = (disposition: string, line = '\r\n') =>
  text(
    ['--b', `Content-Disposition: form-data; ${disposition}`, '', `one; ${planted} "two"`, '--b--', ''].join(line),
    'multipart/form-data; boundary=b',
  );

/** Members whose names say that they hold a secret. */
export const secretMembers = [
  ...[
    'sessionToken',
    'new_password',
    'secretKey',
    'x-api-key',
    'clientSecret',
    'refreshToken',
    'id_token',
    'privateKey',
  ],
  ...[
    'passwordConfirmation',
    'PASSWORD2',
    'aws_secret_access_key',
    'db_pass',
    'passphrase',
    'csrf-token',
    'otp',
    'Set-Cookie',
  ],
];

/** Places of replies' headers. */
export const headerPlaces: readonly (readonly [where: string, message: PlantedMessage])[] = [
  ['the query of Location', { headers: ['Location', `https://x.example/in?a=1&token=${planted}&b=2`] }],
  ['the fragment of Location', { headers: ['Location', `https://x.example/in#access_token=${planted}`] }],
  ['the path of Location', { headers: ['Location', `https://x.example/in;jsessionid=${planted}`] }],
  ['the user and password of Location', { headers: ['Location', `https://me:${planted}@x.example/`] }],
  ['a token as the user of Location', { headers: ['Location', `https://${planted}@x.example/`] }],
  ['Link', { headers: ['Link', `<https://x.example/?page=2&access_token=${planted}>; rel="next"`] }],
  ['a JSON Web Token in Link', { headers: ['Link', `<https://x.example/${jwt}>; rel="next"`] }],
  ['Set-Cookie', { headers: ['Set-Cookie', `sid=${planted}; Path=/; HttpOnly`] }],
  [
    'the second of several cookies in one Set-Cookie',
    { headers: ['Set-Cookie', `a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/, sid="${planted}"; Secure`] },
  ],
];

/** Places of bodies, of requests and replies. */
export const bodyPlaces: readonly (readonly [where: string, message: PlantedMessage])[] = [
  ...secretMembers.map((name) => [`the member ${name}`, json({ a: { [name]: planted } })] as const),
  ['a JSON Web Token in a sentence', json({ said: `The token ${jwt} is old.` })],
  ['a JSON Web Token in a text', text(`no: ${jwt}, sorry`)],
  ['a private key in JSON', json({ file: pem })],
  ['a private key in a text', text(`Here it is:\n${pem}\nKeep it.`)],
  ['a private key in JSON that is cut short', text(`{"file": ${JSON.stringify(pem).slice(0, -40)}`)],
  ['an address in JSON', json({ next: `https://x.example/?page=2&access_token=${planted}` })],
  ['an address with a password in JSON', json({ store: `redis://me:${planted}@cache.example/0` })],
  ['an address with a password in a text', text(`connecting to postgres://me:${planted}@db.example failed`)],
  ['a sentence', json({ said: `no such token: ${planted}` })],
  ['an authorization in a sentence', json({ said: `got Bearer ${planted} instead` })],
  ['JSON inside of a sentence', json({ said: `cannot read {"new_password": "${planted}"}` })],
  ['escaped JSON in a text that is cut short', text(String.raw`{"said": "{\"secretKey\": \"${planted}\", \"n\": 1`)],
  ['a list of names and values', json([{ name: 'password', value: planted }])],
  ['a value before its name', json([{ Value: planted, Name: 'clientSecret' }])],
  ['a list of keys and values', json({ fields: [{ key: 'api_key', value: planted }] })],
  ['several values of one name', json([{ id: 'secretKey', value: ['a', planted] }])],
  ['a header in an HTTP Archive', json({ headers: [{ name: 'X-Api-Key', value: planted }] })],
  ['a header with several cookies in an archive', json([{ name: 'Set-Cookie', value: `a=b, sid=${planted}; Path=/` }])],
  ['a cookie in an HTTP Archive', json({ cookies: [{ name: 'sid', value: planted, path: '/' }] })],
  ['an element with attributes', xml(`<Password type="plain" hint='a > b'>${planted}</Password>`)],
  ['an element with a namespace', xml(`<wsse:Password>${planted} &amp; more</wsse:Password>`)],
  ['an element with white space', xml(`<api_key>\n    ${planted}\n  </api_key>`)],
  ['a CDATA section', xml(`<secret> <![CDATA[a > b, "${planted}"]]> </secret>`)],
  ['an element inside of one', xml(`<token><type>x</type><text>${planted}</text></token>`)],
  ['an attribute', xml(`<user name="me" password='${planted}'/>`)],
  ['an attribute beside its name', xml(`<add key="clientSecret" value="${planted}"/>`)],
  ['an element that an attribute names', xml(`<property name="new_password">${planted}</property>`)],
  ['a field of a page', text(`<input type="hidden" name="csrf_token" value="${planted}">`, 'text/html')],
  ['a field of a page without quotes', text(`<input name=csrf_token value=${planted}>`, 'text/html')],
  ['a text of Python', text(`{'password': u'${planted}'}`)],
  ['a text of PHP', text(`array('password' => '${planted}')`)],
  ['a text of Ruby', text(`{:password=>"${planted}"}`)],
  ['a digest in a dump of headers', text(`Authorization: Digest username="me", response="${planted}"\nAccept: a`)],
  ['a field of a form with brackets', form(`a=1&user[password]=${planted}&b=2`)],
  ['a field of a form with encoded brackets', form(`a=1&user%5Bnew_password%5D=${planted}`)],
  ['a field of a form with a dot', form(`user.password=${planted}`)],
  ['an address in a form', form(`next=${encodeURIComponent(`https://x.example/?token=${planted}`)}`)],
  ['such fields in a text', text(`sent user[password]=${planted}&x=1`)],
  ['a part of a form', part('name="password"')],
  ['a part of a form without quotes', part('name=password')],
  ['a part of a form with brackets', part('name="user[password]"')],
  ['a part of a form with plain line feeds', part('name="password"; x=y', '\n')],
];
