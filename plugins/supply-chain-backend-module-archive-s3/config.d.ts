import type { HumanDuration } from '@backstage/types';

export interface Config {
  supplyChain?: {
    archive?: {
      /** Object storage for the archive; used where `archive.store` is `s3`. */
      s3?: {
        bucket: string;
        /** Default: that of the environment (`AWS_REGION`), else us-east-1. */
        region?: string;
        /** Address of a server other than Amazon's. */
        endpoint?: string;
        /** Whether the bucket is part of the path instead of the host. Default: false. */
        forcePathStyle?: boolean;
        /** What keys begin with, without slashes at its ends. Default: nothing. */
        prefix?: string;
        /** Default: the AWS SDK's own chain: environment, profile, web identity, instance. */
        credentials?: {
          accessKeyId: string;
          /** @visibility secret */
          secretAccessKey: string;
        };
        /** `AES256` or `aws:kms`. Default: what the bucket does by itself. */
        serverSideEncryption?: 'AES256' | 'aws:kms';
        /** The longest that one document may take, tries again included. Default: 2 minutes. */
        timeout?: HumanDuration;
      };
    };
  };
}
