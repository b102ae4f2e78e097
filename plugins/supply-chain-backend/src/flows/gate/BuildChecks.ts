import type { GateCheckQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { GateNote, GateReport } from '@safety-curtain/policy';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { EnginePool } from '../../engines/EnginePool';
import type { Reception } from '../upload/Reception';
import { UnreadableSbomError } from '../upload/Uploads';
import { type BuildGround, buildFacts } from './buildFacts';
import type { GatedTarget, Gates } from './Gates';

/** Judges builds that CI sends as SBOMs. Nothing of them is stored. */
export class BuildChecks {
  readonly #ground: BuildGround;
  readonly #pool: EnginePool;
  readonly #reception: Reception;
  readonly #gates: Gates;
  readonly #inTurn: ReturnType<typeof limitConcurrency>;

  constructor(
    options: BuildGround & {
      pool: EnginePool;
      reception: Reception;
      gates: Gates;
      /** Builds that are read and judged at once. */
      concurrency: number;
    },
  ) {
    this.#ground = options;
    this.#pool = options.pool;
    this.#reception = options.reception;
    this.#gates = options.gates;
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
    const manifests = await this.#read(file, target, now);
    const seen = {
      unreadable: unreadable.map(noteOf),
      notLookedAt: notLookedAt.map(noteOf),
    };
    const facts = await buildFacts(this.#ground, target, manifests, seen, now);
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
