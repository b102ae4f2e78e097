import fs from 'node:fs';
import { BadInputError } from '../errors';
import {
  askForge,
  type Comment,
  type Forge,
  ForgeError,
  type ForgeRequests,
} from '../forges/forge';
import {
  type Environment,
  githubRepository,
  githubRequests,
} from '../forges/github';

/** Whom workflows comment as with their own token, which may not ask who it is. */
const WORKFLOW_USER = 'github-actions[bot]';
const PAGE = 100;

/** The pull request of a workflow's environment; throws `BadInputError` where there is none. */
export function githubOf(
  env: Environment,
  token: string,
  wait?: ForgeRequests['wait'],
): Forge {
  const issue = `/repos/${githubRepository(env)}/issues`;
  const of = `${issue}/${pullRequestOf(env)}/comments`;
  const requests = githubRequests(env, token, wait);
  return {
    async self() {
      try {
        const user = await (await askForge(requests, '/user')).json();
        return user.login;
      } catch (error) {
        if (error instanceof ForgeError && error.status === 403) {
          return WORKFLOW_USER;
        }
        throw error;
      }
    },
    async *comments() {
      for (let page = 1; ; page++) {
        const query = `?per_page=${PAGE}&page=${page}`;
        const answer = await askForge(requests, of + query);
        const list: { id: number; body: string; user: { login: string } }[] =
          await answer.json();
        yield* list.map(
          ({ id, body, user }): Comment => ({
            id,
            body: body ?? '',
            author: user?.login ?? '',
          }),
        );
        if (list.length < PAGE) return;
      }
    },
    async create(body, isMade) {
      await askForge(requests, of, {
        method: 'POST',
        body: { body },
        isDone: isMade,
      });
    },
    async update(id, body) {
      const path = `${issue}/comments/${id}`;
      await askForge(requests, path, { method: 'PATCH', body: { body } });
    },
  };
}

/** `GITHUB_REF` is `refs/pull/7/merge`, but not for every event. */
function pullRequestOf({ GITHUB_REF, GITHUB_EVENT_PATH }: Environment): number {
  const [, number] = /^refs\/pull\/(\d+)\//.exec(GITHUB_REF ?? '') ?? [];
  if (number) return Number(number);
  const event =
    GITHUB_EVENT_PATH && JSON.parse(fs.readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const found = event?.pull_request?.number;
  if (Number.isInteger(found)) return found;
  throw new BadInputError('This workflow is not about a pull request');
}
