import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  builtInLicensePolicies,
  evaluateLicense,
  normalizeLicense,
  readLicensePolicy,
  resolveLicense,
  satisfies,
} from './index';

it('does what its README shows', () => {
  expect(normalizeLicense('GPLv2 with classpath exception')).toEqual({
    expression: 'GPL-2.0-only WITH Classpath-exception-2.0',
    how: 'alias',
  });
  expect(satisfies('MIT OR GPL-3.0-only', ['MIT', 'ISC'])).toBe(true);
  expect(
    resolveLicense([
      { source: 'lock file', text: 'BSD' },
      { source: 'registry', text: 'AGPL-3.0-only OR BSD-3-Clause' },
    ]).state,
  ).toBe('conflicting');
  expect(
    evaluateLicense(
      'MIT AND (AGPL-3.0-only OR MPL-2.0)',
      builtInLicensePolicies['hosted-service'],
    ),
  ).toMatchObject({
    verdict: 'allow',
    chosen: 'MIT AND MPL-2.0',
    path: ['AND 1 of 2', 'MIT'],
  });
});

it('reads the policy that its README shows', () => {
  // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
  const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
  const [, json] = /```json\n(.*?)```/s.exec(readme)!;
  expect(readLicensePolicy(JSON.parse(json)).name).toBe('Products');
});
