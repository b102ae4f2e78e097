// Builds the command into `dist`, with all that it needs of other packages, and
// writes the notices of those: what is published depends on nothing else.
import { build } from 'esbuild';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesOf } from './notices.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const dist = join(folder, 'dist');

// What is no ES module asks for Node's own modules by `require`.
const REQUIRE =
  "import { createRequire as $createRequire } from 'node:module';\n" +
  'const require = $createRequire(import.meta.url);';

/** Where the license engine looks for the texts of the SPDX list. */
const LOOKED_FOR =
  'require.resolve(`spdx-license-list/licenses/${license.id}.json`)';
/** Where they are once it is bundled. */
const BUNDLED = 'new URL(`./licenses/${license.id}.json`, import.meta.url)';

/** Has texts of licenses read from `dist/licenses`. */
const licenseTexts = {
  name: 'license-texts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]list[\\/]licenseText\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(LOOKED_FOR, BUNDLED);
      if (contents === source) {
        return { errors: [{ text: `It no longer has ${LOOKED_FOR}` }] };
      }
      return { contents, loader: 'ts' };
    });
  },
};

/** Copies the texts of all licenses on the list, without what else is said of them. */
function copyLicenseTexts() {
  const require = createRequire(join(folder, '../licenses/package.json'));
  const list = join(
    dirname(require.resolve('spdx-license-list/package.json')),
    'licenses',
  );
  mkdirSync(join(dist, 'licenses'));
  for (const name of readdirSync(list).filter(one => one.endsWith('.json'))) {
    const { licenseText } = JSON.parse(readFileSync(join(list, name), 'utf8'));
    const text = JSON.stringify({ licenseText });
    writeFileSync(join(dist, 'licenses', name), text);
  }
  return list;
}

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: folder,
  entryPoints: ['src/index.ts'],
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // Each part that is loaded when it is asked for stays a file of its own.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: REQUIRE },
  plugins: [licenseTexts],
  metafile: true,
  logLevel: 'warning',
});
const texts = copyLicenseTexts();
const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => join(folder, path)),
);
const textOf = license =>
  JSON.parse(readFileSync(join(texts, `${license}.json`), 'utf8')).licenseText;
writeFileSync(
  join(dist, 'THIRD-PARTY-NOTICES.txt'),
  noticesOf([...used, join(texts, 'MIT.json')], textOf),
);
