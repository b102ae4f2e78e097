import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { BadInputError } from '../errors';
import { submitDependencies } from './submission';

const SHA = 'a'.repeat(40);
const env = {
  GITHUB_SHA: SHA,
  GITHUB_REF: 'refs/heads/main',
  GITHUB_RUN_ID: '7',
  GITHUB_WORKFLOW: 'Build',
  GITHUB_JOB: 'sbom',
  GITHUB_REPOSITORY: 'acme/shop',
};

let folder: string;
let written: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'submission-'));
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation(text => {
    written += text;
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  write('package-lock.json', {
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: '1' }, devDependencies: { d: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
      'node_modules/b': { version: '1.2.3' },
      'node_modules/d': { version: '1.0.0', dev: true },
    },
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

function write(name: string, content: object | string) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  fs.writeFileSync(path.join(folder, name), text);
}

describe('dependency-submission', () => {
  it('writes what each file holds, of a workflow’s environment', async () => {
    await submitDependencies(folder, { partial: false }, env);
    expect(JSON.parse(written)).toMatchObject({
      version: 0,
      sha: SHA,
      ref: 'refs/heads/main',
      job: { id: '7', correlator: 'Build sbom' },
      detector: { name: 'Safety Curtain' },
      manifests: {
        'package-lock.json': {
          name: 'package-lock.json',
          file: { source_location: 'package-lock.json' },
          resolved: {
            'pkg:npm/a@1.0.0': {
              package_url: 'pkg:npm/a@1.0.0',
              relationship: 'direct',
              scope: 'runtime',
              dependencies: ['pkg:npm/b@1.2.3'],
            },
            'pkg:npm/b@1.2.3': { relationship: 'indirect', dependencies: [] },
            'pkg:npm/d@1.0.0': { relationship: 'direct', scope: 'development' },
          },
        },
      },
    });
  });

  it('is made of what is said, before the environment', async () => {
    await submitDependencies(
      folder,
      {
        partial: false,
        sha: 'b'.repeat(40),
        ref: 'refs/tags/v1',
        id: '8',
        correlator: 'mine',
      },
      env,
    );
    expect(JSON.parse(written)).toMatchObject({
      sha: 'b'.repeat(40),
      ref: 'refs/tags/v1',
      job: { id: '8', correlator: 'mine' },
    });
  });

  it.each([
    [{ ...env, GITHUB_SHA: 'main' }, /--sha/],
    [{ ...env, GITHUB_REF: undefined }, /--ref/],
    [{ ...env, GITHUB_RUN_ID: undefined }, /--job/],
    [{ ...env, GITHUB_WORKFLOW: '', GITHUB_JOB: '' }, /--correlator/],
  ])('says what is missing', async (environment, reason) => {
    await expect(
      submitDependencies(folder, { partial: false }, environment),
    ).rejects.toThrow(reason);
  });

  it('makes nothing of half a reading, unless asked to', async () => {
    write('yarn.lock', '<html>');
    await expect(
      submitDependencies(folder, { partial: false }, env),
    ).rejects.toThrow('yarn.lock could not be read');
    expect(written).toBe('');
    await submitDependencies(folder, { partial: true }, env);
    expect(JSON.parse(written).manifests).toHaveProperty(['package-lock.json']);
  });

  it('is sent with a token, once more while GitHub is busy', async () => {
    const answers = [503, 201];
    const received: [string, string, string][] = [];
    const server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url, headers } = request;
      received.push([
        `${method} ${url}`,
        headers.authorization ?? '',
        Buffer.concat(chunks).toString('utf8'),
      ]);
      response.writeHead(answers.shift() ?? 422).end('{"message":"no"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const at = { ...env, GITHUB_API_URL: `http://127.0.0.1:${port}/` };
    const options = { partial: false, token: 'secret' };
    try {
      await submitDependencies(folder, options, at, async () => {});
      expect(received.map(([what]) => what)).toEqual(
        Array(2).fill('POST /repos/acme/shop/dependency-graph/snapshots'),
      );
      expect(received[1][1]).toBe('Bearer secret');
      expect(JSON.parse(received[1][2]).sha).toBe(SHA);
      expect(written).toBe('');
      const refused = submitDependencies(folder, options, at, async () => {});
      await expect(refused).rejects.toThrow(/422/);
      await expect(refused).rejects.toBeInstanceOf(BadInputError);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
