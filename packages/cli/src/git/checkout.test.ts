import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BadInputError } from '../errors';
import { checkoutOf, webAddressOf } from './checkout';

describe('webAddressOf', () => {
  it.each([
    ['https://github.com/Acme/Shop.git', 'https://github.com/acme/shop'],
    [
      'https://user:secret@github.com/acme/shop',
      'https://github.com/acme/shop',
    ],
    ['http://git.test:8080/acme/shop/', 'https://git.test:8080/acme/shop'],
    ['ssh://git@git.test:7999/acme/shop.git', 'https://git.test/acme/shop'],
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['github.com:acme/shop', 'https://github.com/acme/shop'],
    ['git@gitlab.com:acme/team/shop.git', 'https://gitlab.com/acme/team/shop'],
    ['git://git.test/shop.git', 'https://git.test/shop'],
  ])('of %s is %s', (remote, address) => {
    expect(webAddressOf(remote)).toBe(address);
  });

  it.each([
    '/srv/git/shop',
    '../shop',
    'file:///srv/shop',
    'C:\\git\\shop',
    '',
  ])('of %p is none', remote => {
    expect(webAddressOf(remote)).toBeUndefined();
  });
});

describe('checkoutOf', () => {
  let root: string;
  const git = (...args: string[]) =>
    expect(spawnSync('git', ['-C', root, ...args]).status).toBe(0);

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'checkout-'));
    git('init', '--quiet');
    fs.mkdirSync(path.join(root, 'services/shop'), { recursive: true });
    fs.writeFileSync(path.join(root, 'services/shop/go.mod'), 'module shop\n');
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('tells the repository and the folder, of a folder and of a file in it', () => {
    git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    const repository = 'https://github.com/acme/shop';
    expect(checkoutOf(root)).toEqual({ repository, folder: '' });
    for (const place of ['services/shop', 'services/shop/go.mod']) {
      expect(checkoutOf(path.join(root, place))).toEqual({
        repository,
        folder: 'services/shop',
      });
    }
  });

  it('says what is missing', () => {
    expect(() => checkoutOf(root)).toThrow(BadInputError);
    git('remote', 'add', 'origin', '/srv/git/shop');
    expect(() => checkoutOf(root)).toThrow('names no server');
    fs.rmSync(path.join(root, '.git'), { recursive: true });
    expect(() => checkoutOf(root)).toThrow(BadInputError);
  });
});
