// @ts-check
/*
 * Runs in a worker thread: reads files of strangers and writes documents, so
 * that a hostile file or a busy scan costs this thread and not the portal.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path').posix;
const { gzipSync } = require('node:zlib');

// In a checkout the engine is TypeScript; as a package it is not.
if (require.resolve('@safety-curtain/sbom').endsWith('.ts')) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
const sbom = require('@safety-curtain/sbom');
const { receiveLists, sendLists } = require('./slices.cjs');

/**
 * Reads one manifest. What the engine refuses comes back as `{ error }`.
 *
 * @param {{ path: string, content: Uint8Array, neighbours: Bundle, registries?: readonly string[], poms?: Bundle }} task
 */
function readManifest({ path: file, content, neighbours, registries, poms }) {
  const folder = path.dirname(file);
  const files = filesOf(neighbours);
  const pomFiles = poms ? unpack(poms) : new Map();
  try {
    const text = sbom.decodeText(content);
    /** @type {import('@safety-curtain/sbom').Sibling} */
    const sibling = relative => {
      const neighbour = files.get(path.join(folder, relative));
      return neighbour && sbom.decodeText(neighbour);
    };
    sibling.paths = () => pathsBelow(folder, files.keys());
    return {
      manifest: sbom.readManifest(file, text, sibling, {
        registries,
        poms: ({ groupId, artifactId, version }) => {
          const pom = pomFiles.get([groupId, artifactId, version].join(':'));
          return pom && sbom.decodeText(pom);
        },
      }),
    };
  } catch (error) {
    if (error instanceof sbom.ManifestError) return { error: error.reason };
    throw error;
  }
}

/**
 * Files as `engines/fileBundle.ts` packs them.
 *
 * @typedef {{ bytes: SharedArrayBuffer, index: number }} Bundle
 */

/** @type {{ bytes?: SharedArrayBuffer, files: Map<string, Uint8Array> }} */
let unpacked = { files: new Map() };

/**
 * The files of a source are the same for all its manifests.
 *
 * @param {Bundle} bundle
 */
function filesOf(bundle) {
  if (unpacked.bytes !== bundle.bytes) {
    unpacked = { bytes: bundle.bytes, files: unpack(bundle) };
  }
  return unpacked.files;
}

/** @param {Bundle} bundle */
function unpack({ bytes, index }) {
  const all = new Uint8Array(bytes);
  /** @type {[string, number, number][]} */
  const places = JSON.parse(Buffer.from(all.slice(index)).toString('utf8'));
  return new Map(
    places.map(([file, start, end]) => [file, all.subarray(start, end)]),
  );
}

/**
 * The paths below a folder, `.` for that of the source, relative to it.
 *
 * @param {string} folder
 * @param {Iterable<string>} paths
 */
function pathsBelow(folder, paths) {
  const start = folder === '.' ? '' : `${folder}/`;
  return [...paths]
    .filter(each => each.startsWith(start))
    .map(each => each.slice(start.length));
}

/**
 * Whether a manifest that no lock file stands beside asks for packages.
 *
 * @param {{ path: string, content: Uint8Array }} task
 */
function asksForPackages({ path: file, content }) {
  return sbom.asksForPackages(file, sbom.decodeText(content));
}

/**
 * Writes the documents of a snapshot.
 *
 * @param {{ inventory: import('@safety-curtain/sbom').Inventory, meta: import('@safety-curtain/sbom').DocumentMeta }} task
 */
function writeDocuments({ inventory, meta }) {
  const cyclonedx = sbom.writeCycloneDx(inventory, meta);
  return {
    inventory: pack(
      'application/vnd.safety-curtain.inventory+json',
      sbom.serializeInventory(inventory),
    ),
    cyclonedx: pack('application/vnd.cyclonedx+json; version=1.6', cyclonedx),
    spdx: pack('application/spdx+json', sbom.writeSpdx(inventory, meta)),
    quality: qualityOf(cyclonedx),
  };
}

/**
 * How good a document of our own is, by the same questions as others'. One
 * that is too large to be read again has no score.
 *
 * @param {string} cyclonedx
 */
function qualityOf(cyclonedx) {
  try {
    return sbom.scoreSbom(sbom.readSbom(Buffer.from(cyclonedx)));
  } catch (error) {
    if (error instanceof sbom.SbomError) return undefined;
    throw error;
  }
}

/**
 * Reads an SBOM that somebody made, and writes the documents of its snapshot.
 * What the engine refuses comes back as `{ error }`.
 *
 * @param {{ content: Uint8Array, memory: number, path: string, subject: { name: string, description: string }, meta: import('@safety-curtain/sbom').DocumentMeta }} task
 */
function readUpload({ file, memory, path: manifest, subject, meta }) {
  const bytes = readFileSync(file);
  try {
    const document = sbom.readSbom(bytes, { memory });
    const { manifests } = sbom.inventoryOfSbom(document, { path: manifest });
    const inventory = { subject, manifests };
    return {
      upload: {
        manifests,
        documents: writeDocuments({ inventory, meta }),
        digest: digestInventory({ inventory }),
        original: pack(mediaTypeOf(document), bytes),
        format: document.format,
        specVersion: document.specVersion,
        tools: document.metadata.tools,
        quality: sbom.scoreSbom(document),
        warnings: document.warnings,
      },
    };
  } catch (error) {
    if (error instanceof sbom.SbomError) return { error: error.message };
    throw error;
  }
}

/**
 * The assessments (VEX) in an SBOM as a CycloneDX document of their own;
 * undefined where it holds none.
 *
 * @param {{ content: Uint8Array, memory: number }} task
 */
function extractVex({ content, memory }) {
  const bytes = Buffer.from(Uint8Array.from(content));
  const { components, vulnerabilities } = sbom.readSbom(bytes, { memory });
  const assessed = vulnerabilities.filter(({ analysis }) => analysis?.state);
  if (assessed.length === 0) return undefined;
  const purls = new Map(components.map(({ ref, purl }) => [ref, purl]));
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      vulnerabilities: assessed.map(({ id, source, description, ...rest }) => ({
        id,
        ...(source && { source: { name: source } }),
        ...(description && { description }),
        analysis: {
          state: rest.analysis?.state,
          justification: rest.analysis?.justification,
          response: rest.analysis?.responses,
          detail: rest.analysis?.detail,
        },
        affects: rest.affects.map(ref => ({ ref: purls.get(ref) ?? ref })),
      })),
    },
    null,
    2,
  )}\n`;
}

/**
 * @param {import('@safety-curtain/sbom').Sbom} document
 */
function mediaTypeOf({ format, encoding, specVersion }) {
  if (format === 'SPDX') {
    return encoding === 'json' ? 'application/spdx+json' : 'text/spdx';
  }
  return `application/vnd.cyclonedx+${encoding}; version=${specVersion}`;
}

/**
 * The digest of what a snapshot holds, without when it was made.
 *
 * @param {{ inventory: import('@safety-curtain/sbom').Inventory }} task
 */
function digestInventory({ inventory }) {
  return sha256(Buffer.from(sbom.serializeInventory(inventory)));
}

/**
 * A text as it is stored.
 *
 * @param {{ mediaType: string, text: string }} task
 */
function packText({ mediaType, text }) {
  return pack(mediaType, text);
}

/**
 * @param {string} mediaType
 * @param {string | Buffer} content
 */
function pack(mediaType, content) {
  const bytes = Buffer.from(content);
  return {
    mediaType,
    sha256: sha256(bytes),
    size: bytes.length,
    gzip: gzipSync(bytes),
  };
}

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Components go between threads in slices, whoever has many.
 *
 * @param {(task: any) => any} work
 */
function inSlices(work) {
  return async (/** @type {any} */ { input, output, ...task }) => {
    const given = task.inventory?.manifests ?? [];
    if (input) await receiveLists(input, given.map(componentsOf));
    const result = await work(task);
    if (!output) return result;
    const read = result.upload?.manifests ?? [result.manifest].filter(Boolean);
    await sendLists(output, read.map(componentsOf));
    for (const manifest of read) manifest.components = [];
    return result;
  };
}

/** @param {import('@safety-curtain/sbom').Manifest} manifest */
function componentsOf({ components }) {
  return components;
}

module.exports = {
  asksForPackages,
  packText,
  readManifest: inSlices(readManifest),
  readUpload: inSlices(readUpload),
  extractVex,
  writeDocuments: inSlices(writeDocuments),
  digestInventory: inSlices(digestInventory),
};
