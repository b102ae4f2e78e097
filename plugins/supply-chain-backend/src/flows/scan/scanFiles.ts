import type {
  FileOutcome,
  Scanner,
  ScannerInput,
  SourceReadResult,
  UnlockedFile,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Manifest } from '@safety-curtain/sbom';
import { maskAll, maskSecrets } from '../../messages/secrets';
import { refuseManifest } from '../../records/inventory/components';
import { refuseCut } from '../../records/inventory/unresolved';
import { OTHER } from '../../telemetry/instruments';
import type { Telemetry } from '../../telemetry/Telemetry';

/** What scanners made of the files of a source. */
export interface ScannedFiles {
  /** By path. */
  manifests: Manifest[];
  /** Of all files, those that the source's reader left out as well; by path. */
  outcomes: FileOutcome[];
  unlocked: UnlockedFile[];
}

/** Has each scanner read the files that it wants. */
export async function scanFiles(
  scanners: readonly Scanner[],
  source: SourceReadResult & { unchanged: false },
  options: {
    paths: readonly string[] | undefined;
    /** Manifests whose last good reading was of a whole file. */
    wholeBefore: ReadonlySet<string>;
    folder: string;
    signal: AbortSignal;
    fetch: ScannerInput['fetch'];
    tell: (progress: string) => void;
    telemetry: Telemetry;
  },
): Promise<ScannedFiles> {
  const { paths, wholeBefore, folder, signal, fetch, tell, telemetry } =
    options;
  const all: ScannedFiles = { manifests: [], outcomes: [], unlocked: [] };
  for (const scanner of scanners) {
    const result = await scanner.scan({
      files: source.files.filter(file => scanner.wants(file.path)),
      paths,
      folder,
      signal,
      fetch,
      onProgress: (done, total) => tell(`${done} of ${total} files`),
    });
    all.unlocked.push(...(result.unlocked ?? []));
    const refused = new Map<string, string>();
    for (const manifest of result.manifests) {
      const reason =
        refuseCut(manifest, wholeBefore) ?? (await refuseManifest(manifest));
      if (reason) refused.set(manifest.path, reason);
      else all.manifests.push(manifest);
    }
    for (const outcome of result.outcomes) {
      const reason = refused.get(outcome.path);
      all.outcomes.push(
        reason === undefined
          ? maskAll(outcome)
          : { ...outcome, outcome: 'failed', reason },
      );
    }
  }
  recordFailures(telemetry, all.outcomes, source);
  for (const { path, failed, reason } of source.skipped) {
    all.outcomes.push({
      path,
      outcome: failed ? 'failed' : 'skipped',
      reason: maskSecrets(reason),
    });
  }
  all.manifests.sort(byPath);
  all.outcomes.sort(byPath);
  return all;
}

/** Of files that scanners could not read, and that the source could not give. */
function recordFailures(
  telemetry: Telemetry,
  outcomes: readonly FileOutcome[],
  { skipped }: SourceReadResult & { unchanged: false },
): void {
  for (const { outcome, format, failure = 'content' } of outcomes) {
    if (outcome !== 'failed') continue;
    telemetry.record('readerFailures', 1, {
      format: format ?? OTHER,
      failure,
    });
  }
  const lost = skipped.filter(({ failed }) => failed).length;
  if (lost === 0) return;
  const attributes = { format: OTHER, failure: 'source' } as const;
  telemetry.record('readerFailures', lost, attributes);
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
