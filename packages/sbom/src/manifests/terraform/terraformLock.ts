import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { hexHash } from '../../input/hashes';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type HclBlock, readHclBlocks } from './hcl';

/** `registry.terraform.io/hashicorp/aws`: host, namespace and type, no case in any. */
const ADDRESS =
  /^([\w.-]{1,250}(?::\d{1,5})?)\/([\w-]{1,100})\/([\w-]{1,100})$/;
const VERSION = /^\d[\w.+-]{0,100}$/;

class TerraformLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();

  read({ text }: ReaderInput): ReaderResult {
    const blocks = readHclBlocks(text);
    const providers = blocks.filter(({ type }) => type === 'provider');
    if (
      providers.length === 0 &&
      !/^#.*terraform init|^#.*tofu init/m.test(text)
    ) {
      throw new InputError(
        'no lock file of Terraform: it locks no provider, and nothing says that `terraform init` wrote it',
      );
    }
    providers.forEach(block => this.add(block));
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
    };
  }

  private add({ labels, values }: HclBlock): void {
    const address = labels[0] ?? '';
    const version = values.get('version');
    const found = ADDRESS.exec(address.toLowerCase());
    if (!found || typeof version !== 'string' || !VERSION.test(version)) {
      this.warnings.add(
        `the provider ${quoted(address)} has no version: it is not counted`,
      );
      return;
    }
    const [name, host, namespace, type] = found;
    const written = values.get('hashes') ?? [];
    const all = typeof written === 'string' ? [written] : written;
    // `zh:` is of the archive for one platform each, `h1:` of what is in it.
    const hashes = all.flatMap(hash =>
      hash.startsWith('zh:') ? hexHash('sha256', hash.slice(3)) ?? [] : [],
    );
    const integrity = all.find(hash => hash.startsWith('h1:'));
    this.builder.add(name, {
      purl: formatPurl({
        type: 'terraform',
        namespace: `${host}/${namespace}`,
        name: type,
        version,
      }),
      name,
      version,
      packageName: name,
      origin: 'registry',
      // Modules may ask for a provider as well as the project, and it is applied with, not shipped.
      scope: 'unknown',
      hashed: all.length > 0,
      ...(hashes.length > 0 && { hashes }),
      ...(integrity && { integrity }),
    });
    this.builder.leaveDirectOpen(name);
  }
}

/** `.terraform.lock.hcl` of Terraform and OpenTofu: the providers. */
export const terraformLock: ManifestReader = {
  id: 'terraform-lock',
  title: 'Terraform lock file',
  matches: name => name === '.terraform.lock.hcl',
  companions: [],
  supersedes: [],
  read: input => new TerraformLock().read(input),
};
