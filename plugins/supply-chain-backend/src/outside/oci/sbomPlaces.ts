import type { Descriptor, OciManifest } from './manifest';
import type { OciClient } from './OciClient';

/** Where an SBOM was found: by the referrers API, in an attestation of BuildKit, at a tag of Cosign. */
type SbomOrigin = 'referrer' | 'buildkit' | 'cosign-tag';

/** An SBOM of an image, as the registry has it. */
export interface SbomPlace {
  origin: SbomOrigin;
  /** Of its bytes. */
  digest: string;
  /** Whether the registry says that it is one, or that it is something that may hold one. */
  certainty: 'sure' | 'maybe';
}

const SBOM_TYPE = /cyclonedx|spdx|syft/i;
/** Of things that hold SBOMs among others: only reading them tells. */
const HOLDER_TYPE = /in-toto|dsse|sigstore\.bundle/i;
const SBOM_PREDICATE = /cyclonedx|spdx/i;
/** Of what is as sure, the one that comes first is tried first. */
const ORIGINS: readonly SbomOrigin[] = ['referrer', 'buildkit', 'cosign-tag'];
const SIGNATURE_TYPE = /cosign\.artifact\.sig|notary\.signature/i;
/** Of Cosign: the tag ends in it, and what the layers of its manifest are. */
const ATTESTED = '.att';
const PLAIN = '.sbom';
const SIGNED = '.sig';
const MOST_LAYERS = 20;

/** Whether a referrer is an SBOM, or something that may hold one; undefined where it is neither. */
export function sbomCertainty(
  descriptor: Descriptor,
): SbomPlace['certainty'] | undefined {
  const { artifactType = '', annotations } = descriptor;
  const predicate = annotations['dev.sigstore.bundle.predicateType'];
  if (predicate !== undefined) {
    return SBOM_PREDICATE.test(predicate) ? 'sure' : undefined;
  }
  if (isSignature(descriptor)) return undefined;
  if (SBOM_TYPE.test(artifactType)) return 'sure';
  return HOLDER_TYPE.test(artifactType) ? 'maybe' : undefined;
}

/** In the order in which they are to be tried: what is surely an SBOM first, each once. */
export function inOrder(places: readonly SbomPlace[]): SbomPlace[] {
  const rank = ({ certainty, origin }: SbomPlace) =>
    (certainty === 'sure' ? 0 : ORIGINS.length) + ORIGINS.indexOf(origin);
  const sorted = [...places].sort((a, b) => rank(a) - rank(b));
  const known = new Set<string>();
  return sorted.filter(({ digest }) => {
    if (known.has(digest)) return false;
    known.add(digest);
    return true;
  });
}

/** Whether a referrer is a signature of Cosign, Sigstore or Notation. */
export function isSignature({
  artifactType = '',
  annotations,
}: Descriptor): boolean {
  return (
    SIGNATURE_TYPE.test(artifactType) ||
    annotations['dev.sigstore.bundle.content'] === 'message-signature' ||
    annotations['dev.sigstore.bundle.predicateType'] ===
      'https://sigstore.dev/cosign/sign/v1'
  );
}

/** What is no referrer: attestations in the index, and tags that are named after digests. */
export async function besideTags(
  client: OciClient,
  repository: string,
  image: {
    found: OciManifest;
    manifest: OciManifest;
    /** Without it only signatures are looked for. */
    wantsSboms: boolean;
  },
  signal: AbortSignal,
): Promise<{ sboms: SbomPlace[]; signatures: string[] }> {
  const { found, manifest, wantsSboms } = image;
  const sboms = wantsSboms
    ? await attestedByBuild(client, repository, image, signal)
    : [];
  const signatures: string[] = [];
  for (const digest of new Set([manifest.digest, found.digest])) {
    const tag = digest.replace(':', '-');
    const at = (ending: string) =>
      layersOf(client, repository, tag + ending, signal);
    for (const layer of await at(SIGNED)) signatures.push(layer.digest);
    if (!wantsSboms) continue;
    for (const layer of await at(ATTESTED)) {
      const { predicateType } = layer.annotations;
      if (predicateType && !SBOM_PREDICATE.test(predicateType)) continue;
      sboms.push(ofCosign(layer, predicateType ? 'sure' : 'maybe'));
    }
    for (const layer of await at(PLAIN)) sboms.push(ofCosign(layer, 'sure'));
  }
  return { sboms, signatures };
}

function ofCosign(
  { digest }: Descriptor,
  certainty: SbomPlace['certainty'],
): SbomPlace {
  return { origin: 'cosign-tag', digest, certainty };
}

/** SBOMs that BuildKit put into the index, beside the image. */
async function attestedByBuild(
  client: OciClient,
  repository: string,
  { found, manifest }: { found: OciManifest; manifest: OciManifest },
  signal: AbortSignal,
): Promise<SbomPlace[]> {
  const attested = found.manifests.filter(
    ({ annotations }) =>
      annotations['vnd.docker.reference.type'] === 'attestation-manifest' &&
      annotations['vnd.docker.reference.digest'] === manifest.digest,
  );
  const sboms: SbomPlace[] = [];
  for (const one of attested.slice(0, 2)) {
    const layers = await layersOf(client, repository, one.digest, signal);
    for (const { digest, annotations } of layers) {
      const predicate = annotations['in-toto.io/predicate-type'] ?? '';
      if (!SBOM_PREDICATE.test(predicate)) continue;
      sboms.push({ origin: 'buildkit', digest, certainty: 'sure' });
    }
  }
  return sboms;
}

async function layersOf(
  client: OciClient,
  repository: string,
  reference: string,
  signal: AbortSignal,
): Promise<Descriptor[]> {
  const manifest = await client.manifest(repository, reference, signal);
  return manifest?.layers.slice(0, MOST_LAYERS) ?? [];
}
