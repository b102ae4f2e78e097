/** Bytes at the beginning of a file that `binaryKind` looks at. @public */
export const BINARY_TEST_LENGTH = 1024;

/** Extensions of programs and archives of programs (OpenSSF Binary-Artifacts). */
const EXTENSIONS = new Set(
  (
    'a bundle class crx deb dex dey dll drv dylib efi elf exe iso jar lib ' +
    'macho msi o ocx par pyc pyo rpm so wasm whl'
  ).split(' '),
);

/** First bytes of formats that are programs whatever the file's name. */
const SIGNATURES: readonly [kind: string, bytes: readonly number[]][] = [
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['exe', [0x4d, 0x5a]],
  ['macho', [0xfe, 0xed, 0xfa, 0xce]],
  ['macho', [0xfe, 0xed, 0xfa, 0xcf]],
  ['macho', [0xce, 0xfa, 0xed, 0xfe]],
  ['macho', [0xcf, 0xfa, 0xed, 0xfe]],
  ['macho', [0xca, 0xfe, 0xba, 0xbe]],
  ['wasm', [0x00, 0x61, 0x73, 0x6d]],
  ['dex', [0x64, 0x65, 0x78, 0x0a]],
  ['dey', [0x64, 0x65, 0x79, 0x0a]],
  ['deb', [0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e]],
  ['rpm', [0xed, 0xab, 0xee, 0xdb]],
  ['crx', [0x43, 0x72, 0x32, 0x34]],
];

/**
 * What sort of program a file is, by its first bytes, or by its name where it
 * is not text; undefined for everything else.
 *
 * @public
 */
export function binaryKind(
  path: string,
  firstBytes: Uint8Array,
): string | undefined {
  if (firstBytes.length === 0) return undefined;
  const extension = extensionOf(path);
  const known = extension !== undefined && EXTENSIONS.has(extension);
  for (const [kind, bytes] of SIGNATURES) {
    if (bytes.every((byte, at) => firstBytes[at] === byte)) {
      // `MZ` alone may begin a text.
      if (kind === 'exe' && isText(firstBytes)) break;
      return known ? extension : kind;
    }
  }
  return known && !isText(firstBytes) ? extension : undefined;
}

function extensionOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? undefined : name.slice(dot + 1);
}

/** No control characters but tabs and ends of lines. */
function isText(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, BINARY_TEST_LENGTH)
    .every(
      byte => byte >= 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d,
    );
}
