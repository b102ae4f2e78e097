import type { Component } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { npm } from '../../__testUtils__/organization';
import { storeComponents } from '../../records/inventory/components';
import { findPurl } from './purlSearch';

const MAVEN = 'pkg:maven/org.apache.logging.log4j/log4j-core';
const GOUTILS = 'pkg:golang/github.com/masterminds/goutils';

/** A component as it is stored from a lock file or somebody's SBOM. */
function component(
  purl: string,
  ecosystem: Component['ecosystem'],
  packageName: string,
  version: string,
): Component {
  return npm(packageName, version, { purl, ecosystem, packageName });
}

const stored = [
  component(
    `${MAVEN}@2.14.1`,
    'Maven',
    'org.apache.logging.log4j:log4j-core',
    '2.14.1',
  ),
  component(
    `${MAVEN}@2.14.1?classifier=sources`,
    'Maven',
    'org.apache.logging.log4j:log4j-core',
    '2.14.1',
  ),
  component(
    'pkg:gem/nokogiri@1.10.0?platform=x86_64-linux',
    'RubyGems',
    'nokogiri',
    '1.10.0',
  ),
  component(
    'pkg:npm/lodash@4.17.11?repository_url=https://npm.example',
    'npm',
    'lodash',
    '4.17.11',
  ),
  component('pkg:npm/lodash@4.17.12', 'npm', 'lodash', '4.17.12'),
  component(
    `${GOUTILS}@v1.1.0`,
    'Go',
    'github.com/masterminds/goutils',
    'v1.1.0',
  ),
  component('pkg:pypi/flask-login@0.6', 'PyPI', 'flask-login', '0.6'),
  component('pkg:generic/acme-tool@1.0', undefined, 'acme-tool', '1.0'),
  component(
    'pkg:npm/forked@1.0.0?vcs_url=git%2Bhttps://git.example/forked',
    undefined,
    'forked',
    '1.0.0',
  ),
];

describe.each(databaseIds)('findPurl on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    await knex.transaction(trx => storeComponents(trx, stored, new Date()));
  });

  const found = async (text: string) => {
    const ids = await findPurl(knex, text);
    const purls = await knex('components').whereIn('id', ids).pluck('purl');
    return purls.sort();
  };

  it.each([
    // As the tools of Maven write it: `jar` is what a package is by itself.
    [`${MAVEN}@2.14.1?type=jar`, 2],
    [`${MAVEN}@2.14.1`, 2],
    [`${MAVEN}@2.14.1?classifier=sources`, 1],
    [`${MAVEN}@2.14.1?type=pom`, 0],
    [MAVEN, 2],
    // What was not asked for may be there.
    ['pkg:gem/nokogiri@1.10.0', 1],
    ['pkg:gem/nokogiri@1.10.0?platform=java', 0],
    ['pkg:npm/lodash@4.17.11', 1],
    ['pkg:npm/lodash', 2],
    // A version and a name in another spelling.
    [`${GOUTILS}@1.1.0`, 1],
    ['pkg:golang/github.com/Masterminds/goutils@v1.1.0', 1],
    ['pkg:pypi/Flask_Login@0.6.0', 1],
    [' pkg:npm/lodash@4.17.12 ', 1],
    ['pkg:npm/lodash@4.17.13', 0],
    // What belongs to no package of an ecosystem.
    ['pkg:generic/acme-tool@1.0', 1],
    ['pkg:generic/acme-tool', 1],
    ['pkg:npm/forked@1.0.0', 1],
  ])('%s: %d', async (text, count) => {
    expect(await found(text)).toHaveLength(count);
  });

  it.each([
    ['pkg:npm/lodash@^4', /'\^4' is no version of npm/],
    ['pkg:maven/a/b@[1,2)', /package URL|no version/],
    ['lodash', /pkg:/],
  ])('refuses %s', async (text, message) => {
    // Maven takes any text for a version.
    const answer = findPurl(knex, text).then(
      ids => `${ids.length} package URL`,
    );
    await expect(answer.catch(error => error.message)).resolves.toMatch(
      message,
    );
  });
});
