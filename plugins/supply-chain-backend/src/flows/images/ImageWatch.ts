import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import path from 'node:path';
import limitConcurrency from 'p-limit';
import { visibleMessage } from '../../messages/visibleMessage';
import type { ImageReader, ReadImage } from '../../outside/oci/ImageReader';
import type { SbomPlace } from '../../outside/oci/sbomPlaces';
import { TooLargeError, withTemporaryFolder } from '../../outside/web/download';
import {
  type DueImage,
  dueImages,
  type ImageFacts,
  type ImageProvenance,
  recordImage,
} from '../../records/images/imageStore';
import { UnreadableSbomError, type Uploads } from '../upload/Uploads';
import { type ImageVerification, verifyImage } from './verifyImage';
import { endImage, markImageStale } from './withoutSbom';

/** Images that are looked at in one run, and of these at once: a slow registry holds up few. */
const MOST_DUE = 200;
const AT_ONCE = 4;
/** SBOMs of one image that are tried. */
const MOST_SBOMS = 5;
/** The first wait after a failure; each further one doubles it, up to the usual time. */
const RETRY_MS = 5 * 60_000;

/** What became of the SBOM of an image. */
type SbomOutcome =
  | { sbom: 'read'; from: string }
  | { sbom: 'none' }
  | { sbom: 'failed'; reason: string; again: boolean };

/**
 * Looks at the images of services where their registries have them. An image
 * that moved, or that an SBOM was attached to, has its SBOM read and stored as
 * an upload of a series of its own. What cannot be read leaves what was there.
 */
export class ImageWatch {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #reader: ImageReader;
  readonly #uploads: Pick<Uploads, 'takeFile'>;
  readonly #refreshMs: number;
  readonly #verification?: ImageVerification;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    reader: ImageReader;
    uploads: Pick<Uploads, 'takeFile'>;
    refreshMs: number;
    /** Without it signatures are counted, and not verified. */
    verification?: ImageVerification;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#reader = options.reader;
    this.#uploads = options.uploads;
    this.#refreshMs = options.refreshMs;
    this.#verification = options.verification;
  }

  /** Looks at what is due, a few images at once. */
  async lookDue(signal: AbortSignal): Promise<void> {
    const inTurn = limitConcurrency(AT_ONCE);
    const due = await dueImages(this.#knex, new Date(), MOST_DUE);
    const looks = await Promise.allSettled(
      due.map(image =>
        inTurn(async () => {
          signal.throwIfAborted();
          if (image.removed_at === null) await this.#look(image, signal);
          else await endImage(this.#knex, image);
        }),
      ),
    );
    const failed = looks.find(look => look.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** What goes wrong is written down, and tried again; only an abort is thrown. */
  async #look(image: DueImage, signal: AbortSignal): Promise<void> {
    try {
      const found = await this.#reader.read(image.image, signal);
      const outcome = await this.#readSbom(image, found, signal);
      const provenance = await this.#verify(image, found, signal);
      await this.#record(image, found, outcome, provenance);
    } catch (error) {
      signal.throwIfAborted();
      this.#logger.warn(
        `The image ${image.image} of ${image.entity_ref} could not be read`,
        error as Error,
      );
      await recordImage(this.#knex, image, {
        error: visibleMessage(error),
        ...this.#again(image),
      });
    }
  }

  /** When it is looked at again where something could not be had. */
  #again({ attempts: before }: DueImage): { attempts: number; due_at: Date } {
    const attempts = before + 1;
    const wait = Math.min(RETRY_MS * 2 ** (attempts - 1), this.#refreshMs);
    return { attempts, due_at: new Date(Date.now() + wait) };
  }

  async #verify(
    image: DueImage,
    found: ReadImage,
    signal: AbortSignal,
  ): Promise<ImageProvenance | undefined> {
    if (!this.#verification) return undefined;
    const before = factsOf(image)?.provenance;
    const about = { name: image.image, found, before };
    return verifyImage(this.#verification, about, this.#reader, signal);
  }

  /** Undefined where it was read already. */
  async #readSbom(
    image: DueImage,
    found: ReadImage,
    signal: AbortSignal,
  ): Promise<SbomOutcome | undefined> {
    if (image.content === contentOf(found) && image.sbom !== 'failed') {
      return undefined;
    }
    if (found.sboms.length === 0) {
      await markImageStale(
        this.#knex,
        image,
        `No SBOM is attached to ${found.imageDigest}`,
      );
      return { sbom: 'none' };
    }
    const outcome = await this.#firstSbom(image, found, signal);
    if (outcome.sbom === 'failed') {
      await markImageStale(this.#knex, image, outcome.reason);
    }
    return outcome;
  }

  /**
   * Takes the first of what may be SBOMs that is one. What could not be had may
   * be it: then no other takes its place, as another look would take it back.
   */
  async #firstSbom(
    image: DueImage,
    found: ReadImage,
    signal: AbortSignal,
  ): Promise<Exclude<SbomOutcome, { sbom: 'none' }>> {
    const reasons: string[] = [];
    for (const place of found.sboms.slice(0, MOST_SBOMS)) {
      try {
        await this.#take(image, found, place, signal);
        return { sbom: 'read', from: place.origin };
      } catch (error) {
        signal.throwIfAborted();
        reasons.push(visibleMessage(error));
        if (!isNoSbom(error)) {
          return { sbom: 'failed', reason: reasons.at(-1)!, again: true };
        }
      }
    }
    const reason = [...new Set(reasons)].join('; ');
    return { sbom: 'failed', reason, again: false };
  }

  async #take(
    image: DueImage,
    found: ReadImage,
    place: SbomPlace,
    signal: AbortSignal,
  ): Promise<void> {
    await withTemporaryFolder(async folder => {
      const file = path.join(folder, 'sbom');
      await this.#reader.fetchSbom(image.image, place, file, signal);
      await this.#uploads.takeFile(
        {
          entityRef: image.entity_ref,
          name: image.series,
          revision: found.imageDigest,
        },
        {
          file,
          sha256: place.digest.slice('sha256:'.length),
          about: [found.imageDigest, found.digest],
        },
        image.image,
      );
    });
  }

  async #record(
    image: DueImage,
    found: ReadImage,
    outcome: SbomOutcome | undefined,
    provenance: ImageProvenance | undefined,
  ): Promise<void> {
    const now = new Date();
    const content = contentOf(found);
    const before = factsOf(image);
    const sbomFrom = outcome?.sbom === 'read' ? outcome.from : undefined;
    if (sbomFrom && before?.sbomFrom && sbomFrom !== before.sbomFrom) {
      this.#logger.info(
        `The SBOM of the image ${image.image} of ${image.entity_ref} is that of ${sbomFrom}, and was that of ${before.sbomFrom}`,
      );
    }
    const facts: ImageFacts = {
      platform: found.platform,
      createdAt: found.createdAt,
      labels: found.labels,
      base: found.base,
      signatures: found.signatures.length,
      provenance,
      sbomFrom: outcome ? sbomFrom : before?.sbomFrom,
    };
    await recordImage(this.#knex, image, {
      digest: found.digest,
      image_digest: found.imageDigest,
      facts: JSON.stringify(facts),
      content,
      ...(outcome && {
        sbom: outcome.sbom,
        sbom_error: outcome.sbom === 'failed' ? outcome.reason : null,
      }),
      ...(found.digest !== image.digest && { changed_at: now }),
      looked_at: now,
      error: null,
      ...(outcome?.sbom === 'failed' && outcome.again
        ? this.#again(image)
        : { attempts: 0, due_at: new Date(now.getTime() + this.#refreshMs) }),
    });
  }
}

/** Whether it will be no SBOM at the next look either: it is read and is none, or is too large to be fetched. */
function isNoSbom(error: unknown): boolean {
  return (
    error instanceof InputError ||
    error instanceof TooLargeError ||
    (error instanceof UnreadableSbomError && error.failure === 'content')
  );
}

function factsOf({ facts }: DueImage): ImageFacts | undefined {
  return facts === null ? undefined : JSON.parse(facts);
}

/** Another one: the image, or what is attached to it, is another. */
function contentOf({ digest, imageDigest, sboms }: ReadImage): string {
  const parts = [digest, imageDigest, ...sboms.map(sbom => sbom.digest)];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
