import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Licenses that allow to pass a package on with its notice, and ask no more. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-3.0',
  'ISC',
  'MIT',
  'Python-2.0',
]);
const NOTICE_FILES = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const LINE = '-'.repeat(79);

/**
 * The notices of the packages that files belong to: name, version, license, and
 * the texts that come with them. Of our own only what their NOTICE says.
 *
 * @param {string[]} files - paths
 * @param {(license: string) => string} textOf - of a license, for those that come without
 * @throws where a package has a license that is not looked at yet
 */
export function noticesOf(files, textOf) {
  const folders = new Set(files.map(packageFolder));
  const notices = [...folders].flatMap(
    folder => noticeOf(folder, textOf) ?? [],
  );
  const head =
    'Safety Curtain has parts of these packages in it, and is itself licensed under Apache-2.0.\n';
  return [head, ...notices.sort()].join(`\n${LINE}\n\n`);
}

function noticeOf(folder, textOf) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const isOwn = !folder.includes(`${sep}node_modules${sep}`);
  if (!isOwn && !isAllowed(license)) {
    throw new Error(`${name} ${version} is licensed under ${license}`);
  }
  const texts = readdirSync(folder)
    .filter(file => (isOwn ? file === 'NOTICE' : NOTICE_FILES.test(file)))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').trim());
  if (isOwn) return texts.length > 0 ? `${name}\n\n${texts[0]}\n` : undefined;
  const by = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0) {
    texts.push(`By ${by ?? 'its contributors'}. ${textOf(license).trim()}`);
  }
  return `${name} ${version}, ${license}\n\n${texts.join('\n\n')}\n`;
}

/** `MIT`, or one of several that may be chosen. */
function isAllowed(license) {
  return String(license)
    .replace(/[()]/g, '')
    .split(' OR ')
    .some(one => ALLOWED.has(one));
}

/** The nearest folder above a file whose package.json has a name and a version. */
function packageFolder(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const place = join(folder, 'package.json');
    if (existsSync(place)) {
      const { name, version } = JSON.parse(readFileSync(place, 'utf8'));
      if (name && version) return folder;
    }
    if (folder === dirname(folder)) throw new Error(`${file} is of no package`);
  }
}
