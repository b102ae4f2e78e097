import { foundIn, resultsOf } from '../../__testUtils__/inspecting';
import {
  chanceOf,
  madeUpKeys,
  madeUpSecrets,
  webToken,
} from '../../__testUtils__/madeUpSecrets';
import { secretsInOwnFormats } from './ownFormats';

const chance = chanceOf(13);
const { open, encrypted } = madeUpKeys();
const ofWebTokens = (found: string[]) =>
  found.filter(each => each.startsWith('json-web-token'));

describe('formats of providers', () => {
  it.each([...madeUpSecrets(chance)])(
    'know of each %s',
    async (name, secret) => {
      const rule = name.startsWith('JSON')
        ? 'json-web-token'
        : 'provider-secret';
      expect(await foundIn('a.txt', `one\nvalue ${secret}\ntwo`)).toEqual([
        `${rule}:2`,
      ]);
      expect(
        await foundIn('a.json', `{\n"value": ${JSON.stringify(secret)}}`),
      ).toEqual([`${rule}:2`]);
    },
  );

  it('never say the secret', async () => {
    for (const [name, secret] of madeUpSecrets(chance)) {
      const said = JSON.stringify(await resultsOf('a.txt', secret));
      const random = secret.slice(secret.startsWith('https') ? -20 : 0);
      expect([name, said.includes(random.slice(-10))]).toEqual([name, false]);
    }
  });

  it.each([
    ['dop_v1', 'a'.repeat(64)],
    ['dop_v1', '0123456789abcdef'.repeat(4)],
    ['glpat', 'xxxxxxxxxxxxxxxxxxxx'],
    ['glpat', 'your-personal-token0'],
    ['gldt', '12345678901234567890'],
    ['sk_live', 'EXAMPLEq8Zr2LwX9vNc4TyB7mKd1HsP'],
    ['npm', 'x'.repeat(36)],
    ['whsec', '${STRIPE_WEBHOOK_SECRET_OF_THE_SHOP}'],
  ])('pass over placeholders: %s', async (mark, rest) => {
    const joint = mark.startsWith('gl') ? '-' : '_';
    expect(await foundIn('a.txt', `${mark}${joint}${rest}`)).toEqual([]);
  });

  it('believe the checksum of a token', async () => {
    const token = madeUpSecrets(chance).get('GitHub token')!;
    const other = token.endsWith('0') ? '1' : '0';
    expect(await foundIn('a.txt', token.slice(0, -1) + other)).toEqual([]);
  });

  it.each([
    ['an id of a key in the documentation', ['AKIA', 'IOSFODNN7EXAMPLE']],
    ['an id of a role', ['AROA', 'Q3EGRYFQ2BDZL6K7']],
    ['the number of an account', ['aws_account_id = ', '123412341234']],
    [
      'the key of an emulator',
      [
        'AccountKey=Eby8vdM02xNOcqFlqUwJ',
        'PLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
      ],
    ],
    [
      'an address in the documentation',
      ['https://alice:q8Zr2LwX', '9vNc@example.com/a'],
    ],
    [
      'a database of this machine',
      ['postgres://app:q8Zr2LwX', '9vNc@localhost:5432/a'],
    ],
    ['a password that says so', ['https://user:pass', '@git.corp.internal/a']],
  ])('pass over %s', async (_, parts) => {
    expect(await foundIn('a.txt', parts.join(''))).toEqual([]);
  });

  it.each([
    ['that expired', webToken(chance, { sub: 'a', exp: 1_700_000_000 })],
    ['that nobody signed', webToken(chance, { sub: 'a' }, { alg: 'none' })],
    [
      'of an example',
      webToken(chance, { sub: '1234567890', name: 'John Doe' }),
    ],
    ['for everybody', webToken(chance, { iss: 'supabase', role: 'anon' })],
    [
      'that is none',
      'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.'.concat('a'.repeat(43)),
    ],
  ])('pass over a web token %s', async (_, token) => {
    expect(ofWebTokens(await foundIn('a.txt', token))).toEqual([]);
  });
});

it.each([
  ['beginnings of keys', `-----BEGIN ${['PRIVATE', 'KEY'].join(' ')}-----\n`],
  ['beginnings of tokens', ['gl', 'pat-'].join('')],
  ['dots of web tokens', `eyJ${'a'.repeat(30)}.`],
  ['base64 with marks', `+ASt${'A'.repeat(80)}AzCa`],
  ['quotes', '"\n"+'],
])('takes no time for many %s', async (_, part) => {
  const text = part.repeat(1_000_000 / part.length);
  const started = performance.now();
  await foundIn('a.txt', text);
  expect(performance.now() - started).toBeLessThan(5_000);
});

describe('private keys', () => {
  it.each([...open])('are found: %s', async (_, key) => {
    expect(await foundIn('a.pem', key)).toEqual(['provider-secret:1']);
    expect(await foundIn('a.pem', key.replaceAll('\n', '\r\n'))).toEqual([
      'provider-secret:1',
    ]);
  });

  it.each([...encrypted])('are less where encrypted: %s', async (_, key) => {
    const [result, ...others] = await resultsOf('a.pem', key);
    expect(result).toMatchObject({ rule: 'encrypted-key', severity: 'low' });
    expect(others).toEqual([]);
  });

  const key = open.get('EC, SEC 1, P-256')!;
  const lines = key.trim().split('\n');
  it.each([
    ['JSON', JSON.stringify({ private_key_id: 'a', private_key: key })],
    ['JSON within JSON', JSON.stringify(JSON.stringify({ key }))],
    ['YAML', `key: |\n${lines.map(line => `  ${line}`).join('\n')}`],
    ['a program', lines.map(line => `  "${line}\\n" +`).join('\n')],
    ['a comment', lines.map(line => `# ${line}`).join('\n')],
  ])('are found within %s', async (_, text) => {
    expect(await foundIn('a.json', text)).toHaveLength(1);
  });

  it('are no placeholders, nor parts', async () => {
    const [begin, , ...rest] = lines;
    for (const middle of [
      '...',
      'MIIEpAIBAAKCAQEA...',
      '<key>',
      'a'.repeat(64),
    ]) {
      const text = [begin, middle, rest.at(-1)].join('\n');
      expect(await foundIn('a.pem', text)).toEqual([]);
    }
    const text = [begin, ...rest].join('\n');
    expect(await foundIn('a.pem', text)).toEqual([]);
  });
});

describe('damaged keys', () => {
  const begin = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
  const end = ['-----END', 'PRIVATE KEY-----'].join(' ');

  it.each([
    ['backslashes', '\\'.repeat(19_900)],
    ['quotes and spaces', `"${' '.repeat(298)}`.repeat(66)],
    ['quotes and signs', `" +${' '.repeat(98)}`.repeat(190)],
  ])('take no longer than their text: %s', (_, body) => {
    const key = `${begin}${body}${end}\n`;
    const many = key.repeat(Math.ceil((1024 * 1024) / key.length));
    // Half a minute, which no test is given, where each sign is looked at from each one before it.
    expect(secretsInOwnFormats(many, new Date())).toEqual([]);
  });
});
