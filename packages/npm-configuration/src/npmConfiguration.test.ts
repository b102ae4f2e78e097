import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  npmRegistries,
  readNpmConfiguration,
  rememberedNpmRegistries,
} from './npmConfiguration';

describe('npm configuration', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'npm-configuration-'));
    writeFileSync(join(folder, 'package.json'), '{}');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Of the folder alone: not of who runs the tests. */
  const env = () => ({
    npm_config_userconfig: join(folder, 'none'),
    npm_config_globalconfig: join(folder, 'none-either'),
  });

  it('is of the environment and of .npmrc files', async () => {
    writeFileSync(
      join(folder, '.npmrc'),
      'registry=https://npm.example/\n@shop:registry=https://shop.example/npm/\n',
    );
    const registries = () =>
      npmRegistries(() => readNpmConfiguration(env(), folder));
    expect(await registries()).toEqual([
      expect.stringMatching(/^https:\/\//),
      'https://npm.example/',
      'https://shop.example/npm/',
    ]);
    const other = { ...env(), npm_config_registry: 'https://other.example/' };
    expect(
      await npmRegistries(() => readNpmConfiguration(other, folder)),
    ).toContain('https://other.example/');
  });

  it("is npm's own registry where it cannot be read", async () => {
    const [own, ...others] = await npmRegistries(async () => {
      throw new Error('no configuration');
    });
    expect(own).toMatch(/^https:\/\//);
    expect(others).toEqual([]);
  });

  it('leaves the environment as it is', async () => {
    const before = { ...process.env };
    await readNpmConfiguration();
    expect(process.env).toEqual(before);
  });

  it('is read again after a while only', async () => {
    let time = 0;
    let read = 0;
    const remembered = rememberedNpmRegistries(
      async () => [`https://${(read += 1)}.example/`],
      100,
      () => time,
    );
    expect(await remembered()).toEqual(['https://1.example/']);
    time = 99;
    expect(await remembered()).toEqual(['https://1.example/']);
    time = 100;
    expect(await remembered()).toEqual(['https://2.example/']);
  });
});
