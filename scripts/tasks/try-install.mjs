import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yarn } from '../setup/install.mjs';
import { run } from '../setup/process.mjs';
import { packageJson, root } from '../setup/root.mjs';
import { say } from '../setup/say.mjs';
import pack from './pack.mjs';

const CREATE_APP = '@backstage/create-app@0.9.2';
const READY_TIMEOUT_MS = 120_000;

/**
 * Installs the packages into a portal as `create-app` makes it, and sees that
 * it type-checks, builds and answers: `try-install [--legacy]`. With `--legacy`
 * the portal has the old front-end system.
 *
 * It is done by hand before a release; it takes some minutes and is no part of
 * `npm test`.
 */
export default async function tryInstall(args, env) {
  const legacy = args.includes('--legacy');
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-portal-'));
  const tarballs = join(folder, 'tarballs');
  const portal = join(folder, 'portal');
  const portalEnv = { ...env, PATH: withoutOwnCommands(env.PATH) };

  await must('Packing', () => pack([tarballs], env));
  await must('Making a portal', () =>
    run(
      'npm',
      [
        'exec',
        '--yes',
        `--package=${CREATE_APP}`,
        // It asks for a Yarn on PATH, although it is told not to install.
        `--package=@yarnpkg/cli-dist@${
          packageJson().packageManager.split('@')[1]
        }`,
        '--',
        'backstage-create-app',
        '--skip-install',
        ...['--path', portal],
        ...(legacy ? ['--legacy'] : []),
      ],
      { env: { ...env, BACKSTAGE_APP_NAME: 'portal' }, cwd: folder },
    ),
  );
  say('Adding the plugins, as docs/install.md says');
  addPlugins(portal, tarballs, legacy);
  await must('Installing', () =>
    yarn(['install'], {
      env: { ...portalEnv, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
      cwd: portal,
      onLine: line => {
        if (/┌|YN0001|YN0082|rror/.test(line)) say(`  ${line}`);
      },
    }),
  );
  await must('Checking types', () =>
    yarn(['tsc'], { env: portalEnv, cwd: portal }),
  );
  await must('Building', () =>
    yarn(['build:all'], { env: portalEnv, cwd: portal }),
  );
  await askBackend(portal, portalEnv);
  say(`It works. The portal is in ${portal}`);
  return 0;
}

async function must(what, action) {
  say(what);
  const code = await action();
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
}

/** The portal must bring its own commands. */
function withoutOwnCommands(path) {
  return path
    .split(':')
    .filter(folder => folder !== join(root, 'node_modules', '.bin'))
    .join(':');
}

function addPlugins(portal, tarballs, legacy) {
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

  // What is not published yet comes from the tarballs, also where one of the
  // packages asks for another.
  const own = {};
  for (const file of readdirSync(tarballs).sort()) {
    const name = file
      .replace(/-\d+\.\d+\.\d+\.tgz$/, '')
      .replace('safety-curtain-', '@safety-curtain/');
    own[name] = `file:${join(tarballs, file)}`;
  }
  const version = packageJson('plugins/supply-chain').version;
  editJson('package.json', json => {
    Object.assign(json.resolutions, packageJson().resolutions, own);
    json.dependenciesMeta = packageJson().dependenciesMeta;
  });
  edit('.yarnrc.yml', text => `${text}\nhttpRetry: 0\n`);
  editJson('packages/backend/package.json', json => {
    json.dependencies['@safety-curtain/plugin-supply-chain-backend'] = version;
    json.dependencies[
      '@safety-curtain/plugin-supply-chain-backend-module-archive-s3'
    ] = version;
  });
  editJson('packages/app/package.json', json => {
    json.dependencies['@safety-curtain/plugin-supply-chain'] = version;
    json.dependencies['@safety-curtain/plugin-license-compliance'] = version;
    json.dependencies['@safety-curtain/plugin-security-scorecards'] = version;
  });
  edit(
    'packages/backend/src/index.ts',
    replacing(
      'backend.start();',
      "backend.add(import('@safety-curtain/plugin-supply-chain-backend'));\nbackend.add(import('@safety-curtain/plugin-supply-chain-backend-module-archive-s3'));\n\nbackend.start();",
    ),
  );
  edit('app-config.yaml', text => `${text}\n${configuration(portal)}`);
  edit('examples/entities.yaml', text => `${text}\n${portalEntity()}`);
  if (legacy) addToLegacyApp(edit);
}

function addToLegacyApp(edit) {
  edit('packages/app/src/App.tsx', text =>
    [
      replacing(
        "import { apis } from './apis';",
        "import { LicenseCompliancePage } from '@safety-curtain/plugin-license-compliance/legacy';\nimport { SecurityScorecardsPage } from '@safety-curtain/plugin-security-scorecards/legacy';\nimport { SupplyChainPage } from '@safety-curtain/plugin-supply-chain/legacy';\nimport { apis } from './apis';",
      ),
      replacing(
        '  </FlatRoutes>',
        '    <Route path="/supply-chain" element={<SupplyChainPage />} />\n    <Route path="/license-compliance" element={<LicenseCompliancePage />} />\n    <Route path="/security-scorecards" element={<SecurityScorecardsPage />} />\n  </FlatRoutes>',
      ),
    ].reduce((changed, change) => change(changed), text),
  );
  edit('packages/app/src/components/catalog/EntityPage.tsx', text =>
    [
      replacing(
        "import { EntityTechdocsContent } from '@backstage/plugin-techdocs';",
        "import {\n  EntityLicensesCard,\n  EntityLicensesContent,\n} from '@safety-curtain/plugin-license-compliance/legacy';\nimport {\n  EntityScorecardsCard,\n  EntityScorecardsContent,\n} from '@safety-curtain/plugin-security-scorecards/legacy';\nimport {\n  EntitySecurityCard,\n  EntitySecurityContent,\n} from '@safety-curtain/plugin-supply-chain/legacy';\nimport { EntityTechdocsContent } from '@backstage/plugin-techdocs';",
      ),
      replacing(
        '<EntityLayout.Route path="/docs" title="Docs">',
        '<EntityLayout.Route path="/security" title="Security">\n      <EntitySecurityContent />\n    </EntityLayout.Route>\n    <EntityLayout.Route path="/licenses" title="Licences">\n      <EntityLicensesContent />\n    </EntityLayout.Route>\n    <EntityLayout.Route path="/scorecards" title="Scorecards">\n      <EntityScorecardsContent />\n    </EntityLayout.Route>\n    <EntityLayout.Route path="/docs" title="Docs">',
      ),
      replacing(
        '<EntityAboutCard />\n    </Grid>',
        '<EntityAboutCard />\n    </Grid>\n    <Grid item md={6}>\n      <EntitySecurityCard />\n    </Grid>\n    <Grid item md={6}>\n      <EntityLicensesCard />\n    </Grid>\n    <Grid item md={6}>\n      <EntityScorecardsCard />\n    </Grid>',
      ),
    ].reduce((changed, change) => change(changed), text),
  );
}

/** A replacement of the first place that must be there. */
function replacing(anchor, replacement) {
  return text => {
    if (!text.includes(anchor)) {
      throw new Error(`create-app's template has no '${anchor}' any more`);
    }
    return text.replace(anchor, replacement);
  };
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
`;
}

/** Starts the backend, which serves the built app too, and asks what it has scanned. */
async function askBackend(portal, env) {
  say('Starting its backend');
  const port = 17_307;
  const url = `http://localhost:${port}`;
  const child = spawn(
    process.execPath,
    [
      join(portal, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'start',
    ],
    {
      cwd: join(portal, 'packages/backend'),
      env: {
        ...env,
        NODE_ENV: 'development',
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_backend_baseUrl: url,
        APP_CONFIG_backend_listen_port: `${port}`,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  try {
    const targets = await untilScanned(url, child);
    for (const { entityRef, health, componentCount = 0 } of targets) {
      say(`  ${entityRef}: ${health}, ${componentCount} components`);
      if (componentCount === 0) throw new Error('It found no components');
    }
    const page = await (await fetch(url)).text();
    if (!page.includes('<div id="root">')) {
      throw new Error('The backend does not serve the app');
    }
  } finally {
    child.kill('SIGTERM');
  }
}

async function untilScanned(url, child) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error('The backend ended');
    const session = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
    }).catch(() => undefined);
    if (session?.ok) {
      const { backstageIdentity } = await session.json();
      const answer = await fetch(`${url}/api/supply-chain/targets`, {
        headers: { authorization: `Bearer ${backstageIdentity.token}` },
      });
      const { items = [] } = answer.ok ? await answer.json() : {};
      const own = items.find(it => it.entityRef === 'component:default/portal');
      if (own?.lastScan?.finishedAt) return [own];
    }
    await new Promise(resolve => {
      setTimeout(resolve, 1000);
    });
  }
  throw new Error('The backend has scanned nothing in time');
}
