import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import fs from 'node:fs/promises';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import { configuredSecrets } from './configuredSecrets';
import {
  maskAll,
  maskSecrets,
  rememberSecrets,
  visibleAddress,
} from './secrets';
import { visibleError, visibleMessage } from './visibleMessage';
import { VisibleLogger } from './VisibleLogger';

const CANARY = 'k4narienVogel-7';

describe('maskSecrets', () => {
  it.each([
    `https://user:${CANARY}@host.example/path`,
    `https:user:${CANARY}@host.example`,
    `https:\\\\user:${CANARY}@host.example`,
    `git+ssh://${CANARY}@host.example/x`,
    `postgres://u:${CANARY}@db:5432/x`,
    `cannot read //u:${CANARY}@host.example/x, sorry`,
    `https%3A%2F%2Fuser%3A${CANARY}%40host.example`,
    `https://host.example/x?private_token=${CANARY}&ref=main`,
    `https://host.example/x?ref=main&access_token=${CANARY}`,
    `https://host.example/x?private%5Ftoken=${CANARY}`,
    `https://host.example/x?sig=${CANARY}`,
    `https://host.example/x#token=${CANARY}`,
    `https://host.example/x#${CANARY}`,
    `https://host.example/x?a=b#/way/${CANARY}`,
    `https://host.example/x;jwt=${CANARY}/y`,
    `https://host.example/x;v=1;jsessionid=${CANARY}?a=b`,
    `https://host.example/x?code=${CANARY}`,
    `https://host.example/x?apikey=${CANARY}&session=${CANARY}`,
    `https://host.example/x?SAMLResponse=${CANARY}`,
    `https%3A%2F%2Fhost.example%2Fx%3Bjwt%3D${CANARY}%2Fy`,
    `X-Session: ${CANARY}`,
    `https://host.example/x?X-Amz-Signature=${CANARY}&X-Amz-Date=1`,
    `https://host.example/x?key=${CANARY}`,
    `url=%2Fx%3Fprivate_token%3D${CANARY}%26x`,
    `Authorization: Basic ${CANARY}`,
    `{"authorization":"Bearer ${CANARY}"}`,
    `PRIVATE-TOKEN: ${CANARY}`,
    `got Bearer ${CANARY} in the answer`,
    `token ghp_${'a1'.repeat(18)}`.replace('a1a1', CANARY.slice(0, 4)),
  ])('%s', text => {
    const masked = maskSecrets(text);
    expect(masked).not.toContain(CANARY);
    expect(masked).not.toMatch(/ghp_/);
  });

  it.each([
    'https://host.example/@scope/name?ref=main&version=GBmain',
    'pkg:npm/%40scope/name@1.2.3',
    '@scope/name@1.2.3 and a//b@c are names'.replace('a//b@c', 'a/b@c'),
    'Unexpected token } at line 12',
    'basic information about keys',
    'git@github.com:owner/name.git',
    'the process ended with code=137',
    'see issue #12 of https://host.example/x;v=1/y?ref=main',
  ])('leaves %s as it is', text => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('masks what the configuration has, wherever it stands', () => {
    const config = new ConfigReader({
      supplyChain: {
        a: { token: 'configured-token' },
        b: { tokens: ['listed-token'] },
        url: 'https://u:p%40ssw0rd@host.example/x;jwt=matrix-jwt/?sig=query-sig#the-fragment',
      },
      integrations: { gitlab: [{ token: 'integration-token' }] },
    });
    const secrets = configuredSecrets(config);
    expect([...secrets]).toEqual(
      expect.arrayContaining([
        'configured-token',
        'listed-token',
        'p%40ssw0rd',
        'p@ssw0rd',
        'query-sig',
        'matrix-jwt',
        'the-fragment',
        'integration-token',
      ]),
    );
    rememberSecrets(secrets);
    expect(maskSecrets('answered: integration-token!')).toBe('answered: ***!');
  });

  it('takes time in proportion to the text', () => {
    for (const piece of [
      'https:',
      'https://a',
      ';a=',
      '//',
      'a=',
      '%2f%2f',
      'x-',
      '[',
      'bearer ',
      '%3fa',
    ]) {
      const text = piece.repeat(200_000 / piece.length);
      const before = process.hrtime.bigint();
      maskSecrets(text);
      // Quadratic work would take minutes.
      expect(Number(process.hrtime.bigint() - before) / 1e9).toBeLessThan(20);
    }
  });

  it('keeps no user information, whatever surrounds it', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string(),
        fc.string(),
        (address, before, after) => {
          const url = address.replace('://', `://u:${CANARY}@`);
          const text = `${before} ${url} ${after}`;
          expect(maskSecrets(text)).not.toContain(CANARY);
        },
      ),
    );
  });
});

describe('visibleAddress', () => {
  it('keeps what leads to the source', () => {
    expect(
      visibleAddress(
        'https://u:p@host.example/x?at=refs%2Fheads%2Fy&private_token=z',
      ),
    ).toBe('https://host.example/x?at=refs%2Fheads%2Fy&private_token=***');
    expect(visibleAddress('https://host.example/a;v=1;jwt=z/b')).toBe(
      'https://host.example/a;v=1;jwt=***/b',
    );
  });

  it.each([
    `https://host.example/x;jwt=${CANARY}/y`,
    `https://host.example/x;j%77t=${CANARY}`,
    `https://host.example/x#${CANARY}`,
    `https://host.example/x?a=b#/${CANARY}?c=d`,
    `https://host.example/x?code=${CANARY}`,
    `not an address;jwt=${CANARY}`,
  ])('has nothing secret of %s', address => {
    expect(visibleAddress(address)).not.toContain(CANARY);
  });
});

describe('maskAll', () => {
  it('masks texts at any depth, and what secret names have', () => {
    expect(
      maskAll({ a: [`https://u:${CANARY}@h/`], b: { password: 'x' }, n: 1 }),
    ).toEqual({ a: ['https://h/'], b: { password: '***' }, n: 1 });
  });
});

describe('visibleMessage', () => {
  it('adds causes, and says what system calls met without paths and addresses', async () => {
    const missing = await fs.readFile(`/no/${CANARY}`).catch(error => error);
    expect(visibleMessage(missing)).toBe(
      'There is no such file or folder (ENOENT)',
    );
    expect(visibleMessage(new Error('It broke', { cause: missing }))).toBe(
      'It broke: There is no such file or folder (ENOENT)',
    );
    const refused = await fetch('http://127.0.0.1:1/').catch(error => error);
    expect(visibleMessage(refused)).not.toContain('127.0.0.1');
    expect(visibleMessage(`see https://u:${CANARY}@h/`)).toBe('see https://h/');
  });

  it.each([
    [
      { code: '53100', severity: 'ERROR' },
      'The disk of the database is full (53100)',
    ],
    [{ code: 'SQLITE_FULL' }, 'The disk of the database is full (SQLITE_FULL)'],
    [
      { code: '40P01', severity: 'ERROR' },
      'The same records were changed at the same time; try again (40P01)',
    ],
    [
      { code: '57P01', severity: 'FATAL' },
      'The connection to the database was lost (57P01)',
    ],
    [
      { code: 'ECONNRESET' },
      'The connection to the database was lost (ECONNRESET)',
    ],
    [{}, 'The database rejected a statement'],
  ])('tells %j in words', (fields, told) => {
    const message = `insert into "scans" ("id") values ('${CANARY}') - failed`;
    const error = Object.assign(new Error(message), fields, {
      detail: CANARY,
    });
    expect(visibleMessage(error)).toBe(told);
    const visible = visibleError(error);
    expect(JSON.stringify({ ...visible }) + visible.stack).not.toContain(
      CANARY,
    );
    expect(visible.stack).toContain('messages.test');
  });

  it('keeps name and status of errors', () => {
    expect(visibleError(new InputError('No'))).toMatchObject({
      name: 'InputError',
      message: 'No',
    });
    const error = Object.assign(new Error('Too slow'), { statusCode: 408 });
    expect(visibleError(error)).toMatchObject({ statusCode: 408 });
  });
});

describe.each(databaseIds)('on %p', id => {
  it('tells neither statement nor values of what a database refuses', async () => {
    const knex = await createDatabase(id);
    const unknown = await knex('nothing')
      .where('a', CANARY)
      .catch(e => e);
    expect(visibleMessage(unknown)).toMatch(
      /^The database rejected a statement/,
    );
    const lease = { name: CANARY, ticket: CANARY, lease_until: new Date() };
    await knex('leases').insert(lease);
    const twice = await knex('leases')
      .insert(lease)
      .catch(e => e);
    expect(visibleMessage(twice)).toMatch(
      /^The data violates a constraint of the database \(\w+\)$/,
    );
  });
});

describe('VisibleLogger', () => {
  it('logs nothing secret', () => {
    const log = mockServices.logger.mock();
    const logger = new VisibleLogger(log);
    const secret = `https://u:${CANARY}@h/`;
    logger.warn(secret, new Error(secret));
    logger.error(secret, { url: secret });
    const logged = [...log.warn.mock.calls, ...log.error.mock.calls]
      .flat()
      .map(part => (part instanceof Error ? part.stack : JSON.stringify(part)));
    expect(logged.join()).toContain('https://h/');
    expect(logged.join()).not.toContain(CANARY);
  });
});
