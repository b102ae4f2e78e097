import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageJson, root } from '../setup/root.mjs';
import { addToLegacyApp } from './legacyApp.mjs';
import { replacing } from './replacing.mjs';

const SCOPE = '@safety-curtain/';

/** Packages of the portal's backend and app, as docs/install.md names them. */
const backendPackages = [
  'plugin-supply-chain-backend',
  'plugin-supply-chain-backend-module-archive-s3',
  'plugin-supply-chain-backend-module-github',
  'plugin-supply-chain-backend-module-gitlab',
  'plugin-supply-chain-backend-module-jira',
  'plugin-search-backend-module-supply-chain',
  'plugin-tech-insights-backend-module-supply-chain',
].map(name => `${SCOPE}${name}`);
const appPackages = [
  'plugin-supply-chain',
  'plugin-license-compliance',
  'plugin-security-scorecards',
].map(name => `${SCOPE}${name}`);

/** What one of the modules adds to, and stock portals do not have. */
const techInsights = {
  '@backstage-community/plugin-tech-insights-backend': '^3.1.0',
};

/**
 * Has a portal's backend keep the release of its template. What its ranges let
 * in today is of two releases, whose backend does not start, with our plugins
 * or without: `plugin-signals-backend` of the newer one asks for what
 * `backend-defaults` of the older one does not have.
 */
export function keepRelease(portal) {
  const file = join(portal, 'packages/backend/package.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  for (const [name, range] of Object.entries(json.dependencies)) {
    if (name.startsWith('@backstage/')) {
      json.dependencies[name] = range.replace(/^\^/, '');
    }
  }
  writeFileSync(file, JSON.stringify(json, null, 2));
}

/** Adds the plugins to a new portal, as docs/install.md says. */
export function addPlugins(portal, tarballs, legacy) {
  const edit = (file, change) => {
    const path = join(portal, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  const editJson = (file, change) =>
    edit(file, text => {
      const json = JSON.parse(text);
      change(json);
      return JSON.stringify(json, null, 2);
    });

  editJson('package.json', json => {
    Object.assign(
      json.resolutions,
      packageJson().resolutions,
      documentedTarballs(tarballs),
    );
    json.dependenciesMeta = packageJson().dependenciesMeta;
  });
  edit('.yarnrc.yml', text => `${text}\nhttpRetry: 0\n`);
  editJson('packages/backend/package.json', json => {
    Object.assign(json.dependencies, versions(backendPackages), techInsights);
  });
  editJson('packages/app/package.json', json => {
    Object.assign(json.dependencies, versions(appPackages));
  });
  const features = [...Object.keys(techInsights), ...backendPackages];
  edit(
    'packages/backend/src/index.ts',
    replacing(
      'backend.start();',
      `${features
        .map(name => `backend.add(import('${name}'));\n`)
        .join('')}\nbackend.start();`,
    ),
  );
  edit('app-config.yaml', text => `${text}\n${configuration(portal)}`);
  edit('examples/entities.yaml', text => `${text}\n${portalEntity()}`);
  if (legacy) addToLegacyApp(edit);
}

/**
 * What is not published yet comes from the tarballs, also where one of the
 * packages asks for another: as docs/install.md lists them, so that what it
 * forgets is missed here as well.
 */
function documentedTarballs(tarballs) {
  const text = readFileSync(join(root, 'docs/install.md'), 'utf8');
  const [, block] = /```json\n(\{\s*"resolutions".*?)```/s.exec(text);
  return Object.fromEntries(
    Object.entries(JSON.parse(block).resolutions).map(([name, file]) => [
      name,
      file.replace('./tarballs', tarballs),
    ]),
  );
}

function versions(names) {
  const { version } = packageJson('plugins/supply-chain');
  return Object.fromEntries(names.map(name => [name, version]));
}

/** The portal as a component of its own catalog, whose lock file is scanned. */
function portalEntity() {
  return `---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: portal
  annotations:
    backstage.io/source-location: file:../
spec: { type: website, lifecycle: experimental, owner: guests }
`;
}

function configuration(portal) {
  return `supplyChain:
  targets:
    refresh: { seconds: 5 }
  sources:
    local:
      paths: [${JSON.stringify(portal)}]
  advisories:
    osv:
      - id: examples
        path: ${JSON.stringify(join(root, 'examples/advisories/osv.ndjson'))}
search:
  collators:
    supplyChain:
      schedule:
        frequency: { seconds: 10 }
        timeout: { minutes: 1 }
techInsights:
  factRetrievers:
    supply-chain-scorecard-supply-chain:
      cadence: '* * * * *'
`;
}
