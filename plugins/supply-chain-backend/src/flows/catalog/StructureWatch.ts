import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import {
  structureFields,
  structureNodeOf,
} from '../../records/structure/structureNode';
import { StructureReconciler } from '../../records/structure/structureStore';

const PAGE_SIZE = 500;

/** Few beside services, unlike users: all of them are kept. */
const KINDS = ['group', 'system', 'domain'];

/**
 * Keeps groups, systems, domains and the users that own something in step with
 * the catalog: what roll-ups of scorecards follow.
 */
export class StructureWatch {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #knex: Knex;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    knex: Knex;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#knex = options.knex;
  }

  /**
   * Compares the whole structure, after the targets: these say which users own
   * something. A pass that fails half-way keeps what it had stored and removes
   * nothing.
   */
  async reconcile(signal?: AbortSignal): Promise<void> {
    const reconciler = new StructureReconciler(this.#knex);
    for await (const entities of this.#pages()) {
      signal?.throwIfAborted();
      await reconciler.storePage(entities.map(structureNodeOf));
    }
    for await (const entityRefs of inChunks(
      await this.#owningUsers(),
      PAGE_SIZE,
    )) {
      signal?.throwIfAborted();
      const entities = await this.#users(entityRefs);
      await reconciler.storePage(entities.map(structureNodeOf));
    }
    await reconciler.finish();
  }

  async *#pages(): AsyncGenerator<Entity[]> {
    let cursor: string | undefined;
    do {
      // A pass may outlive a token: each page asks with a fresh one.
      const credentials = await this.#auth.getOwnServiceCredentials();
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: structureFields }
          : {
              query: { kind: { $in: KINDS } },
              fields: structureFields,
              limit: PAGE_SIZE,
              totalItems: 'exclude',
            },
        { credentials },
      );
      yield page.items;
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }

  #owningUsers(): Promise<string[]> {
    return this.#knex('target_owners as o')
      .join('targets as t', 't.id', 'o.target_id')
      .whereNull('t.removed_at')
      .where('o.owner_ref', 'like', 'user:%')
      .distinct('o.owner_ref')
      .orderBy('o.owner_ref')
      .pluck('o.owner_ref');
  }

  async #users(entityRefs: string[]): Promise<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: structureFields },
      { credentials },
    );
    return items.filter(entity => entity !== undefined);
  }
}
