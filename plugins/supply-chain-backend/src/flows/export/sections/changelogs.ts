import { type Changelog, writeChangelog } from '@safety-curtain/policy';
import { toIso } from '../../../database/dialect';
import type { Archive } from '../../../records/documents/Archive';
import type { ExportedFiles } from '../PackedFiles';
import { unlessDamaged } from './unlessDamaged';
import type { DbReleasesRow } from '../../../database/tables';

/**
 * Writes the changelog of each release as it is kept, byte for byte, and as
 * Markdown and HTML. Gives a sentence for each that is missing.
 */
export async function writeChangelogs(
  files: ExportedFiles,
  archive: Archive,
  folder: string,
  releases: readonly DbReleasesRow[],
): Promise<string[]> {
  const gaps: string[] = [];
  for (const {
    id,
    name,
    released_at: at,
    changelog_sha256: sha256,
  } of releases) {
    if (sha256 === null) {
      gaps.push(`The changelog of release ${name} is not written yet`);
      continue;
    }
    const document = await unlessDamaged(archive.read(sha256), () =>
      gaps.push(
        `The changelog ${sha256} of release ${name} is damaged in the archive and left out`,
      ),
    );
    if (!document) continue;
    const file = `${folder}/changelogs/${toIso(at)!.slice(
      0,
      10,
    )}-${id}.changelog`;
    await files.add(`${file}.json`, [document.bytes]);
    const changelog: Changelog = JSON.parse(document.bytes.toString('utf8'));
    for (const format of ['markdown', 'html'] as const) {
      const { text, extension } = writeChangelog(changelog, format);
      await files.add(`${file}.${extension}`, [text]);
    }
  }
  return gaps;
}
