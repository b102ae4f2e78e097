import { decodeText } from '@safety-curtain/input';
import { BadInputError } from '../errors';
import { readRegularFile } from '../input/regularFile';
import type { Forge } from '../forges/forge';
import { githubOf } from './github';
import { gitlabOf } from './gitlab';

/** What may be said beside the report. */
export interface CommentOptions {
  forge: 'github' | 'gitlab';
  token: string;
}

/** What became of a comment. */
export type Commented = 'created' | 'updated' | 'unchanged';

/**
 * Puts a report of `check` on the pull or merge request that the environment
 * of a CI names. Throws `BadInputError`, and `UnavailableError` where the forge
 * could not be reached.
 */
export async function comment(
  file: string,
  { forge, token }: CommentOptions,
  env: NodeJS.ProcessEnv = process.env,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<Commented> {
  const body = decodeText(readRegularFile(file));
  const [marker] = /^<!-- safety-curtain gate \S+ -->/.exec(body) ?? [];
  if (!marker) {
    throw new BadInputError(
      `${file} is no report of \`check --format markdown\``,
    );
  }
  const of = { github: githubOf, gitlab: gitlabOf }[forge];
  return putComment(of(env, token, wait), marker, body);
}

/**
 * Updates the comment with the marker, or makes one. Others may write the same
 * marker: only one of the token's own user counts.
 */
async function putComment(
  forge: Forge,
  marker: string,
  body: string,
): Promise<Commented> {
  const self = await forge.self();
  const known = await findComment(forge, self, marker);
  if (!known) {
    await forge.create(
      body,
      async () => (await findComment(forge, self, marker)) !== undefined,
    );
    return 'created';
  }
  // A forge may end lines in its own way.
  if (known.body.replace(/\r\n/g, '\n').trim() === body.trim()) {
    return 'unchanged';
  }
  await forge.update(known.id, body);
  return 'updated';
}

async function findComment(forge: Forge, self: string, marker: string) {
  for await (const one of forge.comments()) {
    if (one.author === self && one.body.startsWith(marker)) return one;
  }
  return undefined;
}
