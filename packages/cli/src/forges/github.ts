import { BadInputError } from '../errors';
import type { ForgeRequests } from './forge';

/** Of a workflow. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `owner/name` of a workflow's repository; throws `BadInputError` where there is none. */
export function githubRepository(env: Environment): string {
  const { GITHUB_REPOSITORY: repository = '' } = env;
  if (!/^[\w-][\w.-]*\/[\w.-]*[\w-][\w.-]*$/.test(repository)) {
    throw new BadInputError('GITHUB_REPOSITORY names no repository');
  }
  return repository;
}

/** How the API of a workflow's GitHub is asked. */
export function githubRequests(
  env: Environment,
  token: string,
  wait?: ForgeRequests['wait'],
): ForgeRequests {
  return {
    base: (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, ''),
    headers: {
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
      'user-agent': 'safety-curtain',
    },
    wait,
  };
}
