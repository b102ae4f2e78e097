import { ConfigReader } from '@backstage/config';
import { readS3Options } from './options';

const read = (s3?: object, env: NodeJS.ProcessEnv = {}) =>
  readS3Options(
    new ConfigReader(s3 ? ({ supplyChain: { archive: { s3 } } } as never) : {}),
    env,
  );

describe('readS3Options', () => {
  it('has none where nothing is configured', () => {
    expect(read()).toBeUndefined();
  });

  it('needs no more than a bucket', () => {
    expect(read({ bucket: 'sboms' })).toEqual({
      bucket: 'sboms',
      region: 'us-east-1',
      forcePathStyle: false,
      prefix: '',
      timeoutMs: 120_000,
    });
    expect(read({ bucket: 'a' }, { AWS_REGION: 'eu-west-1' })?.region).toBe(
      'eu-west-1',
    );
  });

  it('reads what is configured', () => {
    const options = {
      bucket: 'sboms',
      region: 'eu-central-1',
      endpoint: 'https://storage.example',
      forcePathStyle: true,
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      serverSideEncryption: 'aws:kms',
    };
    expect(
      read({ ...options, prefix: '/a/b/', timeout: { seconds: 3 } }),
    ).toEqual({ ...options, prefix: 'a/b', timeoutMs: 3000 });
  });

  it.each([
    [{}, 'bucket'],
    [{ endpoint: 'storage.example' }, 'endpoint is not an http(s) address'],
    [
      { endpoint: 'https://me:hunter2@storage.example' },
      "endpoint must not hold credentials; they belong into 'credentials' beside it",
    ],
    [{ serverSideEncryption: 'yes' }, 'must be AES256 or aws:kms'],
    [{ credentials: { accessKeyId: 'id' } }, 'secretAccessKey'],
    [{ timeout: { seconds: 0 } }, 'timeout must be greater than zero'],
    [{ timeout: 5 }, 'supplyChain.archive.s3.timeout must be a duration'],
  ])('refuses %j', (wrong, message) => {
    const bucket = message === 'bucket' ? {} : { bucket: 'sboms' };
    expect(() => read({ ...bucket, ...wrong })).toThrow(message);
  });
});
