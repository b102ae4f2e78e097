import { mockServices } from '@backstage/backend-test-utils';
import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { archiveOf } from '../../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
} from '../../../__testUtils__/organization';
import { testOptions } from '../../../__testUtils__/scanning';
import { EnginePool } from '../../../engines/EnginePool';
import { SourceReaders } from '../../../outside/sources/SourceReaders';
import { storeAdvisories } from '../../advise/storeAdvisories';
import { Gates } from '../../gate/Gates';
import { DependencyScanner } from '../../scan/DependencyScanner';
import { Triager } from '../../triage/Triager';
import { LawWatch } from '../LawWatch';
import { PullEvents } from '../PullEvents';
import { PullJudge } from '../PullJudge';
import { PullReading } from '../PullReading';
import { PullSource } from '../PullSource';
import { PullWorker } from '../PullWorker';
import { SourceInspector } from '../SourceInspector';
import { FakeForge, REPOSITORY, sha, TOPIC } from './FakeForge';

const signal = new AbortController().signal;

let pool: EnginePool | undefined;
afterAll(async () => {
  await pool?.close();
});

/** A lock file of npm packages. */
export function lock(packages: Record<string, string>): string {
  return JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: packages },
      ...Object.fromEntries(
        Object.entries(packages).map(([name, version]) => [
          `node_modules/${name}`,
          { version },
        ]),
      ),
    },
  });
}

/** A pull request of a feature, from `b` into `main` at `a`. */
export function pullRequest(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    repository: REPOSITORY,
    number: 7,
    state: 'open',
    head: { revision: sha('b'), branch: 'feature', repository: REPOSITORY },
    base: { revision: sha('a'), branch: 'main' },
    title: 'A feature',
    url: `${REPOSITORY}/pulls/7`,
    ...changes,
  };
}

/** Services whose sources are not due, in folders of the repository. */
export async function addServices(knex: Knex, ...names: string[]) {
  await addTargets(
    knex,
    ...names.map(name =>
      catalogTarget(name, {
        source: {
          type: 'url',
          target: `${REPOSITORY}/tree/main/${name}/`,
          exclude: [],
        },
        sourceHost: 'forge.example',
      }),
    ),
  );
  await knex('targets').update({ next_scan_at: null });
}

/**
 * A database that knows the service `shop` and two advisories, a forge, and
 * what works on its pull requests.
 */
export async function judging(
  id: (typeof databaseIds)[number][0],
  supplyChain: object = {},
  more: {
    /** In place of the processes that inspect. */
    inspectFiles?: EnginePool['inspectFiles'];
  } = {},
) {
  const knex = await createDatabase(id);
  await addServices(knex, 'shop');
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
      advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
    ],
    new Date(),
  );
  const forge = new FakeForge();
  forge.commits.set(sha('a'), { 'shop/package-lock.json': lock({}) });
  const options = testOptions({
    gates: [{ name: 'default', cannotTell: { staleData: 'allow' } }],
    ...supplyChain,
  });
  const { fileTimeoutMs: timeoutMs, fileMemoryMb: memoryMb } =
    options.scanning.limits;
  pool ??= new EnginePool({ processes: 1, timeoutMs, memoryMb });
  const archive = archiveOf(knex);
  const gates = new Gates({ knex, gates: options.gates });
  const licenses = options.licenses.policies;
  const { packages, inspections } = options;
  const triager = new Triager({ knex, archive, triage: options.triage });
  const forges = new Map([[forge.id, forge]]);
  const ground = {
    ...{ knex, archive, pool, gates, triager, licenses },
    ...{ packages, inspections },
  };
  const logger = mockServices.logger.mock();
  /** As a portal that was just started: it knows no forge that is down. */
  const worker = () =>
    new PullWorker({
      knex,
      logger,
      forges,
      options: options.pulls,
      judge: new PullJudge(ground),
      reading: new PullReading({
        knex,
        services: options.pulls.services,
        source: new PullSource({
          ...ground,
          scanners: [new DependencyScanner(pool!)],
          sources: new SourceReaders([forge.reader()]),
          limits: options.scanning.limits,
          inspector: new SourceInspector({
            ...ground,
            ...(more.inspectFiles && {
              pool: { inspectFiles: more.inspectFiles },
            }),
          }),
        }),
      }),
    });
  const events = new PullEvents({
    knex,
    forges,
    services: options.pulls.services,
  });
  const receive = (pull: PullRequest) =>
    events.receive({ topic: TOPIC, eventPayload: pull });
  const law = {
    knex,
    gates,
    rules: options.triage.rules,
    licenses,
    packages,
    inspections,
  };
  return {
    knex,
    archive,
    forge,
    logger,
    worker,
    /** An event of a pull request comes, however the forge has it now. */
    receive,
    /** The forge has this pull request, and tells of it. */
    async tell(pull: PullRequest) {
      forge.pulls.set(pull.number, pull);
      return receive(pull);
    },
    /** Works on what is due. */
    work: () => worker().workDue(signal),
    /** What is to be tried again later is due now. */
    async hurry() {
      await knex('pull_requests')
        .whereNotNull('due_at')
        .update({ due_at: new Date(0) });
    },
    /** Looks at the configuration, which may have changed. */
    lookAtLaw: (changed: Partial<typeof law> = {}) =>
      new LawWatch({ ...law, ...changed }).look(new Date()),
    row: () => knex('pull_requests').first(),
  };
}
