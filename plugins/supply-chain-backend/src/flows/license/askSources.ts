import {
  MetadataSourcePausedError,
  PackageFacts,
  PackageMetadataSource,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import limit from 'p-limit';
import { inChunks, toDate } from '../../database/dialect';
import type {
  ClaimedPackage,
  DueComponent,
} from '../../records/licenses/factsQueue';
import { explain, SourceTally } from '../../records/registries/metadataSources';

/** Versions of one package that are asked about at once. */
const MAX_VERSIONS = 200;

/** What one source said, or why it did not. */
export interface Answer {
  sourceId: string;
  /** The versions whose license was asked for. */
  components: DueComponent[];
  /** Versions whose license is known: only what changes is taken from it. */
  again: DueComponent[];
  /** Undefined: it does not know the package. Absent where it failed. */
  facts?: PackageFacts;
  error?: string;
}

/** All that was said of one package. Sources that were paused are missing. */
export interface AskedPackage {
  claimed: ClaimedPackage;
  answers: Answer[];
  /** Whether somebody was asked for its releases who could be reached. */
  releasesAsked: boolean;
}

/** Asks every source that owes an answer about some packages. */
export class Questions {
  readonly tallies = new Map<string, SourceTally>();
  readonly #sources: readonly PackageMetadataSource[];
  readonly #limits: Map<string, ReturnType<typeof limit>>;
  readonly #paused: ReadonlyMap<string, Date>;
  readonly #signal: AbortSignal;

  constructor(options: {
    sources: readonly PackageMetadataSource[];
    limits: Map<string, ReturnType<typeof limit>>;
    paused: ReadonlyMap<string, Date>;
    signal: AbortSignal;
  }) {
    this.#sources = options.sources;
    this.#limits = options.limits;
    this.#paused = options.paused;
    this.#signal = options.signal;
    for (const { id } of this.#sources) this.tallies.set(id, new SourceTally());
  }

  async ask(knex: Knex, packages: ClaimedPackage[]): Promise<AskedPackage[]> {
    const settled = await settledAnswers(knex, packages, new Date());
    return Promise.all(packages.map(claimed => this.#askAll(claimed, settled)));
  }

  async #askAll(
    claimed: ClaimedPackage,
    settled: Set<string>,
  ): Promise<AskedPackage> {
    const sources = this.#sources.filter(source =>
      source.ecosystems.includes(claimed.ecosystem),
    );
    const asked = await Promise.all(
      sources.map(source => {
        const components = claimed.components
          .filter(({ id }) => !settled.has(`${id} ${source.id}`))
          .slice(0, MAX_VERSIONS);
        return components.length > 0
          ? this.#ask(source, claimed, components, [])
          : undefined;
      }),
    );
    const answers = asked.filter(answer => answer !== undefined);
    const { releasesDueAt } = claimed;
    const due = releasesDueAt === null || toDate(releasesDueAt) <= new Date();
    let reached = answers.some(answer => answer.error === undefined);
    if (due && !answers.some(answer => answer.facts?.releases)) {
      for (const source of sources) {
        // Who answered about versions has said all that it knows of releases.
        if (answers.some(answer => answer.sourceId === source.id)) continue;
        const again = claimed.components.slice(0, MAX_VERSIONS);
        const answer = await this.#ask(source, claimed, [], again);
        if (!answer) continue;
        answers.push(answer);
        reached ||= answer.error === undefined;
        if (answer.facts?.releases) break;
      }
    }
    return { claimed, answers, releasesAsked: reached };
  }

  /** Undefined where the source wants, or is to be, left alone. */
  async #ask(
    source: PackageMetadataSource,
    claimed: ClaimedPackage,
    components: DueComponent[],
    again: DueComponent[],
  ): Promise<Answer | undefined> {
    const tally = this.tallies.get(source.id)!;
    const { ecosystem, name } = claimed;
    // A component without a version is named by its repository or path.
    const versions = [...components, ...again]
      .map(component => component.version)
      .filter(Boolean);
    return this.#limits.get(source.id)!(async () => {
      if (this.#paused.has(source.id) || tally.resumesAt) return undefined;
      const answer: Answer = { sourceId: source.id, components, again };
      try {
        this.#signal.throwIfAborted();
        answer.facts = await source.describe(
          { ecosystem, name },
          [...new Set(versions)],
          { signal: this.#signal },
        );
        tally.succeeded++;
      } catch (error) {
        if (this.#signal.aborted) throw error;
        if (error instanceof MetadataSourcePausedError) {
          tally.pause(error, error.resumesAt);
          return undefined;
        }
        tally.fail(error as Error);
        answer.error = explain(error as Error);
      }
      return answer;
    });
  }
}

/** Component and source of the answers that are not to be asked for again now. */
async function settledAnswers(
  knex: Knex,
  packages: ClaimedPackage[],
  now: Date,
): Promise<Set<string>> {
  const settled = new Set<string>();
  const ids = packages.flatMap(({ components }) => components.map(c => c.id));
  for await (const chunk of inChunks(ids)) {
    for (const row of await knex('component_answers')
      .whereIn('component_id', chunk)
      .where(later => later.whereNull('due_at').orWhere('due_at', '>', now))
      .select('component_id', 'source_id')) {
      settled.add(`${row.component_id} ${row.source_id}`);
    }
  }
  return settled;
}
