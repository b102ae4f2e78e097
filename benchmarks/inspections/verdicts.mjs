import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rules of ours that mean the same as an audit of zizmor. */
const ZIZMOR = {
  'cache-poisoning': /^cache-poisoning$/,
  'dangerous-triggers': /^(?:dangerous-trigger|untrusted-checkout)$/,
  'dependabot-cooldown': /^no-cooldown$/,
  'excessive-permissions': /^(?:excessive|missing)-permissions$/,
  'secrets-inherit': /^secrets-inherited$/,
  'template-injection': /^(?:script-injection|input-in-script)$/,
  'typosquat-uses': /^typo-squatted-action$/,
};

/**
 * The files of zizmor's own tests with what it says of them, `{rule, same, path, text, bad}`, read
 * from the snapshots in its tests.
 *
 * @param folder - a checkout of github.com/zizmorcore/zizmor
 */
export function* verdictsOfZizmor(folder) {
  const tests = join(folder, 'crates/zizmor/tests/integration');
  for (const [rule, same] of Object.entries(ZIZMOR)) {
    const file = join(tests, 'audit', `${rule.replaceAll('-', '_')}.rs`);
    if (!existsSync(file)) continue;
    const bad = new Map();
    for (const test of readFileSync(file, 'utf8').split('assert_snapshot!')) {
      const [, name] = /input_under_test\(\s*"([^"]+\.ya?ml)"/.exec(test) ?? [];
      const [, , said] = /@r?(#*)"([^]*?)"\1/.exec(test) ?? [];
      if (name === undefined || said === undefined) continue;
      const isBad = new RegExp(`(?:error|warning)\\[${rule}\\]`).test(said);
      // What it only remarks, or says to one of its personas, is neither bad nor right.
      if (!isBad && said.includes(`[${rule}]`)) bad.set(name, undefined);
      else if (bad.get(name) !== undefined || !bad.has(name)) {
        bad.set(name, isBad || bad.get(name) === true);
      }
    }
    for (const [name, isBad] of bad) {
      const source = join(tests, 'test-data', name);
      if (isBad === undefined || !existsSync(source)) continue;
      yield {
        rule,
        same,
        path: pathOf(rule, name),
        text: readFileSync(source, 'utf8'),
        bad: isBad,
      };
    }
  }
}

function pathOf(rule, name) {
  if (/(?:^|\/)action\.ya?ml$/.test(name)) return 'action.yml';
  return rule.startsWith('dependabot')
    ? '.github/dependabot.yml'
    : '.github/workflows/a.yml';
}

/** Rules of ours that mean the same as a check of Checkov, by the folder of its examples. */
const CHECKOV = {
  'dockerfile/checks/example_AddExists': /^add-address$/,
  'dockerfile/checks/example_HealthcheckExists': /^no-health-check$/,
  'dockerfile/checks/example_ReferenceLatestTag': /^latest-tag$/,
  'dockerfile/checks/example_RootUser': /^root-user$/,
  'dockerfile/checks/example_UserExists': /^root-user$/,
  'kubernetes/checks/example_AllowedCapabilitiesSysAdmin': /^privileged$/,
  'kubernetes/checks/example_DockerSocketVolume': /^host-path$/,
  'kubernetes/checks/example_ImageDigest': /^no-digest$/,
  'kubernetes/checks/example_ImageTagFixed': /^latest-tag$/,
  'kubernetes/checks/example_PrivilegedContainers': /^privileged$/,
  'kubernetes/checks/example_ReadOnlyFilesystem': /^writable-root$/,
  'kubernetes/checks/example_RootContainers': /^root-user$/,
};

/**
 * The same of Checkov: its examples are called by what it says of them.
 *
 * @param folder - a checkout of github.com/bridgecrewio/checkov
 */
export function* verdictsOfCheckov(folder) {
  for (const [examples, same] of Object.entries(CHECKOV)) {
    const tests = join(folder, 'tests', examples);
    if (!existsSync(tests)) continue;
    for (const name of readdirSync(tests, { recursive: true })) {
      const isDockerfile = /(?:^|[\\/])Dockerfile$/.test(name);
      if (!isDockerfile && !/\.ya?ml$/.test(name)) continue;
      yield {
        rule: examples.split('example_')[1],
        same,
        path: isDockerfile ? 'Dockerfile' : 'k8s/a.yaml',
        text: readFileSync(join(tests, name), 'utf8'),
        bad: /fail/i.test(name),
      };
    }
  }
}
