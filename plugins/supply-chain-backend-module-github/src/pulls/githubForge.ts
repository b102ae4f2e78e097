import type {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { GithubApiOptions } from '../api/GithubApi';
import { GithubRepository } from '../repositories/GithubRepository';
import { GithubReporter } from './GithubReporter';
import { toPullRequest } from './pullRequests';

type Json = { [key: string]: any };

/** Pull requests on GitHub and GitHub Enterprise Server, reported on where an integration has a token or an App. */
export function githubForge(
  integrations: ScmIntegrations,
  credentials: GithubCredentialsProvider,
): Forge {
  /** Undefined where there is neither a token nor an App. */
  const optionsOf = (repository: string): GithubApiOptions | undefined => {
    const config = integrations.github.byUrl(repository)?.config;
    const mayAsk =
      config?.apiBaseUrl !== undefined &&
      (config.token !== undefined || (config.apps ?? []).length > 0);
    return mayAsk
      ? { apiBaseUrl: config.apiBaseUrl!, repository, credentials }
      : undefined;
  };
  return {
    id: 'github',
    title: 'GitHub',
    topics: ['github.pull_request'],
    longestComment: 65_536,
    pullRequestOf({ payload }) {
      try {
        const { pull_request: pull, repository } = payload as Json;
        return toPullRequest(pull, repository.html_url);
      } catch {
        return undefined;
      }
    },
    // GitHub has the commits of forks in the repository that they are for.
    addressAt: ({ repository }, revision, address) =>
      addressAt(repository, revision, address),
    reporter(repository) {
      const options = optionsOf(repository);
      return options && new GithubReporter(options);
    },
    repository(address) {
      if (!URL.canParse(address)) return undefined;
      const { origin, pathname } = new URL(address);
      const [owner, name] = pathname.split('/').filter(Boolean);
      if (!owner || !name) return undefined;
      const options = optionsOf(
        `${origin}/${owner}/${name.replace(/\.git$/, '')}`,
      );
      return options && new GithubRepository(options);
    },
  };
}

/** `https://github.com/o/r/tree/main/services/shop` at a revision. */
function addressAt(
  repository: string,
  revision: string,
  address: string,
): string | undefined {
  if (address !== repository && !address.startsWith(`${repository}/`)) {
    return undefined;
  }
  const rest = address.slice(repository.length).replace(/^\/|\/$/g, '');
  if (rest === '') return `${repository}/tree/${revision}`;
  const [kind, , ...folders] = rest.split('/');
  if (kind !== 'tree' && kind !== 'blob') return undefined;
  return [repository, 'tree', revision, ...folders].join('/');
}
