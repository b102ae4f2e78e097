import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../../..');
const examples = path.join(root, 'examples');
const service = path.join(examples, 'services/order-service');

let folder: string;

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_config_cache: path.join(folder, 'cache') },
  });
  return { status, stdout, stderr };
}

/** As `npx` does, of what is installed in the folder. */
function safetyCurtain(...args: string[]) {
  return run('npm', 'exec', '--offline', '--', 'safety-curtain', ...args);
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tarball-'));
  const cli = path.join(root, 'packages/cli');
  const built = spawnSync(process.execPath, ['scripts/bundle.mjs'], {
    cwd: cli,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  // Away from the workspace: what is beside it there must not be found.
  const packed = run('npm', 'pack', '--ignore-scripts', cli);
  if (packed.status !== 0) throw new Error(packed.stderr);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const installed = run(
    'npm',
    ...['install', '--offline', '--no-audit', '--no-fund'],
    `./${packed.stdout.trim()}`,
  );
  if (installed.status !== 0) throw new Error(installed.stderr);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the tarball of safety-curtain', () => {
  it('is installed without anything else', () => {
    expect(
      fs
        .readdirSync(path.join(folder, 'node_modules'))
        .filter(name => !name.startsWith('.')),
    ).toEqual(['safety-curtain']);
    const { version } = JSON.parse(
      fs.readFileSync(path.join(root, 'packages/cli/package.json'), 'utf8'),
    );
    expect(safetyCurtain('--version')).toEqual({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it('writes SBOMs and scans without a network', () => {
    const { status, stdout } = safetyCurtain('sbom', '--offline', service);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      bomFormat: 'CycloneDX',
      components: expect.arrayContaining([
        expect.objectContaining({ name: 'log4j-core' }),
      ]),
    });
    const scan = safetyCurtain(
      ...['scan', '--offline', service, '--advisories'],
      path.join(examples, 'advisories/osv.ndjson'),
    );
    expect(scan.stdout).toContain('CVE-2021-44228');
    expect(scan.status).toBe(0);
  });

  it('knows licenses by their texts', () => {
    const installed = path.join(folder, 'node_modules/safety-curtain');
    const { licenseText } = JSON.parse(
      fs.readFileSync(path.join(installed, 'dist/licenses/ISC.json'), 'utf8'),
    );
    fs.writeFileSync(
      path.join(folder, 'policy.yaml'),
      'name: texts\nlicenses: { unknown: block }\n',
    );
    const check = (text: string) => {
      fs.writeFileSync(
        path.join(folder, 'bom.json'),
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          version: 1,
          components: [
            {
              type: 'library',
              name: 'a',
              version: '1.0.0',
              purl: 'pkg:npm/a@1.0.0',
              licenses: [{ license: { name: text } }],
            },
          ],
        }),
      );
      return safetyCurtain(
        ...['check', 'bom.json', '--policy', 'policy.yaml'],
        ...['--distribution', 'internal', '--max-data-age', '99999'],
        '--advisories',
        path.join(examples, 'advisories/osv.ndjson'),
      );
    };
    expect(check(licenseText)).toMatchObject({ status: 0 });
    expect(check('To be used on Sundays. '.repeat(20))).toMatchObject({
      status: 2,
    });
  });

  it('holds the notices of what is in it', () => {
    const notices = fs.readFileSync(
      path.join(
        folder,
        'node_modules/safety-curtain/dist/THIRD-PARTY-NOTICES.txt',
      ),
      'utf8',
    );
    for (const name of ['commander', 'yauzl', 'semver', '@npmcli/config']) {
      expect(notices).toContain(`\n${name} `);
    }
    expect(notices).toContain('ScanCode LicenseDB');
  });
});
