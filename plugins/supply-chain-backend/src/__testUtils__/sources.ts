import type {
  SourceReader,
  SourceReadOptions,
} from '@safety-curtain/plugin-supply-chain-node';

/** Reads a source with wide limits, changed as a test needs. */
export async function readSource(
  reader: SourceReader,
  target: string,
  changes: Partial<SourceReadOptions> = {},
) {
  const result = await reader.read({
    target,
    wants: path => /(^|\/)package-lock\.json$/.test(path),
    ignoresFolder: path => path.endsWith('node_modules'),
    limits: { files: 100, fileBytes: 1000, totalBytes: 10_000, depth: 5 },
    signal: new AbortController().signal,
    ...changes,
  });
  return result.unchanged
    ? { unchanged: true, files: [], skipped: [], etag: '', revision: '' }
    : result;
}

/** The paths of files. */
export function pathsOf(result: { files: { path: string }[] }): string[] {
  return result.files.map(file => file.path);
}
