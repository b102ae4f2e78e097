import { secretHashOf } from '@safety-curtain/reports';
import { foundIn, options, resultsOf } from '../__testUtils__/inspecting';

// Put together here, so that no scanner takes this file for one that holds secrets.
const TOKEN = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const KEY = ['wJalrXUtnFEMI/K7MD', 'ENG/bPxRfiCYzq8Zr2LwX9'].join('');
const RANDOM = ['q8Zr2LwX', '9vNc4TyB', '7mKd1HsP'].join('');

describe('secrets', () => {
  it('tells of formats of providers, and never the secret', async () => {
    const [result, ...others] = await resultsOf('a.txt', `x\nkey ${TOKEN}\n`);
    expect(result).toMatchObject({
      kind: 'secret',
      rule: 'provider-secret',
      place: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 44 },
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(others).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(TOKEN.slice(4, 12));
  });

  it('counts lines and columns from the beginning of each', async () => {
    const text = `${TOKEN}\n\nkey ${TOKEN}\r\n`;
    expect((await resultsOf('a.txt', text)).map(({ place }) => place)).toEqual([
      {
        path: 'a.txt',
        startLine: 1,
        startColumn: 1,
        endLine: 1,
        endColumn: 40,
      },
      {
        path: 'a.txt',
        startLine: 3,
        startColumn: 5,
        endLine: 3,
        endColumn: 44,
      },
    ]);
  });

  it('tells of random texts that are given to the name of a secret', async () => {
    expect(await foundIn('a.js', `const apiKey = '${RANDOM}';`)).toEqual([
      'random-secret:1',
    ]);
    expect(await foundIn('a.js', `const color = '${RANDOM}';`)).toEqual([]);
  });

  it.each([
    ['a.py', `SECRET_KEY = "${RANDOM}"`],
    ['a.go', `signingKey := "${RANDOM}"`],
    ['a.yaml', `password: ${RANDOM}`],
    ['a.properties', `db.passphrase=${RANDOM}`],
    [
      'a.json',
      `{"apiKey": "${'9f8e7d6c5b4a39281706'.concat('f1e2d3c4b5a6')}"}`,
    ],
    ['a.ts', `headers: { Authorization: 'Bearer ${RANDOM}' }`],
    ['a.ts', `fetch('https://a.example/?token=${RANDOM}')`],
  ])('tells of them in %s: %s', async (path, text) => {
    expect(await foundIn(path, text)).toEqual(['random-secret:1']);
  });

  it.each([
    'const options = { cancelToken: defaultToConfig2OfThese };',
    'authToken = auth41.calculateTokenFromPasswordSha(a);',
    'exports.userPassword = exports.AuthenticationMD5Password;',
    "rule({ token: '--bui-bg-neutral-2-hover-strong' });",
    "token = 'ghp_PersonalAccessToken01245678900000000';",
  ])('passes over names in programs: %s', async text => {
    expect(await foundIn('a.js', text)).toEqual([]);
  });

  it.each([
    'password = "changeme-changeme-1"',
    `token = 'EXAMPLE${RANDOM}'`,
    'secret: aaaaaaaaaaaaaaaaaaaaaaa1',
    'password: ${{ secrets.DB_PASSWORD_1 }}',
    'token = process.env.MY_TOKEN_2',
  ])('passes over placeholders: %s', async text => {
    expect(await foundIn('a.js', text)).toEqual([]);
  });

  it.each(['yarn.lock', 'a/package-lock.json', 'a.png', 'node_modules/a.js'])(
    'leaves out %s',
    async path => {
      expect(await foundIn(path, TOKEN)).toEqual([]);
    },
  );

  it.each([
    '// secretlint-disable',
    '# secretlint-disable-next-line',
    '/* secretlint-disable-line */',
  ])('is not silenced by a comment in the source: %s', async comment => {
    const [result] = await resultsOf('a.txt', `${comment}\nkey ${TOKEN}\n`);
    expect(result).toMatchObject({ place: { startLine: 2, startColumn: 5 } });
    expect(await resultsOf('a.txt', `key ${TOKEN} ${comment}\n`)).toHaveLength(
      1,
    );
  });

  it('leaves out binary files', async () => {
    expect(await foundIn('a', `\0${TOKEN}`)).toEqual([]);
  });

  it('marks what is allowed, until it ends', async () => {
    const suppressed = async (until: string, path = 'test/**') => {
      const allow = [{ path, until, reason: 'revoked' }];
      const [result] = await resultsOf('test/a.txt', TOKEN, { allow });
      return result.suppression?.reason;
    };
    expect(await suppressed('2027-01-01')).toBe('revoked');
    expect(await suppressed('2026-01-01')).toBeUndefined();
    expect(await suppressed('someday')).toBeUndefined();
    expect(await suppressed('2027-01-01', 'src/**')).toBeUndefined();
  });

  it('tells a key from the name before it', async () => {
    const text = `aws_secret_access_key=${KEY}`;
    expect(await resultsOf('a.env', text)).toEqual([
      expect.objectContaining({
        rule: 'provider-secret',
        place: expect.objectContaining({ startColumn: 23, endColumn: 62 }),
        secretHash: secretHashOf(KEY, options.salt),
      }),
    ]);
  });

  it('hashes with the salt', async () => {
    const hash = async (salt: Uint8Array) =>
      (await resultsOf('a.txt', TOKEN, { salt }))[0].secretHash;
    expect(await hash(options.salt)).toBe(await hash(options.salt));
    expect(await hash(options.salt)).not.toBe(
      await hash(new Uint8Array(32).fill(8)),
    );
  });
});
