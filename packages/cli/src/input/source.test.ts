import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSource } from './source';

const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.0.0' } },
    'node_modules/a': { version: '1.0.0' },
  },
});
const PROJECT = '{"name":"app","dependencies":{"a":"1.0.0"}}';

describe('readSource', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  const write = (files: Record<string, string>) => {
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), content);
    }
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'source-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it.each<[string, () => void, RegExp]>([
    [
      'a link',
      () => {
        write({ 'web/real.json': LOCK });
        fs.symlinkSync('real.json', at('web/package-lock.json'));
      },
      /a link, and links are not followed/,
    ],
    [
      'a folder',
      () => fs.mkdirSync(at('web/package-lock.json')),
      /a folder, and not a file/,
    ],
    [
      'a pipe',
      () => execFileSync('mkfifo', [at('web/package-lock.json')]),
      /not a regular file/,
    ],
  ])('names a lock file that is %s, and is partial', (_, make, reason) => {
    write({ 'api/package-lock.json': LOCK, 'web/package.json': PROJECT });
    make();
    const { notes, partial, isWhole, inventory } = readSource(folder);
    expect(inventory.manifests).toHaveLength(1);
    expect({ partial, isWhole }).toEqual({ partial: true, isWhole: false });
    expect(notes).toContainEqual(
      expect.stringMatching(
        new RegExp(`^web/package-lock.json: ${reason.source}`),
      ),
    );
    expect(notes.join()).not.toMatch(/no lock file for/);
  });

  it('names a folder that is a link', () => {
    write({ 'api/package-lock.json': LOCK });
    fs.symlinkSync('api', at('web'));
    expect(readSource(folder).notes).toEqual([
      'web: a link, and links are not followed',
    ]);
  });

  it('refuses pipes and devices, and does not wait for what is beside a file', () => {
    execFileSync('mkfifo', [at('bom.json'), at('package.json')]);
    for (const place of [at('bom.json'), at('package.json'), '/dev/zero']) {
      expect(() => readSource(place)).toThrow(/neither a file nor a folder/);
    }
    write({ 'package-lock.json': LOCK });
    expect(readSource(at('package-lock.json')).partial).toBe(false);
  });

  it.each([
    ['flake.lock', '{}', /flake\.lock: a lock file of Nix, which is not read/],
    ['package.json', PROJECT, /package\.json: no lock file for package\.json/],
    ['Gemfile', "gem 'a'\n", /Gemfile: no lock file for Gemfile/],
  ])('says of %s alone what it says of its folder', (name, text, note) => {
    write({ [name]: text });
    expect(() => readSource(at(name))).toThrow(note);
    expect(() => readSource(folder)).toThrow(note);
  });

  it('reads what requirements include, and nothing outside', () => {
    write({
      'app/requirements.txt': '-c c/pins.cfg\n-r base.in\n-r ../x.in\na\n',
      'app/c/pins.cfg': 'a==1.0\n',
      'app/base.in': 'b==2.0\n',
      'x.in': 'secret==1.0\n',
    });
    for (const place of [at('app'), at('app/requirements.txt')]) {
      const { inventory, unresolved, notes } = readSource(place);
      expect(inventory.manifests[0].components.map(({ purl }) => purl)).toEqual(
        ['pkg:pypi/a@1.0', 'pkg:pypi/b@2.0'],
      );
      expect(unresolved).toBe(1);
      expect(notes.join('\n')).toMatch(/'\.\.\/x\.in' is not in the source/);
    }
  });

  it('says of a manifest alone which lock file is beside it', () => {
    write({ 'package.json': PROJECT, 'package-lock.json': LOCK, 'go.sum': '' });
    let message = '';
    try {
      readSource(at('package.json'));
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/package\.json: package-lock\.json pins/);
    expect(message).not.toMatch(/go\.sum/);
  });
});
