import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';

type Json = { [key: string]: any };

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#merge-request-events */
export function ofEvent(payload: unknown): PullRequest {
  const { object_kind: kind, project, object_attributes: of } = payload as Json;
  if (kind !== 'merge_request') throw new TypeError('It is no merge request');
  return checked({
    repository: bare(project.web_url),
    number: of.iid,
    state: stateOf(of.state),
    head: {
      revision: of.last_commit.id,
      branch: of.source_branch,
      repository: bare(of.source?.web_url ?? project.web_url),
    },
    // The event does not tell where the branch is.
    base: { branch: of.target_branch },
    title: of.title,
    url: of.url,
    // `2026-01-31 12:00:00 UTC`, or as in ISO 8601.
    updatedAt: new Date(of.updated_at).toISOString(),
  });
}

/**
 * A merge request as the API has it
 * (https://docs.gitlab.com/api/merge_requests/#get-single-mr); throws where it
 * has another form.
 */
export function toPullRequest(of: Json, repository: string): PullRequest {
  return checked({
    repository,
    number: of.iid,
    state: stateOf(of.state),
    head: {
      revision: of.sha,
      branch: of.source_branch,
      repository,
    },
    base: { branch: of.target_branch },
    title: of.title,
    url: of.web_url,
    updatedAt: new Date(of.updated_at).toISOString(),
  });
}

/** One that is being merged (`locked`) is about to be closed. */
function stateOf(state: unknown): PullRequest['state'] {
  return state === 'opened' ? 'open' : 'closed';
}

function checked(pull: PullRequest): PullRequest {
  const texts = [
    pull.head.revision,
    pull.head.branch,
    pull.base.branch,
    pull.title,
    pull.url,
  ];
  if (
    !Number.isInteger(pull.number) ||
    texts.some(text => typeof text !== 'string')
  ) {
    throw new TypeError('It is no merge request');
  }
  return pull;
}

function bare(address: string): string {
  return address.replace(/(\.git)?\/*$/, '');
}
