import { npmRegistries } from '@safety-curtain/npm-configuration';
import { BadInputError } from '../errors';
import { askForge } from '../forges/forge';
import {
  type Environment,
  githubRepository,
  githubRequests,
} from '../forges/github';
import { readSource, type Source } from '../input/source';
import { printNotes } from '../output/streams';
import { type SnapshotJob, snapshotOf } from './snapshot';

/** What may be said beside the place; what is absent is of the workflow's environment. */
export interface SubmissionOptions extends Partial<SnapshotJob> {
  /** Sends it, with this token; else it is written. */
  token?: string;
  /** Also where some file could not be read. */
  partial: boolean;
}

/**
 * Writes what a place holds for GitHub's dependency graph, or sends it there.
 * Throws `BadInputError`, and `UnavailableError` where GitHub cannot be reached.
 */
export async function submitDependencies(
  place: string,
  options: SubmissionOptions,
  env: Environment = process.env,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const source = readSource(place, { registries: await npmRegistries() });
  printNotes(source.notes);
  if (!options.partial) refusePartial(source);
  const job = jobOf(options, env);
  const snapshot = snapshotOf(source.inventory, job, new Date());
  if (options.token === undefined) {
    process.stdout.write(`${JSON.stringify(snapshot, null, 2)}\n`);
    return;
  }
  await send(snapshot, options.token, env, wait);
  printNotes([`Dependencies of ${job.sha} were submitted`]);
}

/** A snapshot takes the place of the last: what it lacks is gone from GitHub's alerts. */
function refusePartial({ unreadable }: Source): void {
  const [first] = unreadable;
  if (!first) return;
  throw new BadInputError(
    `${first.at} could not be read: what it holds would be gone from the dependency graph. Use --partial to go on without it`,
  );
}

function jobOf(options: SubmissionOptions, env: Environment): SnapshotJob {
  const {
    sha = env.GITHUB_SHA,
    ref = env.GITHUB_REF,
    id = env.GITHUB_RUN_ID,
    correlator = [env.GITHUB_WORKFLOW, env.GITHUB_JOB]
      .filter(Boolean)
      .join(' '),
  } = options;
  if (!sha || !/^[\da-f]{40}$/i.test(sha)) {
    throw new BadInputError(
      'Give the commit with --sha: 40 hexadecimal digits',
    );
  }
  if (!ref?.startsWith('refs/')) {
    throw new BadInputError('Give the branch with --ref: refs/heads/main');
  }
  if (!id) throw new BadInputError('Give the run with --job');
  if (!correlator) {
    throw new BadInputError('Give what tells it from others with --correlator');
  }
  return { sha, ref, id, correlator };
}

async function send(
  snapshot: object,
  token: string,
  env: Environment,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const path = `/repos/${githubRepository(env)}/dependency-graph/snapshots`;
  const requests = githubRequests(env, token, wait);
  await askForge(requests, path, { method: 'POST', body: snapshot });
}
