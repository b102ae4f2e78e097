import type { CosignLayer, ImageEvidence } from '@safety-curtain/provenance';
import { createHash } from 'node:crypto';
import type { Descriptor } from './manifest';
import type { OciClient } from './OciClient';
import { isSignature } from './sbomPlaces';

/** What Cosign keeps beside an image, at tags that are named after its digest. */
const ENDINGS = ['.sig', '.att'];
const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle/;
/** Contents of one image that are looked at, and their bytes together: SBOMs may be among them. */
const MOST = 20;
const MOST_BYTES = 16 * 1024 * 1024;

/** What signs and attests an image. */
export interface GatheredEvidence {
  /** One for each digest that has any. */
  evidence: ImageEvidence[];
  /** Why there is more than is in it; undefined: that is all. */
  leftOut?: string;
  /** Another one wherever something else signs or attests the image. */
  digest: string;
}

/** Bounds what is gathered, over all of an image. */
class Gathering {
  readonly #client: OciClient;
  readonly #repository: string;
  readonly #signal: AbortSignal;
  readonly #texts = new Map<string, string>();
  #count = 0;
  #bytes = 0;
  leftOut?: string;

  constructor(client: OciClient, repository: string, signal: AbortSignal) {
    this.#client = client;
    this.#repository = repository;
    this.#signal = signal;
  }

  async taggedLayers(digest: string): Promise<CosignLayer[]> {
    const layers: CosignLayer[] = [];
    for (const ending of ENDINGS) {
      const tag = digest.replace(':', '-') + ending;
      for (const layer of await this.#layers(tag)) {
        const content = await this.#text(layer);
        if (content === undefined) continue;
        const { mediaType, annotations } = layer;
        layers.push({ mediaType, content, annotations });
      }
    }
    return layers;
  }

  async referringBundles(digest: string): Promise<string[]> {
    const referrers = await this.#client.referrers(
      this.#repository,
      digest,
      this.#signal,
    );
    const bundles: string[] = [];
    for (const referrer of referrers) {
      if (!BUNDLE.test(referrer.artifactType ?? '')) {
        if (isSignature(referrer)) {
          this.leftOut = 'it is signed in a form that is not verified';
        }
        continue;
      }
      if (!this.#hasRoom()) break;
      const manifest = await this.#client.manifest(
        this.#repository,
        referrer.digest,
        this.#signal,
      );
      const [layer] = manifest?.layers ?? [];
      // Who lists it does not say that it is about this image.
      if (manifest?.subject !== digest || !layer) continue;
      const text = await this.#text(layer);
      if (text !== undefined) bundles.push(text);
    }
    return bundles;
  }

  async #layers(tag: string): Promise<Descriptor[]> {
    const manifest = await this.#client.manifest(
      this.#repository,
      tag,
      this.#signal,
    );
    return manifest?.layers ?? [];
  }

  /** Undefined where there is no room for it. */
  async #text(layer: Descriptor): Promise<string | undefined> {
    if (!this.#hasRoom(layer.size)) return undefined;
    const known = this.#texts.get(layer.digest);
    const text =
      known ?? (await this.#client.text(this.#repository, layer, this.#signal));
    this.#texts.set(layer.digest, text);
    this.#count += 1;
    this.#bytes += text.length;
    return text;
  }

  #hasRoom(size = 0): boolean {
    if (this.#count < MOST && this.#bytes + size <= MOST_BYTES) return true;
    this.leftOut = 'there is more beside it than is looked at';
    return false;
  }
}

/**
 * Signatures and attestations of some digests of one image, as they are to be verified: those that
 * Cosign keeps at tags, and bundles of Sigstore that refer to it.
 */
export async function gatherEvidence(
  client: OciClient,
  repository: string,
  digests: readonly string[],
  signal: AbortSignal,
): Promise<GatheredEvidence> {
  const gathering = new Gathering(client, repository, signal);
  const evidence: ImageEvidence[] = [];
  for (const digest of new Set(digests)) {
    const layers = await gathering.taggedLayers(digest);
    const bundles = await gathering.referringBundles(digest);
    if (layers.length === 0 && bundles.length === 0) continue;
    evidence.push({ kind: 'image', digest, layers, bundles });
  }
  const digest = createHash('sha256').update(JSON.stringify(evidence));
  const { leftOut } = gathering;
  digest.update(leftOut ?? '');
  return {
    evidence,
    ...(leftOut && { leftOut }),
    digest: digest.digest('hex'),
  };
}
