import { describeCheck } from '../__testUtils__/checkTable';
import { daysAgo, noFacts, sourceOf } from '../__testUtils__/sampleFacts';
import type { ComponentLicenseFacts } from '../facts/serviceFacts';
import { noExpiredException } from './decisions/noExpiredException';
import { licensesAllowed, licensesKnown } from './licenses/licensesAllowed';
import { sbomComplete } from './sbom/sbomComplete';
import { sbomPresent } from './sbom/sbomPresent';
import { sbomQuality } from './sbom/sbomQuality';
import {
  codeOwnersPresent,
  licensePresent,
  securityPolicyPresent,
} from './source/repositoryFiles';
import { updateTool } from './source/updateTool';

const sbom = (changes: object = {}) =>
  noFacts({
    sbom: { present: true, components: 3, partial: false, ...changes },
  });
const noSbom = noFacts({ sbom: { present: false } });

describeCheck(sbomPresent, [
  { when: 'there', facts: sbom(), answer: 'pass' },
  { when: 'not there', facts: noSbom, answer: 'fail' },
]);

describeCheck(sbomComplete, [
  { when: 'whole', facts: sbom(), answer: 'pass' },
  {
    when: 'partial',
    facts: sbom({ partial: true, partialReason: 'pom.xml failed' }),
    answer: 'fail',
    says: /pom\.xml failed/,
  },
  { when: 'none', facts: noSbom, answer: 'notApplicable' },
]);

describeCheck(sbomQuality, [
  { when: 'good', facts: sbom({ quality: 70 }), answer: 'pass' },
  { when: 'middling', facts: sbom({ quality: 69 }), answer: 'warn' },
  { when: 'poor', facts: sbom({ quality: 49 }), answer: 'fail' },
  { when: 'not measured', facts: sbom(), answer: 'unknown' },
  { when: 'none', facts: noSbom, answer: 'notApplicable' },
]);

const licenses = (...list: Partial<ComponentLicenseFacts>[]) =>
  noFacts({
    licenses: list.map(changes => ({
      purl: 'pkg:npm/left@1.0.0',
      state: 'known',
      verdict: 'allow',
      ...changes,
    })),
  });

describeCheck(licensesKnown, [
  { when: 'known', facts: licenses({}), answer: 'pass' },
  {
    when: 'none granted is known as well',
    facts: licenses({ state: 'noLicense' }),
    answer: 'pass',
  },
  { when: 'unknown', facts: licenses({ state: 'unknown' }), answer: 'fail' },
  { when: 'no component', facts: licenses(), answer: 'notApplicable' },
]);

describeCheck(licensesAllowed, [
  { when: 'allowed', facts: licenses({}), answer: 'pass' },
  { when: 'to review', facts: licenses({ verdict: 'review' }), answer: 'warn' },
  {
    when: 'denied',
    facts: licenses({ verdict: 'deny', license: 'AGPL-3.0-only' }),
    answer: 'fail',
    says: /AGPL-3\.0-only/,
  },
  {
    when: 'denied, with an exception',
    facts: licenses({ verdict: 'deny', exception: { id: 'x' } }),
    answer: 'pass',
  },
  {
    when: 'denied, with an exception that has ended',
    facts: licenses({
      verdict: 'deny',
      exception: { id: 'x', until: daysAgo(1) },
    }),
    answer: 'fail',
  },
  { when: 'no component', facts: licenses(), answer: 'notApplicable' },
]);

const exceptionUntil = (until?: string) =>
  noFacts({
    exceptions: [{ id: 'x', subject: 'left', kind: 'license', until }],
  });

describeCheck(noExpiredException, [
  { when: 'without an end', facts: exceptionUntil(), answer: 'pass' },
  {
    when: 'far from its end',
    facts: exceptionUntil(daysAgo(-30)),
    answer: 'pass',
  },
  { when: 'near its end', facts: exceptionUntil(daysAgo(-3)), answer: 'warn' },
  { when: 'ended', facts: exceptionUntil(daysAgo(0)), answer: 'fail' },
  {
    when: 'none',
    facts: noFacts({ exceptions: [] }),
    answer: 'notApplicable',
  },
]);

const source = (files: Record<string, string>, complete = true) =>
  noFacts({ source: sourceOf(files, { complete }) });

describeCheck(securityPolicyPresent, [
  { when: 'at the top', facts: source({ 'security.md': 'x' }), answer: 'pass' },
  {
    when: 'in .github',
    facts: source({ '.github/SECURITY.md': 'x' }),
    answer: 'pass',
  },
  { when: 'empty', facts: source({ 'SECURITY.md': ' \n' }), answer: 'warn' },
  {
    when: 'elsewhere',
    facts: source({ 'lib/SECURITY.md': 'x' }),
    answer: 'fail',
  },
  { when: 'walked in part', facts: source({}, false), answer: 'unknown' },
]);

describeCheck(licensePresent, [
  { when: 'LICENSE', facts: source({ LICENSE: 'x' }), answer: 'pass' },
  {
    when: 'LICENSE-MIT',
    facts: source({ 'LICENSE-MIT': 'x' }),
    answer: 'pass',
  },
  {
    when: 'COPYING.txt',
    facts: source({ 'COPYING.txt': 'x' }),
    answer: 'pass',
  },
  {
    when: 'settings about licenses',
    facts: source({ 'licenses.yaml': 'x', 'license.ts': 'x' }),
    answer: 'fail',
  },
  { when: 'walked in part', facts: source({}, false), answer: 'unknown' },
]);

describeCheck(codeOwnersPresent, [
  {
    when: 'GitHub',
    facts: source({ '.github/CODEOWNERS': '*' }),
    answer: 'pass',
  },
  { when: 'empty', facts: source({ CODEOWNERS: '' }), answer: 'warn' },
  { when: 'none', facts: source({ 'a.txt': '' }), answer: 'fail' },
  { when: 'walked in part', facts: source({}, false), answer: 'unknown' },
]);

const dependabot = (update: string) =>
  source({
    '.github/dependabot.yml': `updates:\n  - package-ecosystem: npm\n${update}`,
  });
const renovate = (settings: string) => source({ 'renovate.json5': settings });

describeCheck(updateTool, [
  { when: 'Dependabot', facts: dependabot(''), answer: 'pass' },
  {
    when: 'Dependabot passing over large steps, which security fixes are free of',
    facts: dependabot(
      '    ignore:\n      - dependency-name: left\n        update-types: ["version-update:semver-major"]\n',
    ),
    answer: 'pass',
  },
  {
    when: 'Dependabot ignoring a package',
    facts: dependabot('    ignore:\n      - dependency-name: left\n'),
    answer: 'fail',
    says: /Ignores left in all versions/,
  },
  {
    when: 'Dependabot with nothing to do',
    facts: source({ '.github/dependabot.yml': 'version: 2\n' }),
    answer: 'fail',
  },
  {
    when: 'Renovate with comments',
    facts: renovate('{ // ours\n extends: ["config:recommended"], }'),
    answer: 'pass',
  },
  {
    when: 'Renovate without alerts',
    facts: renovate('{ vulnerabilityAlerts: { enabled: false } }'),
    answer: 'fail',
    says: /vulnerabilityAlerts/,
  },
  {
    when: 'Renovate with rules that turn it off',
    facts: renovate(
      '{ ignoreDeps: ["left"], packageRules: [{ matchPackageNames: ["*"], enabled: false }] }',
    ),
    answer: 'fail',
    toChange: 2,
  },
  {
    when: 'Renovate in package.json',
    facts: source({ 'package.json': '{"renovate": {"enabled": true}}' }),
    answer: 'pass',
  },
  {
    when: 'settings that cannot be read',
    facts: renovate('{'),
    answer: 'unknown',
    says: /renovate\.json5: not valid JSON/,
  },
  {
    when: 'a file whose text is missing',
    facts: noFacts({
      source: sourceOf(
        {},
        {
          paths: ['renovate.json'],
          unread: new Map([['renovate.json', 'too large']]),
        },
      ),
    }),
    answer: 'unknown',
    says: /too large/,
  },
  {
    when: 'none',
    facts: source({ 'package.json': '{}' }),
    answer: 'fail',
  },
  { when: 'walked in part', facts: source({}, false), answer: 'unknown' },
]);
