import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';

type Json = { [key: string]: any };

/**
 * A pull request as payloads of events and the API have it
 * (https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request); throws
 * where it has another form.
 */
export function toPullRequest(pull: Json, repository: string): PullRequest {
  const { head, base } = pull;
  const address = bare(repository);
  const made: PullRequest = {
    repository: address,
    number: pull.number,
    state: pull.state === 'open' ? 'open' : 'closed',
    head: {
      revision: head.sha,
      branch: head.ref,
      // A fork may be gone.
      repository: head.repo ? bare(head.repo.html_url) : address,
    },
    base: { revision: base.sha, branch: base.ref },
    title: pull.title,
    url: pull.html_url,
    updatedAt: pull.updated_at,
  };
  const texts = [
    made.head.revision,
    made.head.branch,
    made.base.revision,
    made.base.branch,
    made.title,
    made.url,
    made.updatedAt,
  ];
  if (
    !Number.isInteger(made.number) ||
    texts.some(text => typeof text !== 'string')
  ) {
    throw new TypeError('It is no pull request');
  }
  return made;
}

function bare(address: string): string {
  return address.replace(/(\.git)?\/*$/, '');
}
