import type { Changelog, ChangelogFormat } from './changelog';
import { changelogHtml } from './html';
import { impactNote } from './impactNote';
import { changelogMarkdown } from './markdown';

/**
 * A changelog as a document: JSON (the changelog with its `impact`), Markdown or a page of HTML.
 *
 * @public
 */
export function writeChangelog(
  changelog: Changelog,
  format: ChangelogFormat,
): { text: string; mediaType: string; extension: string } {
  switch (format) {
    case 'markdown':
      return {
        text: changelogMarkdown(changelog),
        mediaType: 'text/markdown; charset=utf-8',
        extension: 'md',
      };
    case 'html':
      return {
        text: changelogHtml(changelog),
        mediaType: 'text/html; charset=utf-8',
        extension: 'html',
      };
    default:
      return {
        text: `${JSON.stringify(
          { ...changelog, impact: impactNote(changelog) },
          null,
          2,
        )}\n`,
        mediaType: 'application/json; charset=utf-8',
        extension: 'json',
      };
  }
}
