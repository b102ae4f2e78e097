import type { GateCheckQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { GateNote, GateReport } from '@safety-curtain/policy';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { Knex } from 'knex';
import type { EnginePool } from '../../engines/EnginePool';
import type { NamedPolicy } from '../../records/licenses/options';
import { ownersOf } from '../../records/targets/owners';
import type { Triager } from '../triage/Triager';
import type { Reception } from '../upload/Reception';
import { UnreadableSbomError } from '../upload/Uploads';
import { staleDataOf } from './blindSpots';
import { buildComponents } from './buildComponents';
import { buildFindings } from './buildFindings';
import type { GatedTarget, Gates } from './Gates';

/** Judges builds that CI sends as SBOMs. Nothing of them is stored. */
export class BuildChecks {
  readonly #knex: Knex;
  readonly #pool: EnginePool;
  readonly #reception: Reception;
  readonly #gates: Gates;
  readonly #triager: Triager;
  readonly #licenses: readonly NamedPolicy[];
  readonly #inTurn: ReturnType<typeof limitConcurrency>;

  constructor(options: {
    knex: Knex;
    pool: EnginePool;
    reception: Reception;
    gates: Gates;
    triager: Triager;
    licenses: readonly NamedPolicy[];
    /** Builds that are read and judged at once. */
    concurrency: number;
  }) {
    this.#knex = options.knex;
    this.#pool = options.pool;
    this.#reception = options.reception;
    this.#gates = options.gates;
    this.#triager = options.triager;
    this.#licenses = options.licenses;
    this.#inTurn = limitConcurrency(options.concurrency);
  }

  /** Receives the SBOM of a build, and judges it as one of the service. */
  receive(
    request: Request,
    target: GatedTarget,
    query: GateCheckQuery,
    who: string,
  ): Promise<GateReport> {
    return this.#reception.receive(request, who, ({ file }) =>
      this.#inTurn(() => this.#judge(file, target, query)),
    );
  }

  async #judge(
    file: string,
    target: GatedTarget,
    { against = 'service', unreadable = [], notLookedAt = [] }: GateCheckQuery,
  ): Promise<GateReport> {
    const now = new Date();
    const knex = this.#knex;
    const manifests = await this.#read(file, target, now);
    const owners = await ownersOf(knex, [target.id]);
    const law = {
      ...(await this.#triager.law(now)),
      owners: owners.get(target.id) ?? [],
    };
    const licenses = this.#licenses.find(
      ({ name }) => name === target.distribution,
    );
    const facts = {
      findings: await buildFindings(knex, target, manifests, law, now),
      components: await buildComponents(knex, manifests, licenses),
      unreadable: unreadable.map(noteOf),
      notLookedAt: notLookedAt.map(noteOf),
      nothingToScan: manifests.every(one => one.components.length === 0),
      neverScanned: false,
      staleData: await staleDataOf(knex),
    };
    return this.#gates.judgeBuild(target, facts, against, now);
  }

  async #read(file: string, { entity_ref: name }: GatedTarget, now: Date) {
    const result = await this.#pool.readUpload(
      {
        file,
        path: 'build',
        subject: { name },
        meta: {
          serialNumber: `urn:uuid:${randomUUID()}`,
          timestamp: now.toISOString(),
          tools: [],
        },
      },
      new AbortController().signal,
    );
    if ('error' in result) throw new UnreadableSbomError(result.error);
    return result.upload.manifests;
  }
}

/** `yarn.lock: it is cut`; without a colon it is a place alone. */
function noteOf(text: string): GateNote {
  const [at, ...reason] = text.split(': ');
  return { at, reason: reason.join(': ') };
}
