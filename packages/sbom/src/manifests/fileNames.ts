/** The last segment of a path; both kinds of slash separate segments. */
export function fileNameOf(path: string): string {
  return path.slice(
    Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1,
  );
}
