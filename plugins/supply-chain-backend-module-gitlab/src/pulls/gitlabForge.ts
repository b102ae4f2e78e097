import type { ScmIntegrations } from '@backstage/integration';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { GitlabApiOptions } from '../api/GitlabApi';
import { GitlabRepository } from '../repositories/GitlabRepository';
import { GitlabReporter } from './GitlabReporter';
import { ofEvent } from './pullRequests';

/** Merge requests on GitLab, reported on where an integration has a token. */
export function gitlabForge(integrations: ScmIntegrations): Forge {
  /** Undefined where there is no token. */
  const optionsOf = (repository: string): GitlabApiOptions | undefined => {
    const config = integrations.gitlab.byUrl(repository)?.config;
    return config?.token === undefined
      ? undefined
      : { ...config, token: config.token, repository };
  };
  return {
    id: 'gitlab',
    title: 'GitLab',
    // Backstage's router makes topics of what has a name, which these have not.
    topics: ['gitlab', 'gitlab.merge_request'],
    longestComment: 1_000_000,
    pullRequestOf({ payload }) {
      try {
        return ofEvent(payload);
      } catch {
        return undefined;
      }
    },
    // GitLab has the commits of forks in the project that they are for.
    addressAt: ({ repository }, revision, address) =>
      addressAt(repository, revision, address),
    reporter(repository) {
      const options = optionsOf(repository);
      return options && new GitlabReporter(options);
    },
    repository(address) {
      if (!URL.canParse(address)) return undefined;
      const { origin, pathname } = new URL(address);
      // What is before `/-/`; older addresses have none.
      const [project] = pathname.split(/\/-\/|\/(?:tree|blob|raw)\//);
      const repository = `${origin}${project.replace(/\/+$|\.git$/, '')}`;
      const options = optionsOf(repository);
      const path = options && repository.slice(options.baseUrl.length);
      // A project is in a group, or somebody's.
      if (!path || path.split('/').filter(Boolean).length < 2) return undefined;
      return new GitlabRepository(options);
    },
  };
}

/** `https://gitlab.com/g/p/-/tree/main/services/shop` at a revision. */
function addressAt(
  repository: string,
  revision: string,
  address: string,
): string | undefined {
  if (address !== repository && !address.startsWith(`${repository}/`)) {
    return undefined;
  }
  const rest = address.slice(repository.length).replace(/^\/|\/$/g, '');
  if (rest === '') return `${repository}/-/tree/${revision}`;
  const [kind, , ...folders] = rest.replace(/^-\//, '').split('/');
  if (kind !== 'tree' && kind !== 'blob') return undefined;
  return [repository, '-', 'tree', revision, ...folders].join('/');
}
