import {
  supplyChainPermissions,
  supplyChainTargetPermissions,
} from '@safety-curtain/plugin-supply-chain-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';

const text = readFileSync(
  // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
  path.resolve(__dirname, '../../../../docs/permissions.md'),
  'utf8',
);
const block = (language: string, start: string) => {
  const from = text.indexOf(`\`\`\`${language}\n${start}`);
  return text.slice(
    text.indexOf('\n', from) + 1,
    text.indexOf('```', from + 3),
  );
};

/** What a role is granted without conditions, as `permission or resource type, action`. */
const grantsOf = (role: string) =>
  block('csv', 'p, ')
    .trim()
    .split('\n')
    .map(line => line.split(', '))
    .filter(([kind, subject]) => kind === 'p' && subject === role)
    .map(([, , what, action]) => `${what}, ${action}`);

/** The ways in which a permission may be granted, as `grantsOf` names them. */
const waysTo = (permission: (typeof supplyChainPermissions)[number]) =>
  [
    permission.name,
    'resourceType' in permission ? permission.resourceType : permission.name,
  ].map(name => `${name}, ${permission.attributes.action}`);

describe('the policy in files of docs/permissions.md', () => {
  const grants = grantsOf('role:default/security');

  it('gives the security team every permission', () => {
    const lacking = supplyChainPermissions.filter(
      permission => !waysTo(permission).some(way => grants.includes(way)),
    );
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('names nothing that is no permission', () => {
    const known = supplyChainPermissions.flatMap(waysTo);
    expect(grants.filter(grant => !known.includes(grant))).toEqual([
      'catalog.entity.read, read',
    ]);
  });

  it('gives teams all that is decided for their services', () => {
    const { permissionMapping } = load(
      block('yaml', 'result: CONDITIONAL'),
    ) as { permissionMapping: string[] };
    expect(new Set(permissionMapping)).toEqual(
      new Set(
        supplyChainTargetPermissions.map(({ attributes }) => attributes.action),
      ),
    );
  });
});
