import { readWith } from '../../__testUtils__/summary';

const PATH = '.terraform.lock.hcl';
const ZH = `zh:${'0a'.repeat(32)}`;

describe('a lock file of Terraform', () => {
  it('locks providers, with the hashes of their archives', () => {
    const { components, lock } = readWith(
      PATH,
      `# comment
/* another
   one */
provider "registry.terraform.io/hashicorp/AWS" { // here
  version     = "5.31.0"
  constraints = ">= 4.0.0, ~> 5.0"
  hashes = ["h1:abc=", "${ZH}"]
}
provider "registry.opentofu.org/integrations/github" {
  version = "6.0.0-beta.1"
  hashes = [
  ]
}
`,
    );
    expect(components).toMatchObject([
      {
        purl: 'pkg:terraform/registry.opentofu.org/integrations/github@6.0.0-beta.1',
        hashes: [],
      },
      {
        purl: 'pkg:terraform/registry.terraform.io/hashicorp/aws@5.31.0',
        name: 'registry.terraform.io/hashicorp/aws',
        version: '5.31.0',
        direct: undefined,
        scope: 'unknown',
        integrity: 'h1:abc=',
        hashes: [{ algorithm: 'SHA-256', value: '0a'.repeat(32) }],
      },
    ]);
    expect(lock).toMatchObject({
      locked: true,
      hashes: { able: 2, without: 1 },
    });
  });

  it('may lock nothing, where its tool says that it wrote it', () => {
    const text =
      '# This file is maintained automatically by "terraform init".\n';
    expect(readWith(PATH, text).components).toEqual([]);
    expect(() => readWith(PATH, '# nothing\n')).toThrow('locks no provider');
  });

  it('costs an entry what is not understood of it', () => {
    const { components, warnings } = readWith(
      PATH,
      'provider "a.b/c/d" {\n version = "1.0.0"\n}\nprovider "x" {\n version = "1"\n}\n',
    );
    expect(components).toHaveLength(1);
    expect(warnings[0]).toBe(
      "the provider 'x' has no version: it is not counted",
    );
  });

  it.each([
    ['provider "a/b/c" {\n', "the block 'provider' does not end"],
    ['provider "a/b/c" {\n version = 1 + 2\n}\n', 'a value is a string'],
    ['provider "a\n', 'a string does not end'],
    ['/* a', 'a comment does not end'],
    ['provider {{', 'an entry is a name'],
    ['provider "a/b/c" {\n hashes = ["a" b]\n}\n', 'a list holds strings'],
  ])('%j is refused: %s', (text, reason) => {
    expect(() => readWith(PATH, text)).toThrow(reason);
  });

  it('has as many providers as a plain count finds', () => {
    const text = Array.from(
      { length: 30 },
      (_, i) =>
        `provider "registry.terraform.io/hashicorp/p${i}" {\n  version = "1.${i}.0"\n}\n`,
    ).join('\n');
    expect(readWith(PATH, text).components).toHaveLength(
      text.split('\n').filter(line => line.startsWith('provider ')).length,
    );
  });
});
