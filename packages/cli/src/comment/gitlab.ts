import { BadInputError } from '../errors';
import { askForge, type Forge, type ForgeRequests } from '../forges/forge';

const PAGE = 100;

/** The merge request of a pipeline's environment; throws `BadInputError` where there is none. */
export function gitlabOf(
  env: { [name: string]: string | undefined },
  token: string,
  wait?: ForgeRequests['wait'],
): Forge {
  const {
    CI_API_V4_URL: base = '',
    CI_PROJECT_ID: project = '',
    CI_MERGE_REQUEST_IID: number = '',
  } = env;
  if (!URL.canParse(base) || !/^\d+$/.test(project)) {
    throw new BadInputError('CI_API_V4_URL and CI_PROJECT_ID name no project');
  }
  if (!/^\d+$/.test(number)) {
    throw new BadInputError('This pipeline is not about a merge request');
  }
  const requests: ForgeRequests = {
    base: base.replace(/\/+$/, ''),
    headers: { 'private-token': token },
    wait,
  };
  const notes = `/projects/${project}/merge_requests/${number}/notes`;
  return {
    async self() {
      const user = await (await askForge(requests, '/user')).json();
      return user.username;
    },
    async *comments() {
      for (let page = 1; ; page++) {
        const query = `?per_page=${PAGE}&page=${page}&sort=asc`;
        const answer = await askForge(requests, notes + query);
        const list: {
          id: number;
          body: string;
          author: { username: string };
        }[] = await answer.json();
        yield* list.map(({ id, body, author }) => ({
          id,
          body,
          author: author.username,
        }));
        if (list.length < PAGE) return;
      }
    },
    async create(body, isMade) {
      await askForge(requests, notes, {
        method: 'POST',
        body: { body },
        isDone: isMade,
      });
    },
    async update(id, body) {
      const path = `${notes}/${id}`;
      await askForge(requests, path, { method: 'PUT', body: { body } });
    },
  };
}
