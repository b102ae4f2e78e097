import type { GateCheckQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { GateNote, GateReport } from '@safety-curtain/policy';
import {
  BUILD_MEDIA_TYPE,
  type ReportedSource,
  type SplitBuild,
  type SplitRevision,
} from '@safety-curtain/reports';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { EnginePool } from '../../engines/EnginePool';
import type { Reception } from '../upload/Reception';
import { UnreadableSbomError } from '../upload/Uploads';
import { type BuildGround, buildFacts } from './buildFacts';
import type { GatedTarget, Gates, SentBase } from './Gates';
import { withKnownSecrets } from './knownSecrets';
import { checkedBuild, toolsIn } from './sentBuild';

/** An SBOM alone: nobody says what tools found. */
const NOTHING_SAID: ReportedSource = { reports: [], locks: [] };

/** Judges builds that CI sends, as SBOMs or with what tools say of them. Nothing of them is stored. */
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

  /** Receives a build, and judges it as one of the service. */
  receive(
    request: Request,
    target: GatedTarget,
    query: GateCheckQuery,
    who: string,
  ): Promise<GateReport> {
    return this.#reception.receive(request, who, ({ file }) =>
      this.#inTurn(async () => {
        const build = isBuild(request)
          ? await this.#split(file)
          : { ...NOTHING_SAID, sbom: file };
        return this.#judge(build, target, query);
      }),
    );
  }

  async #split(file: string): Promise<SplitBuild> {
    const { signal } = new AbortController();
    const result = await this.#pool.splitBuild(file, signal);
    if ('error' in result) {
      throw new UnreadableSbomError(result.error, result.failure);
    }
    return checkedBuild(result.build);
  }

  async #judge(
    build: SplitBuild,
    target: GatedTarget,
    { against = 'service', unreadable = [], notLookedAt = [] }: GateCheckQuery,
  ): Promise<GateReport> {
    const now = new Date();
    const { knex } = this.#ground;
    const manifests = await this.#read(build.sbom, target, now);
    const { head, translate } = await withKnownSecrets(
      knex,
      target.id,
      build,
      build.base?.sbom === undefined ? undefined : build.base,
    );
    const seen = seenOf(build);
    seen.unreadable.push(...unreadable.map(noteOf));
    seen.notLookedAt.push(...notLookedAt.map(noteOf));
    const facts = await buildFacts(
      this.#ground,
      target,
      { manifests, reported: head },
      seen,
      now,
    );
    const base =
      build.base && (await this.#base(build.base, target, now, translate));
    return this.#gates.judgeBuild(
      target,
      facts,
      { against, base, tools: toolsIn(build) },
      now,
    );
  }

  /** What was there before, as whoever builds says. */
  async #base(
    { what, sbom, ...said }: NonNullable<SplitBuild['base']>,
    target: GatedTarget,
    now: Date,
    translate: (of: ReportedSource) => ReportedSource,
  ): Promise<SentBase> {
    const manifests =
      sbom === undefined ? [] : await this.#read(sbom, target, now);
    const { findings, reported, components, notLookedAt } = await buildFacts(
      this.#ground,
      target,
      { manifests, reported: translate(said) },
      seenOf(said),
      now,
    );
    return {
      what,
      findings,
      reported,
      components,
      unreadable: said.unreadable,
      // Of who does not say it is not known.
      ...(said.notLookedAt && { notLookedAt }),
      isWhole: sbom !== undefined,
    };
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
    if ('error' in result)
      throw new UnreadableSbomError(result.error, result.failure);
    return result.upload.manifests;
  }
}

/** Whether an SBOM comes with what tools say of its source. */
function isBuild({ headers }: Request): boolean {
  const [type] = String(headers['content-type']).split(';');
  return type.trim().toLowerCase() === BUILD_MEDIA_TYPE;
}

/** What whoever sends it could not see. */
function seenOf({
  unreadable = [],
  notLookedAt = [],
}: Pick<SplitRevision, 'unreadable' | 'notLookedAt'>) {
  return { unreadable: [...unreadable], notLookedAt: [...notLookedAt] };
}

/** `yarn.lock: it is cut`; without a colon it is a place alone. */
function noteOf(text: string): GateNote {
  const [at, ...reason] = text.split(': ');
  return { at, reason: reason.join(': ') };
}
