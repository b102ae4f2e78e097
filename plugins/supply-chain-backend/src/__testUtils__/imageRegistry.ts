import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer } from './httpServer';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** What a descriptor of the OCI image specification says. */
interface Described {
  mediaType: string;
  digest: string;
  size: number;
  [more: string]: unknown;
}

export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A registry on loopback with one repository, which tests fill. */
export async function startRegistry(repository = 'acme/shop') {
  const server = await startServer();
  const at = (path: string) => `/v2/${repository}/${path}`;
  const put = (path: string, bytes: Buffer | string, type: string) =>
    server.answers.set(at(path), (_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(bytes);
    });
  const registry = {
    server,
    host: new URL(server.url).host,
    at,
    /** Answers a path below the repository by hand. */
    answer(
      path: string,
      answer: (request: IncomingMessage, response: ServerResponse) => void,
    ) {
      server.answers.set(at(path), answer);
    },
    blob(value: unknown, mediaType = 'application/json'): Described {
      const bytes = Buffer.from(
        typeof value === 'string' ? value : JSON.stringify(value),
      );
      const digest = digestOf(bytes);
      put(`blobs/${digest}`, bytes, 'application/octet-stream');
      return { mediaType, digest, size: bytes.length };
    },
    manifest(value: object, tag?: string): Described {
      const mediaType = 'manifests' in value ? INDEX : MANIFEST;
      const bytes = Buffer.from(
        JSON.stringify({ schemaVersion: 2, mediaType, ...value }),
      );
      const digest = digestOf(bytes);
      for (const name of [digest, ...(tag ? [tag] : [])]) {
        put(`manifests/${name}`, bytes, mediaType);
      }
      return { mediaType, digest, size: bytes.length };
    },
    /** An image with labels, at a tag. */
    image(labels: Record<string, string> = {}, tag?: string): Described {
      const config = registry.blob({
        created: '2026-11-02T03:04:05Z',
        config: { Labels: labels },
      });
      return registry.manifest({ config, layers: [] }, tag);
    },
    /** Attaches a content to an image, as the referrers API tells of it. */
    refer(subject: Described, artifactType: string, content: unknown) {
      const layer = registry.blob(content, artifactType);
      const { mediaType, digest, size } = registry.manifest({
        artifactType,
        subject,
        config: registry.blob({}),
        layers: [layer],
      });
      return { mediaType, digest, size, artifactType };
    },
    /** What the referrers API answers of an image. */
    referrers(subject: Described, ...manifests: object[]) {
      const index = { schemaVersion: 2, mediaType: INDEX, manifests };
      put(`referrers/${subject.digest}`, JSON.stringify(index), INDEX);
    },
    close: () => server.close(),
  };
  return registry;
}

/** A CycloneDX document of some packages. */
export function cyclonedx(...purls: string[]) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: purls.map(purl => ({
      type: 'library',
      'bom-ref': purl,
      name: purl.replace(/^.*\/|@.*$/g, ''),
      version: purl.replace(/^.*@|\?.*$/g, ''),
      purl,
    })),
  };
}

/** An in-toto statement about an image, in a DSSE envelope. */
export function attestation(digest: string, predicate: object) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'shop', digest: { sha256: digest.slice('sha256:'.length) } },
    ],
    predicateType: 'https://cyclonedx.org/bom',
    predicate,
  };
  return {
    payloadType: 'application/vnd.in-toto+json',
    payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
    signatures: [{ keyid: '', sig: 'MEUC' }],
  };
}
