import { generateKeyPairSync } from 'node:crypto';
import { engine } from '../setup/folders.mjs';
import * as samples from './samples.mjs';

/**
 * Everything that reads what strangers write: what it is called, the one error that it may throw,
 * samples, and the reading. A reading that says that it was caught off guard returns why.
 *
 * @typedef {{
 *   name: string,
 *   error?: string,
 *   samples: readonly string[],
 *   read(text: string, sample: number): unknown,
 * }} Reader
 */

/** @returns {Reader[]} */
export function allReaders() {
  return [...documentReaders(), ...fileReaders(), ...feedReaders(), ...texts()];
}

/** An error that a reader threw where it did not know what was wrong. */
const offGuard = ({ cause }) =>
  cause && !['InputError', 'PurlError', 'RangeError'].includes(cause.name)
    ? String(cause.stack ?? cause)
    : undefined;

function documentReaders() {
  const { readSbom, inventoryOfSbom, scoreSbom } = engine('packages/sbom');
  const { readReport } = engine('packages/reports');
  const { readVex } = engine('packages/vex');
  const salt = new Uint8Array(32);
  return [
    {
      name: 'SBOMs',
      error: 'SbomError',
      samples: samples.sboms(),
      read(text) {
        const sbom = readSbom(Buffer.from(text));
        scoreSbom(sbom);
        inventoryOfSbom(sbom, { path: 'bom.json' });
      },
    },
    {
      name: 'reports of tools',
      error: 'ReportError',
      samples: samples.reports(),
      read: text => void readReport(text, { salt }),
    },
    {
      name: 'VEX',
      error: 'VexError',
      samples: samples.vex,
      read: text => void readVex(text),
    },
  ];
}

function fileReaders() {
  const { readManifest, asksForPackages } = engine('packages/sbom');
  const { inspectFiles } = engine('packages/inspect');
  const { readIgnoreFile } = engine('packages/vex');
  const manifests = samples.manifests().filter(([path]) => isManifest(path));
  const inspected = samples.inspected();
  const options = { salt: new Uint8Array(32), now: new Date('2026-06-01') };
  return [
    {
      name: 'manifests and lock files',
      error: 'ManifestError',
      samples: manifests.map(([, text]) => text),
      read(text, sample) {
        const [path] = manifests[sample];
        asksForPackages(path, text);
        try {
          readManifest(path, text, name => (name === path ? undefined : text));
        } catch (error) {
          const why = error.name === 'ManifestError' && offGuard(error);
          if (why) return `${path}: ${why}`;
          throw error;
        }
        return undefined;
      },
    },
    {
      name: 'inspected files',
      samples: inspected.map(([, text]) => text),
      async read(text, sample) {
        const [path] = inspected[sample];
        const reports = await inspectFiles([{ path, text }], options);
        const notices = reports.flatMap(report => report.notices);
        return notices.find(notice => notice.endsWith('could not be read'));
      },
    },
    {
      name: 'ignore files',
      error: 'VexError',
      samples: samples.ignoreFiles.map(([, text]) => text),
      read: (text, sample) =>
        void readIgnoreFile(samples.ignoreFiles[sample][0], text),
    },
  ];
}

function isManifest(path) {
  return engine('packages/sbom').findReader(path) !== undefined;
}

/** JSON that is no JSON is not given to those who take values. */
const ofJson = read => text => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  read(value);
};

function feedReaders() {
  const advisories = engine('packages/advisories');
  const { readOpenSsfResult } = engine('packages/policy');
  const archive = engine('packages/archive');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const envelope = archive.signEnvelope(
    { payloadType: 'application/json', payload: Buffer.from('{}') },
    archive.readSigningKey(pem),
  );
  const one = (name, error, read, sample = samples.others[name]) => ({
    name,
    error,
    samples: [sample],
    read: text => void read(text),
  });
  return [
    one('advisory', 'AdvisoryError', ofJson(advisories.readAdvisory)),
    one('epss', 'FeedError', advisories.parseEpss),
    one('kev', 'FeedError', text => advisories.parseKev(text)),
    one('vulnrichment', 'FeedError', ofJson(advisories.readVulnrichment)),
    one('OpenSSF result', 'OpenSsfResultError', ofJson(readOpenSsfResult)),
    one('export manifest', 'ManifestFormatError', archive.parseManifest),
    one(
      'envelope',
      'SignatureError',
      text => archive.verifyEnvelope(text, publicKey),
      envelope,
    ),
  ];
}

function texts() {
  const advisories = engine('packages/advisories');
  const input = engine('packages/input');
  const { parsePurl, parseImage } = engine('packages/sbom');
  const { parseLicense, normalizeLicense } = engine('packages/licenses');
  const one = (name, error, ...reads) => ({
    name,
    error,
    samples: [samples.others[name]],
    read(text, sample) {
      void reads[(text.length + sample) % reads.length](text);
    },
  });
  return [
    one('vector', undefined, advisories.scoreVector),
    one('vers', 'VersionError', text => advisories.VersRange.read(text)),
    one('purl', 'PurlError', parsePurl),
    one('image', undefined, parseImage),
    one('license', 'LicenseError', parseLicense, normalizeLicense),
    one('xml', 'InputError', text => input.readXml(text, { attributes: true })),
    one(
      'yaml',
      'InputError',
      text => input.readYaml(text, { scalars: 'typed' }),
      input.readLocatedDocuments,
    ),
    one('toml', 'InputError', text => input.readToml(text)),
    one('jsonc', 'InputError', text => input.readJsonc(text)),
    one('json5', 'InputError', input.readJson5),
    one('shell', 'InputError', text => input.readShell(text)),
    one('Dockerfile', 'InputError', text => [
      ...input.dockerInstructions(text),
    ]),
  ];
}
