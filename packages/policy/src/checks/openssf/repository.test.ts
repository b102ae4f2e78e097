import { describeCheck } from '../../__testUtils__/checkTable';
import { GOOD_REPOSITORY, noFacts } from '../../__testUtils__/sampleFacts';
import type { BranchRules, RepositoryFacts } from '../../facts/repositoryFacts';
import { branchProtection } from './branchProtection';
import { codeReview } from './codeReview';

const repository = (changes: Partial<RepositoryFacts>) =>
  noFacts({ repository: { ...GOOD_REPOSITORY, ...changes } });

const branch = (changes: Partial<BranchRules>) =>
  repository({ branch: { ...GOOD_REPOSITORY.branch!, ...changes } });

/** What a token that does not administer the repository is shown. */
const shownToAll = {
  pullRequests: undefined,
  upToDate: undefined,
  lastPush: undefined,
  coversAdmins: undefined,
};

describeCheck(branchProtection, [
  { when: 'everything', facts: branch({}), answer: 'pass', says: /10 of 10/ },
  {
    when: 'everything that others than administrators see',
    facts: branch(shownToAll),
    answer: 'pass',
    says: /10 of 10/,
  },
  {
    when: 'not protected',
    facts: repository({ branch: { protected: false } }),
    answer: 'fail',
    says: /^0 of 10: main is not protected/,
  },
  {
    when: 'force pushes: nothing above counts',
    facts: branch({ forcePushes: true }),
    answer: 'fail',
    says: /^1 of 10[\s\S]*overwritten by a force push/,
  },
  {
    when: 'no approval, of what everybody sees',
    facts: branch({ ...shownToAll, approvals: 0 }),
    answer: 'fail',
    says: /^3 of 10[\s\S]*No approval is needed/,
  },
  {
    when: 'no approval, and the rest of its tier holds',
    facts: branch({ approvals: 0 }),
    answer: 'warn',
    says: /^5 of 10/,
  },
  {
    when: 'no check',
    facts: branch({ statusChecks: false }),
    answer: 'warn',
    says: /^6 of 10[\s\S]*No check has to pass/,
  },
  {
    when: 'one approval of anybody',
    facts: branch({ approvals: 1, codeOwners: false }),
    answer: 'pass',
    says: /^8 of 10[\s\S]*One approval is enough/,
  },
  {
    when: 'administrators may do as they like',
    facts: branch({ coversAdmins: false }),
    answer: 'pass',
    says: /^9 of 10[\s\S]*Administrators/,
    toChange: 0,
  },
  {
    when: 'one approval, and maybe more',
    facts: branch({ approvals: 1, moreApprovals: true }),
    answer: 'unknown',
  },
  {
    when: 'one approval, maybe more, and no check',
    facts: branch({
      approvals: 1,
      moreApprovals: true,
      statusChecks: false,
    }),
    answer: 'warn',
    says: /^6 of 10/,
  },
  {
    when: 'the token does not show it',
    facts: repository({ branch: undefined }),
    answer: 'unknown',
    says: /The token for GitHub does not show how main is protected/,
  },
  {
    when: 'the token shows that it is protected, and not how',
    facts: repository({ branch: { protected: true } }),
    answer: 'unknown',
  },
  { when: 'nobody asked the forge', facts: noFacts(), answer: 'unknown' },
]);

describeCheck(codeReview, [
  { when: 'all of them', facts: repository({}), answer: 'pass' },
  {
    when: 'some',
    facts: repository({
      changes: {
        looked: 30,
        reviewed: 20,
        unreviewed: ['https://github.com/acme/shop/pull/7'],
      },
    }),
    answer: 'warn',
    says: /^6 of 10: 20 of the last 30[\s\S]*pull\/7/,
  },
  {
    when: 'none',
    facts: repository({
      changes: { looked: 3, reviewed: 0, unreviewed: ['a', 'b', 'c'] },
    }),
    answer: 'fail',
    toChange: 3,
  },
  {
    when: 'there was none',
    facts: repository({ changes: { looked: 0, reviewed: 0, unreviewed: [] } }),
    answer: 'notApplicable',
  },
  {
    when: 'the token does not show it',
    facts: repository({ changes: undefined }),
    answer: 'unknown',
  },
]);
