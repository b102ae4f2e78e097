import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { filterFields } from '../../records/licenses/distribution';
import type { DistributionOptions } from '../../records/licenses/options';
import type { ExposureOptions } from '../triage/options';
import { visibleMessage } from '../../messages/visibleMessage';
import { StructureWatch } from './StructureWatch';
import { ReconcileResult, TargetReconciler } from './targetStore';
import { CatalogTarget, targetFields, targetOf } from './targetOf';
import type { CatalogPass } from '../../views/health/systemHealth';
import { counted } from '../../messages/counted';

const PAGE_SIZE = 500;
const API_FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];

/**
 * Keeps targets in step with the catalog. The catalog announces no changes,
 * so a pass compares every entity's etag with the one kept.
 */
export class CatalogWatch {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #knex: Knex;
  readonly #filter: FilterPredicate;
  readonly #distribution: DistributionOptions;
  readonly #exposure: ExposureOptions;
  readonly #fields: string[];
  readonly #logger: LoggerService;
  readonly #structure: StructureWatch;
  #pass: CatalogPass = {};

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    knex: Knex;
    filter: FilterPredicate;
    distribution: DistributionOptions;
    exposure?: ExposureOptions;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#knex = options.knex;
    this.#filter = options.filter;
    this.#distribution = options.distribution;
    this.#exposure = options.exposure ?? { rules: [] };
    this.#fields = [
      ...new Set([
        ...targetFields,
        ...filterFields([
          ...options.distribution.rules,
          ...this.#exposure.rules,
        ]),
      ]),
    ];
    this.#logger = options.logger;
    this.#structure = new StructureWatch(options);
  }

  get pass(): CatalogPass {
    return this.#pass;
  }

  /**
   * Compares the whole catalog. A pass that fails half-way keeps what it had
   * stored and removes nothing.
   */
  async reconcile(signal?: AbortSignal): Promise<ReconcileResult> {
    try {
      const result = await this.#readAll(signal);
      const error = await this.#readStructure(signal);
      this.#pass = { lastPassAt: new Date(), error };
      if (result.added + result.changed + result.removed > 0) {
        this.#logger.info(
          `Catalog compared: ${counted(result.added, 'target')} added, ${
            result.changed
          } changed, ${result.removed} removed`,
        );
      }
      return result;
    } catch (error) {
      this.#pass = { ...this.#pass, error: visibleMessage(error) };
      throw error;
    }
  }

  /** Says what went wrong: targets are in step all the same. */
  async #readStructure(signal?: AbortSignal): Promise<string | undefined> {
    try {
      await this.#structure.reconcile(signal);
      return undefined;
    } catch (error) {
      signal?.throwIfAborted();
      const why = `Groups, systems and domains could not be read: ${visibleMessage(
        error,
      )}`;
      this.#logger.warn(why);
      return why;
    }
  }

  async #readAll(signal?: AbortSignal): Promise<ReconcileResult> {
    const reconciler = new TargetReconciler(this.#knex, new Date());
    const exposures = {
      rules: this.#exposure.rules,
      publicApis: await this.#readPublicApis(),
    };
    let cursor: string | undefined;
    do {
      signal?.throwIfAborted();
      // A pass may outlive a token: each page asks with a fresh one.
      const credentials = await this.#auth.getOwnServiceCredentials();
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: this.#fields }
          : {
              query: this.#filter,
              fields: this.#fields,
              limit: PAGE_SIZE,
              totalItems: 'exclude',
            },
        { credentials },
      );
      await reconciler.storePage(
        page.items
          .map(entity => targetOf(entity, this.#distribution, exposures))
          .filter((target): target is CatalogTarget => target !== undefined),
      );
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return reconciler.finish();
  }

  /** Refs of the APIs that are offered to the world. */
  async #readPublicApis(): Promise<Set<string>> {
    const refs = new Set<string>();
    const { publicApis } = this.#exposure;
    if (!publicApis) return refs;
    let cursor: string | undefined;
    do {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: API_FIELDS }
          : {
              query: { $all: [{ kind: 'api' }, publicApis] },
              fields: API_FIELDS,
              limit: PAGE_SIZE,
              totalItems: 'exclude',
            },
        { credentials },
      );
      for (const entity of page.items) refs.add(stringifyEntityRef(entity));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }
}
