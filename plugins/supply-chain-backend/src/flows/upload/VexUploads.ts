import type {
  IgnoreFileQuery,
  VexQuery,
  VexReport,
} from '@safety-curtain/plugin-supply-chain-common';
import fs from 'node:fs/promises';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { EnginePool } from '../../engines/EnginePool';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { inTransaction } from '../../database/transactions';
import { readIgnoreFiles } from '../vex/readIgnoreFiles';
import { storeIgnoreFiles } from '../vex/storeIgnoreFiles';
import type { ApprovalOptions } from '../triage/options';
import { withdrawVex } from '../vex/importVex';
import { approvesFor, waitsFor } from '../vex/statementApproval';
import type { VexImports } from '../vex/VexImports';
import type { ReceivedDocument } from './readBody';
import type { Reception } from './Reception';
import { requireTarget } from './requireTarget';

/** A VEX document is refused because of what is in it; answered with 422. */
export class UnreadableVexError extends Error {
  name = 'UnprocessableVexError';
  readonly statusCode = 422;
}

/** Who sends a document. */
export interface Sender {
  who: string;
  /** The services whose findings they may see; none where undefined. */
  visible?: TargetFilter;
  /** They may approve what others propose. */
  mayApprove: boolean;
}

/** Takes VEX documents that somebody sends. */
export class VexUploads {
  readonly #knex: Knex;
  readonly #pool: EnginePool;
  readonly #reception: Reception;
  readonly #imports: VexImports;
  readonly #longestExceptionMs?: number;
  readonly #approval?: ApprovalOptions;
  /** Documents that are read and stored at once. */
  readonly #inTurn = limitConcurrency(1);

  constructor(options: {
    knex: Knex;
    pool: EnginePool;
    reception: Reception;
    imports: VexImports;
    /** The longest that a risk which an ignore file accepts may be. */
    longestExceptionMs?: number;
    /** What waits for somebody else than who sends it. */
    approval?: ApprovalOptions;
  }) {
    this.#knex = options.knex;
    this.#pool = options.pool;
    this.#reception = options.reception;
    this.#imports = options.imports;
    this.#longestExceptionMs = options.longestExceptionMs;
    this.#approval = options.approval;
  }

  /** Receives a request's document, reads it and takes it over. */
  async receive(
    request: Request,
    { entityRef, author }: VexQuery,
    by: Sender,
  ): Promise<VexReport> {
    if (entityRef !== undefined) await requireTarget(this.#knex, entityRef);
    return this.#reception.receive(request, by.who, document =>
      this.#inTurn(() => this.#take(document, { entityRef, author }, by)),
    );
  }

  /** Receives an ignore file of a tool for a service; its entries are proposed. */
  async receiveIgnoreFile(
    request: Request,
    { entityRef, path = 'dependabot-alerts.json' }: IgnoreFileQuery,
    who: string,
  ): Promise<void> {
    const id = await requireTarget(this.#knex, entityRef);
    await this.#reception.receive(request, who, async ({ file }) => {
      const content = await fs.readFile(file);
      const found = await readIgnoreFiles(
        this.#pool,
        [{ path, content }],
        new AbortController().signal,
      );
      const [reason] = found.unread.map(one => one.reason);
      if (reason !== undefined) throw new UnreadableVexError(reason);
      if (found.files.length === 0) {
        throw new UnreadableVexError(
          `${path} is the name of no ignore file that is read`,
        );
      }
      const source = {
        target: { id, entityRef },
        origin: 'upload' as const,
        author: who,
        trustedOwners: [],
        longestExceptionMs: this.#longestExceptionMs,
      };
      await inTransaction(this.#knex, trx =>
        storeIgnoreFiles(trx, source, found, new Date()),
      );
    });
  }

  async #take(
    { file, sha256 }: ReceivedDocument,
    { entityRef, author }: VexQuery,
    { who, visible, mayApprove }: Sender,
  ): Promise<VexReport> {
    const result = await this.#pool.readVex(file, new AbortController().signal);
    if ('error' in result) throw new UnreadableVexError(result.error);
    const { document: heading, statements } = result;
    return this.#imports.take(
      {
        heading,
        sha256,
        scope:
          entityRef === undefined
            ? { kind: 'organization', ref: '' }
            : { kind: 'entity', ref: entityRef },
        ref: toText(heading.id ?? `sha256:${sha256}`, 500),
        author: author ?? heading.author,
        importedBy: who,
        waits: waitsFor(this.#approval, mayApprove),
        approves: approvesFor(this.#approval, mayApprove),
      },
      statements,
      visible,
      new Date(),
    );
  }

  /**
   * Takes over what an uploaded SBOM says of vulnerabilities, in place of what
   * the last one of its series said. Undefined where it says nothing.
   */
  async takeFromSbom(
    { file, sha256 }: ReceivedDocument,
    entityRef: string,
    series: string,
    { who, visible, mayApprove }: Sender,
  ): Promise<VexReport | undefined> {
    const now = new Date();
    const place = {
      ref: `sbom:${series}`,
      scope: { kind: 'entity' as const, ref: entityRef },
      importedBy: who,
    };
    const result = await this.#pool.readVex(file, new AbortController().signal);
    if ('error' in result || result.document.statements === 0) {
      const comment = 'The next SBOM says nothing of vulnerabilities';
      await withdrawVex(this.#knex, place, comment, now);
      return undefined;
    }
    const { document: heading, statements } = result;
    return this.#imports.take(
      {
        ...place,
        heading,
        sha256,
        author: heading.author,
        replaces: true,
        waits: waitsFor(this.#approval, mayApprove),
        approves: approvesFor(this.#approval, mayApprove),
      },
      statements,
      visible,
      now,
    );
  }
}
