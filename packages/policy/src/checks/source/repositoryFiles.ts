import type { SourceTree } from '../../source/sourceTree';
import {
  codeOwnersPath,
  licensePaths,
  securityPolicyPath,
} from '../../source/wellKnownFiles';
import {
  Check,
  CheckResult,
  defineCheck,
  fail,
  pass,
  unknown,
  warn,
} from '../check';
import { cis16, iso18974, samm, sp80053, ssdf } from '../controls';

/** Finds a file, and says whether it holds anything. */
function present(
  source: SourceTree | undefined,
  what: string,
  find: (tree: SourceTree) => string | undefined,
): CheckResult {
  if (!source) return unknown('The source files are unknown.');
  const path = find(source);
  if (path === undefined) {
    return source.complete
      ? fail(`There is no ${what}.`)
      : unknown('Not all of the source could be read.');
  }
  const evidence = [{ kind: 'file' as const, file: path, text: `The ${what}` }];
  return source.texts.get(path)?.trim() === ''
    ? warn(`${path} is empty.`, evidence)
    : pass(`${path} is the ${what}.`, evidence);
}

export const securityPolicyPresent: Check = defineCheck({
  id: 'security-policy-present',
  title: 'Security policy present',
  category: 'source',
  weight: 3,
  controls: [
    ...ssdf('RV.1.3'),
    ...sp80053('RA-5(11)'),
    ...cis16('16.2'),
    ...iso18974('4.2.1'),
  ],
  advice:
    'Add a SECURITY.md that says where to report vulnerabilities and what happens next.',
  work: 'setting',
  options: {},
  run: ({ source }) => present(source, 'security policy', securityPolicyPath),
});

export const licensePresent: Check = defineCheck({
  id: 'license-present',
  title: 'License file present',
  category: 'source',
  weight: 2,
  controls: [...sp80053('CM-10'), ...samm('G-PC-B')],
  advice: 'Add a LICENSE file to the root of the repository.',
  work: 'setting',
  options: {},
  run: ({ source }) =>
    present(source, 'license file', tree => licensePaths(tree)[0]),
});

export const codeOwnersPresent: Check = defineCheck({
  id: 'code-owners-present',
  title: 'Code owners present',
  category: 'source',
  weight: 3,
  controls: [
    ...ssdf('PO.2.1', 'PW.7.1'),
    ...sp80053('SA-10'),
    ...samm('I-SB-A'),
  ],
  advice: 'Add a CODEOWNERS file with a team for every folder.',
  work: 'setting',
  options: {},
  run: ({ source }) => present(source, 'code owners file', codeOwnersPath),
});
