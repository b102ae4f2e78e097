import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { supplyChainArchiveExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { readS3Options } from './options';
import { S3Store } from './S3Store';

/**
 * Adds the archive store `s3` where `supplyChain.archive.s3` is configured.
 *
 * @public
 */
export const supplyChainModuleArchiveS3 = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'archive-s3',
  register(env) {
    env.registerInit({
      deps: {
        archive: supplyChainArchiveExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ archive, config }) {
        const options = readS3Options(config);
        if (options) archive.addArchiveStore(new S3Store(options));
      },
    });
  },
});
