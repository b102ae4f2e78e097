import { isFields, textOf } from '@safety-curtain/input';
import { parseImage, type ImageReference } from '@safety-curtain/sbom';
import type { Transport } from '../registries/transport';
import { type GatheredEvidence, gatherEvidence } from './imageEvidence';
import { annotationsOf, type Descriptor, type OciManifest } from './manifest';
import { OciClient, OciError } from './OciClient';
import type { ImageOptions } from './options';
import {
  besideTags,
  inOrder,
  isSignature,
  sbomCertainty,
  type SbomPlace,
} from './sbomPlaces';

/** An image as its registry tells of it, without its SBOM. */
export interface ReadImage {
  /** What the tag leads to: an index, or the image itself. */
  digest: string;
  /** Of the image for the platform; the same where there is no index. */
  imageDigest: string;
  platform?: string;
  createdAt?: string;
  /** What it is made of: source, revision, version, title and licenses of OCI's annotations. */
  labels: Record<string, string>;
  base?: { name?: string; digest?: string };
  /** Digests of signatures, as they are found; {@link ImageReader.evidence} is what is verified. */
  signatures: string[];
  /** Those that come first are to be tried first. */
  sboms: SbomPlace[];
}

const OCI = 'org.opencontainers.image.';
const LABELS = ['source', 'revision', 'version', 'title', 'licenses', 'url'];
const MOST_TEXT = 500;
/** Referrers whose manifests are read. */
const MOST_REFERRERS = 20;

/** Reads images of the registries that are configured. */
export class ImageReader {
  readonly #options: ImageOptions;
  readonly #clients: ReadonlyMap<string, OciClient>;

  constructor(options: ImageOptions & { transport?: Transport }) {
    const { registries, timeoutMs, transport } = options;
    this.#options = options;
    this.#clients = new Map(
      registries.map(registry => [
        registry.host,
        new OciClient({ registry, timeoutMs, transport }),
      ]),
    );
  }

  /** Throws with a reason for people where it cannot be read. */
  async read(text: string, signal: AbortSignal): Promise<ReadImage> {
    const { client, repository, image } = this.#placeOf(text);
    const reference = image.digest ?? image.tag ?? 'latest';
    const found = await client.manifest(repository, reference, signal);
    if (!found) {
      throw new OciError(`The registry has no image ${text}`);
    }
    const { manifest, descriptor } = await this.#ofPlatform(
      client,
      repository,
      found,
      signal,
    );
    const beside = await this.#beside(
      client,
      repository,
      { found, manifest },
      signal,
    );
    const config = manifest.config
      ? await client.json(repository, manifest.config, signal)
      : undefined;
    return {
      digest: found.digest,
      imageDigest: manifest.digest,
      platform: platformText(descriptor),
      ...factsOf(config, [manifest, found]),
      ...beside,
    };
  }

  /** Fetches an SBOM into a file. */
  async fetchSbom(
    text: string,
    place: SbomPlace,
    file: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { client, repository } = this.#placeOf(text);
    const { maxBytes } = this.#options;
    await client.blob(repository, place, file, { maxBytes, signal });
  }

  /** What signs and attests an image that was read, to be verified. */
  async evidence(
    text: string,
    { digest, imageDigest }: Pick<ReadImage, 'digest' | 'imageDigest'>,
    signal: AbortSignal,
  ): Promise<GatheredEvidence> {
    const { client, repository } = this.#placeOf(text);
    const digests = [imageDigest, digest];
    return gatherEvidence(client, repository, digests, signal);
  }

  #placeOf(text: string): {
    client: OciClient;
    repository: string;
    image: ImageReference;
  } {
    const image = parseImage(text);
    if (!image) throw new OciError(`'${text}' is no name of an image`);
    const { registry = 'docker.io', repository } = image;
    const client = this.#clients.get(registry);
    if (!client) {
      throw new OciError(
        `The registry ${registry} is not among supplyChain.images.registries`,
      );
    }
    // Docker Hub keeps its own images in a folder that nobody writes.
    const isHubs = registry === 'docker.io' && !repository.includes('/');
    return {
      client,
      image,
      repository: isHubs ? `library/${repository}` : repository,
    };
  }

  async #ofPlatform(
    client: OciClient,
    repository: string,
    found: OciManifest,
    signal: AbortSignal,
  ): Promise<{ manifest: OciManifest; descriptor?: Descriptor }> {
    if (found.manifests.length === 0) return { manifest: found };
    const { platform } = this.#options;
    const descriptor = found.manifests.find(
      one => platformText(one) === platform,
    );
    if (!descriptor) {
      throw new OciError(`The image is there for no platform ${platform}`);
    }
    const manifest = await client.manifest(
      repository,
      descriptor.digest,
      signal,
    );
    if (!manifest) {
      throw new OciError(
        `The registry has no image for ${platform}, though it lists one`,
      );
    }
    return { manifest, descriptor };
  }

  /** SBOMs and signatures, wherever tools put them. */
  async #beside(
    client: OciClient,
    repository: string,
    image: { found: OciManifest; manifest: OciManifest },
    signal: AbortSignal,
  ): Promise<Pick<ReadImage, 'sboms' | 'signatures'>> {
    const { found, manifest } = image;
    const digests = [...new Set([manifest.digest, found.digest])];
    const sboms: SbomPlace[] = [];
    const signatures: string[] = [];
    for (const digest of digests) {
      const referrers = await client.referrers(repository, digest, signal);
      for (const one of referrers.filter(isSignature)) {
        signatures.push(one.digest);
      }
      for (const { one, certainty } of wantedOf(referrers)) {
        const about = await client.manifest(repository, one.digest, signal);
        // Who lists it does not say that it is about this image.
        if (about?.subject !== digest) continue;
        for (const layer of about.layers) {
          const { digest: of } = layer;
          sboms.push({ origin: 'referrer', digest: of, certainty });
        }
      }
    }
    // Registries count questions: an SBOM that is there by the standard way is enough.
    const isFound = sboms.some(({ certainty }) => certainty === 'sure');
    const others = await besideTags(
      client,
      repository,
      { ...image, wantsSboms: !isFound },
      signal,
    );
    return {
      sboms: inOrder([...sboms, ...others.sboms]),
      signatures: [...new Set([...signatures, ...others.signatures])].sort(),
    };
  }
}

/** Referrers to look into, those that are surely SBOMs first. */
function wantedOf(referrers: readonly Descriptor[]) {
  const wanted = referrers.flatMap(one => {
    const certainty = sbomCertainty(one);
    return certainty ? [{ one, certainty }] : [];
  });
  return [
    ...wanted.filter(({ certainty }) => certainty === 'sure'),
    ...wanted.filter(({ certainty }) => certainty === 'maybe'),
  ].slice(0, MOST_REFERRERS);
}

function platformText(descriptor: Descriptor | undefined): string | undefined {
  const platform = descriptor?.platform;
  if (!platform) return undefined;
  const { os, architecture, variant } = platform;
  const whole = [os, architecture, variant].filter(Boolean).join('/');
  // `arm64/v8` is what `arm64` means.
  return whole === 'linux/arm64/v8' ? 'linux/arm64' : whole;
}

/** What labels and annotations say; a label is nearer to the image than an annotation of its index. */
function factsOf(
  config: unknown,
  manifests: readonly OciManifest[],
): Pick<ReadImage, 'createdAt' | 'labels' | 'base'> {
  const fields = isFields(config) ? config : {};
  const own = isFields(fields.config)
    ? annotationsOf(fields.config.Labels)
    : {};
  const said = [own, ...manifests.map(({ annotations }) => annotations)];
  const find = (key: string) =>
    said
      .map(all => (Object.hasOwn(all, key) ? all[key] : ''))
      .find(Boolean)
      ?.slice(0, MOST_TEXT);
  const labels = LABELS.flatMap(name => {
    const value = find(OCI + name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const base = {
    name: find(`${OCI}base.name`),
    digest: find(`${OCI}base.digest`),
  };
  return {
    createdAt: timeOf(textOf(fields.created) ?? find(`${OCI}created`)),
    labels: Object.fromEntries(labels),
    base: base.name || base.digest ? base : undefined,
  };
}

/** Images that are built to be the same each time are of 1970: that says nothing. */
function timeOf(text: string | undefined): string | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return time > 0 && time < 8e12 ? new Date(time).toISOString() : undefined;
}
