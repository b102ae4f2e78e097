import { describeCheck } from '../../__testUtils__/checkTable';
import {
  daysAgo,
  GOOD_REPOSITORY,
  noFacts,
} from '../../__testUtils__/sampleFacts';
import type { RepositoryFacts } from '../../facts/repositoryFacts';
import {
  codeScanned,
  commitsSigned,
  repositoryActive,
  twoFactorRequired,
} from './repositoryState';

const repository = (changes: Partial<RepositoryFacts>) =>
  noFacts({ repository: { ...GOOD_REPOSITORY, ...changes } });

describeCheck(repositoryActive, [
  { when: 'it is', facts: repository({}), answer: 'pass' },
  {
    when: 'it is archived',
    facts: repository({ archived: true }),
    answer: 'fail',
    says: /acme\/shop is archived/,
  },
]);

describeCheck(commitsSigned, [
  { when: 'all', facts: repository({}), answer: 'pass' },
  {
    when: 'all but one',
    facts: repository({ commits: { looked: 30, signed: 29 } }),
    answer: 'warn',
    says: /29 of the last 30 commits of main/,
  },
  {
    when: 'as many as are asked for',
    facts: repository({ commits: { looked: 30, signed: 27 } }),
    options: { pass: 90 },
    answer: 'pass',
  },
  {
    when: 'hardly any, and nobody requires it',
    facts: repository({
      commits: { looked: 30, signed: 2 },
      branch: { protected: true, signedCommits: false },
    }),
    answer: 'fail',
    says: /not required/,
  },
  {
    when: 'there is none',
    facts: repository({ commits: { looked: 0, signed: 0 } }),
    answer: 'notApplicable',
  },
  {
    when: 'the forge does not tell',
    facts: repository({ commits: undefined }),
    answer: 'unknown',
  },
]);

describeCheck(twoFactorRequired, [
  { when: 'they are', facts: repository({}), answer: 'pass' },
  {
    when: 'they are not',
    facts: repository({ twoFactorRequired: false }),
    answer: 'fail',
  },
  {
    when: 'the token does not show it',
    facts: repository({ twoFactorRequired: undefined }),
    answer: 'unknown',
    says: /The token for GitHub/,
  },
]);

describeCheck(codeScanned, [
  { when: 'it is', facts: repository({}), answer: 'pass', says: /CodeQL/ },
  {
    when: 'there is no result',
    facts: repository({ codeScanning: { on: false, tools: [] } }),
    answer: 'fail',
  },
  {
    when: 'the last result is old',
    facts: repository({
      codeScanning: { on: true, lastAt: daysAgo(40), tools: ['CodeQL'] },
    }),
    answer: 'warn',
    says: /40 days ago/,
  },
  {
    when: 'the token does not show it',
    facts: repository({ codeScanning: undefined }),
    answer: 'unknown',
  },
]);
