import type {
  Forge,
  PullRequest,
} from '@safety-curtain/plugin-supply-chain-node';

type Json = { [key: string]: any };

/*
 * Forges whose pull requests are judged and shown in the portal, and that are
 * told nothing: nobody holds a token for it. Payloads may be anything, so each
 * is read within `orNothing`.
 */

/** https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Pull-request-events */
const bitbucketCloud: Forge = {
  id: 'bitbucket-cloud',
  title: 'Bitbucket Cloud',
  topics: ['created', 'updated', 'fulfilled', 'rejected'].map(
    kind => `bitbucketCloud.pullrequest:${kind}`,
  ),
  pullRequestOf: ({ payload }) =>
    orNothing(() => {
      const { pullrequest: pull, repository } = payload as Json;
      const { source, destination } = pull;
      return {
        repository: bare(repository.links.html.href),
        number: pull.id,
        state: pull.state === 'OPEN' ? 'open' : 'closed',
        head: {
          revision: source.commit.hash,
          branch: source.branch.name,
          repository: bare(
            source.repository?.links.html.href ?? repository.links.html.href,
          ),
        },
        base: {
          revision: destination.commit.hash,
          branch: destination.branch.name,
        },
        title: pull.title,
        url: pull.links.html.href,
        updatedAt: pull.updated_on,
      };
    }),
  addressAt: (pull, revision, address) => {
    const folder = folderIn(pull.repository, address, /^src\/[^/]+/);
    // A commit of a fork is not in the repository that it is for.
    const where =
      revision === pull.head.revision ? pull.head.repository : pull.repository;
    return folder === undefined
      ? undefined
      : `${where}/src/${revision}${folder}`;
  },
};

/** https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html */
const bitbucketServer: Forge = {
  id: 'bitbucket-server',
  title: 'Bitbucket Server',
  topics: [
    'opened',
    'reopened',
    'from_ref_updated',
    'modified',
    'merged',
    'declined',
    'deleted',
  ].map(kind => `bitbucketServer.pr:${kind}`),
  pullRequestOf: ({ topic, payload }) =>
    orNothing(() => {
      const { pullRequest: pull } = payload as Json;
      const { fromRef, toRef } = pull;
      const isOpen = pull.state === 'OPEN' && !topic.endsWith(':deleted');
      const url = pull.links.self[0].href;
      const repository = bare(url.replace(/\/pull-requests\/.*$/, ''));
      return {
        repository,
        number: pull.id,
        state: isOpen ? 'open' : 'closed',
        head: {
          revision: fromRef.latestCommit,
          branch: fromRef.displayId,
          // Bitbucket has commits of forks in the repository that they are for.
          repository,
        },
        base: { revision: toRef.latestCommit, branch: toRef.displayId },
        title: pull.title,
        url,
        updatedAt: new Date(pull.updatedDate).toISOString(),
      };
    }),
  addressAt: (pull, revision, address) => {
    const folder = folderIn(pull.repository, address, /^browse/);
    if (folder === undefined) return undefined;
    return `${pull.repository}/browse${folder.replace(
      /\?.*$/,
      '',
    )}?at=${revision}`;
  },
};

/** https://docs.gitea.com/usage/webhooks */
const gitea: Forge = {
  id: 'gitea',
  title: 'Gitea',
  topics: ['gitea.pull_request', 'gitea.pull_request_sync'],
  pullRequestOf: ({ payload }) =>
    orNothing(() => {
      const { pull_request: pull, repository } = payload as Json;
      return {
        repository: bare(repository.html_url),
        number: pull.number,
        state: pull.state === 'open' ? 'open' : 'closed',
        head: {
          revision: pull.head.sha,
          branch: pull.head.ref,
          repository: bare(pull.head.repo?.html_url ?? repository.html_url),
        },
        base: {
          // Where it branched off, which Gitea looks up itself.
          revision: pull.merge_base ?? pull.base.sha,
          branch: pull.base.ref,
        },
        title: pull.title,
        url: pull.html_url,
        updatedAt: pull.updated_at,
      };
    }),
  addressAt: (pull, revision, address) => {
    const ref = /^src\/(branch|tag|commit)\/[^/]+/;
    const folder = folderIn(pull.repository, address, ref);
    return folder === undefined
      ? undefined
      : `${pull.repository}/src/commit/${revision}${folder}`;
  },
};

/** Built in, without reports. */
export const plainForges: readonly Forge[] = [
  bitbucketCloud,
  bitbucketServer,
  gitea,
];

/**
 * The folder that an address names in its repository, with a slash before it;
 * `''` for all of it. Undefined where it is of another form.
 */
function folderIn(
  repository: string,
  address: string,
  ref: RegExp,
): string | undefined {
  if (!address.startsWith(repository)) return undefined;
  const rest = address.slice(repository.length).replace(/^\/|\/$/g, '');
  if (rest === '') return '';
  const [found] = ref.exec(rest) ?? [];
  return found === undefined ? undefined : rest.slice(found.length);
}

function bare(address: string): string {
  return address.replace(/(\.git)?\/*$/, '');
}

/** A payload of another form has no pull request. */
function orNothing(
  read: () => PullRequest | undefined,
): PullRequest | undefined {
  try {
    const pull = read();
    return pull && isWhole(pull) ? pull : undefined;
  } catch {
    return undefined;
  }
}

function isWhole({
  repository,
  number,
  head,
  base,
  title,
  url,
  updatedAt,
}: PullRequest) {
  const texts = [
    repository,
    head.revision,
    head.branch,
    head.repository,
    base.revision ?? '',
    base.branch,
    title,
    url,
    updatedAt ?? '',
  ];
  return (
    Number.isInteger(number) && texts.every(each => typeof each === 'string')
  );
}
