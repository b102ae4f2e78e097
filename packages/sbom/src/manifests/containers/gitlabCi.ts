import {
  InputError,
  type Located,
  readLocatedYaml,
} from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '../../input/mergedYaml';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Images } from './images';
import { substituted } from './variables';

/** Values that are variables of other variables; GitLab expands them as well. */
const MAX_NESTING = 5;

/** `image` and `services`, in all the forms that GitLab CI has (GitLab, "CI/CD YAML syntax"). */
class Pipeline {
  private readonly images = new Images();
  private readonly variables = new Map<string, string>();

  constructor(private readonly document: Located) {
    if (mapEntries(document).every(isNoPart)) {
      throw new InputError('no pipeline of GitLab: it has no jobs');
    }
    for (const [name, { value }] of mapEntries(
      valueAt(document, 'variables'),
    )) {
      const text = value.kind === 'text' ? value.text : textAt(value, 'value');
      if (text !== undefined) this.variables.set(name, text);
    }
  }

  read(): ReaderResult {
    this.addFrom(this.document);
    for (const [name, { value }] of mapEntries(this.document)) {
      if (name !== 'variables' && name !== 'include') this.addFrom(value);
    }
    if (valueAt(this.document, 'include')) {
      this.images.warnings.add(
        'images of pipelines that it includes are not counted',
      );
    }
    return this.images.result();
  }

  private addFrom(holder: Located): void {
    const services = valueAt(holder, 'services');
    for (const image of [valueAt(holder, 'image'), ...listItems(services)]) {
      const text = image?.kind === 'text' ? image.text : textAt(image, 'name');
      if (text) this.images.add(this.filled(text), 'development');
    }
  }

  private filled(text: string): string {
    let filled = text;
    for (let i = 0; i < MAX_NESTING && filled.includes('$'); i++) {
      filled = substituted(filled, name => this.variables.get(name));
    }
    return filled;
  }
}

/** What a server answered instead of the file may be YAML as well, of one text. */
function isNoPart([name, { value }]: [string, { value: Located }]): boolean {
  return value.kind === 'text' && name !== 'include' && name !== 'image';
}

/** `.gitlab-ci.yml`: the images that jobs run in. */
export const gitlabCi: ManifestReader = {
  id: 'gitlab-ci',
  title: 'GitLab pipeline',
  surroundings: true,
  matches: name => /^\.gitlab-ci\.ya?ml$/.test(name),
  companions: [],
  supersedes: [],
  read: ({ text }: ReaderInput) => new Pipeline(readLocatedYaml(text)).read(),
};
