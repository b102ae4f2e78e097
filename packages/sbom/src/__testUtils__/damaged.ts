/** What takes the place of a file when something goes wrong, and what is said of it. */
export const REPLACED: ReadonlyArray<
  [string, (text: string) => string, RegExp]
> = [
  ['nothing', () => '', /: the file is empty/],
  ['blank lines', () => '\ufeff\n \r\n\n', /: the file is empty/],
  [
    'a pointer of Git LFS',
    () =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(
        32,
      )}\nsize 12345\n`,
    /pointer of Git LFS .*git lfs pull/,
  ],
  [
    'an HTML page',
    () =>
      '\n<!-- proxy -->\n<!DOCTYPE html>\n<html><head><title>502</title></head><body>Bad gateway</body></html>\n',
    /an HTML page/,
  ],
  [
    'an XHTML page',
    () =>
      '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    /an HTML page/,
  ],
  ['zeros', text => '\0'.repeat(text.length), /NUL bytes/],
  [
    'half of the file, and zeros',
    text =>
      text.slice(0, text.length / 2) + '\0'.repeat(Math.ceil(text.length / 2)),
    /NUL bytes/,
  ],
  ['the answer of a server', () => '404: Not Found', /: /],
];
