import type { RepositoryFacts } from '../../facts/repositoryFacts';
import { daysBetween, inDays, counted } from '../../facts/days';
import {
  type CheckResult,
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { cis16, sp80053, ssdf } from '../controls';

/** Asks what the forge says; unknown where it was not asked. */
function ofForge(
  repository: RepositoryFacts | undefined,
  look: (repository: RepositoryFacts) => CheckResult,
): CheckResult {
  return repository
    ? look(repository)
    : unknown('What the forge says of the repository is not known.');
}

const hidden = ({ forge }: RepositoryFacts, what: string) =>
  unknown(`The token for ${forge} does not show ${what}.`);

/** What runs from a repository that nobody can change any more will not be mended. */
export const repositoryActive = defineCheck({
  id: 'repository-active',
  title: 'Repository not archived',
  category: 'source',
  weight: 5,
  controls: [...sp80053('SA-22')],
  advice:
    'Take the service out of use, or move its source to a repository that is maintained.',
  work: 'project',
  options: {},
  run: ({ repository }) =>
    ofForge(repository, ({ archived, address }) =>
      archived
        ? fail(`${address} is archived.`, [
            { kind: 'fact', ref: address, text: 'It is archived' },
          ])
        : pass('It is not archived.'),
    ),
});

/** By the share of commits whose signature the forge verified. */
export const commitsSigned = defineCheck({
  id: 'commits-signed',
  title: 'Commits signed',
  category: 'source',
  weight: 2,
  controls: [...ssdf('PS.1.1'), ...sp80053('SI-7')],
  advice:
    'Require signed commits on the default branch, and have everybody sign.',
  work: 'setting',
  options: {
    pass: {
      description: 'Percent of the last commits that have to be signed',
      default: 100,
      minimum: 1,
      maximum: 100,
    },
    fail: {
      description: 'Percent of the last commits below which it fails',
      default: 50,
      minimum: 0,
      maximum: 100,
    },
  },
  run: ({ repository }, { options }) =>
    ofForge(repository, facts => {
      const { commits, defaultBranch } = facts;
      if (!commits) return hidden(facts, 'whether commits are signed');
      if (commits.looked === 0) return notApplicable('There are no commits.');
      const text = `${commits.signed} of the last ${counted(
        commits.looked,
        `commit of ${defaultBranch} has`,
        `commits of ${defaultBranch} have`,
      )} a verified signature.`;
      const percent = (100 * commits.signed) / commits.looked;
      if (percent >= options.pass) return pass(text);
      const rule = facts.branch?.signedCommits
        ? 'Signed commits are required by now'
        : 'Signed commits are not required';
      const answer = percent < options.fail ? fail : warn;
      return answer(text, [{ kind: 'fact', text: rule }]);
    }),
});

/** Whoever takes a password over must not be able to push. */
export const twoFactorRequired = defineCheck({
  id: 'two-factor-required',
  title: 'Two factors required',
  category: 'source',
  weight: 6,
  controls: [...ssdf('PO.5.1'), ...sp80053('IA-2(1)'), ...cis16('16.1')],
  advice: 'Require two-factor authentication of the whole organization.',
  work: 'setting',
  options: {},
  run: ({ repository }) =>
    ofForge(repository, facts => {
      if (facts.twoFactorRequired === undefined) {
        return hidden(facts, 'whether two factors are required');
      }
      return facts.twoFactorRequired
        ? pass('The organization requires two factors.')
        : fail('The organization does not require two factors.', [
            { kind: 'fact', text: 'A password alone is enough to sign in' },
          ]);
    }),
});

/** The forge has results of code scanning, and they are not old. */
export const codeScanned = defineCheck({
  id: 'code-scanning-on',
  title: 'Code scanning on',
  category: 'source',
  weight: 4,
  controls: [...ssdf('PW.7.2'), ...sp80053('SA-11(1)'), ...cis16('16.12')],
  advice:
    'Turn code scanning on, and have it run on every change and once a week.',
  work: 'setting',
  options: {
    days: {
      description: 'Days after which a result is old',
      default: 30,
      minimum: 1,
      maximum: 365,
    },
  },
  run: ({ repository }, { now, options }) =>
    ofForge(repository, facts => {
      const { codeScanning: scanning } = facts;
      if (!scanning) return hidden(facts, 'whether code is scanned');
      if (!scanning.on) {
        return fail('No code scanning reports to the forge.', [
          { kind: 'fact', text: 'Code scanning is off, or has no result' },
        ]);
      }
      const tools = scanning.tools.join(', ') || 'Code scanning';
      if (scanning.lastAt === undefined) return pass(`${tools} is on.`);
      const days = daysBetween(scanning.lastAt, now);
      const evidence = [
        {
          kind: 'fact' as const,
          date: scanning.lastAt,
          text: `The last result is of ${scanning.lastAt.slice(0, 10)}`,
        },
      ];
      return days > options.days
        ? warn(`${tools} reported last ${inDays(days)} ago.`, evidence)
        : pass(`${tools} reports.`, evidence);
    }),
});
