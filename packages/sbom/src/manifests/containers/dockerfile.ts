import { dockerInstructions, InputError } from '@safety-curtain/input';
import type { Scope } from '../../model';
import type { ManifestReader, ReaderResult } from '../reader';
import { Images } from './images';
import { substituted } from './variables';

/** One `FROM` and what follows it. */
interface Stage {
  /** The image, or the stage that it builds on. */
  base: string;
  /** Names of images and stages that files are taken from. */
  sources: string[];
}

const NAME = /^(?:docker|container)file$/i;
const NAMED =
  /^(?:docker|container)file[._-][\w-]+$|^[\w.-]*[\w][._-](?:docker|container)file$/i;
/** Of other languages and of other things about Dockerfiles; templates name what is filled in later. */
const OTHER =
  /\.(?:dockerignore|c|cpp|erb|go|in|j2|java|jinja|jinja2|js|json|lock|m4|md|mustache|py|rb|rs|sh|template|tmpl|tpl|ts|txt|ya?ml)$/i;

/** The stages of a Dockerfile, with the names that they go by. */
class Stages {
  readonly all: Stage[] = [];
  /** Stages by name in lower case, and by number. */
  private readonly names = new Map<string, number>();
  private readonly defaults = new Map<string, string>();

  constructor(text: string) {
    for (const { name, text: whole } of dockerInstructions(text)) {
      const words = whole.replace(/\\\n/g, ' ').trim().split(/\s+/);
      if (name === 'FROM') this.begin(words);
      else if (name === 'ARG') this.define(words);
      else if (name === 'COPY' || name === 'ADD') this.copy(words);
      else if (name === 'RUN') this.mount(words);
    }
  }

  /** The stage of a name, where one comes before. */
  stage(name: string, before: number): number | undefined {
    const found =
      this.names.get(name.toLowerCase()) ??
      (/^\d{1,4}$/.test(name) ? Number(name) : undefined);
    return found !== undefined && found < before ? found : undefined;
  }

  private begin(words: readonly string[]): void {
    const rest = words.filter(word => !word.startsWith('--'));
    const as = rest.findIndex(word => word.toLowerCase() === 'as');
    const base = substituted(rest[0] ?? '', name => this.defaults.get(name));
    this.all.push({ base: unquoted(base), sources: [] });
    if (as > 0 && rest[as + 1]) {
      this.names.set(rest[as + 1].toLowerCase(), this.all.length - 1);
    }
  }

  /** Only those before the first `FROM` count for images (Dockerfile reference, "FROM"). */
  private define(words: readonly string[]): void {
    if (this.all.length > 0) return;
    for (const word of words) {
      const equals = word.indexOf('=');
      if (equals > 0) {
        const value = substituted(unquoted(word.slice(equals + 1)), name =>
          this.defaults.get(name),
        );
        this.defaults.set(word.slice(0, equals), value);
      }
    }
  }

  private copy(words: readonly string[]): void {
    for (const word of words) {
      if (!word.startsWith('--')) return;
      if (word.startsWith('--from=')) {
        this.all.at(-1)?.sources.push(unquoted(word.slice('--from='.length)));
      }
    }
  }

  private mount(words: readonly string[]): void {
    for (const word of words) {
      if (!word.startsWith('--')) return;
      const from = word.startsWith('--mount=')
        ? /(?:[=,])from=([^,\s]+)/.exec(word)?.[1]
        : undefined;
      if (from) this.all.at(-1)?.sources.push(unquoted(from));
    }
  }
}

function unquoted(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted ? quoted[2] : text;
}

/**
 * Adds the images of a Dockerfile. The last stage is what is built where nobody asks for another:
 * what it stands on is shipped. What it only takes files from is there to build, and what it does not
 * need may be built for its own sake.
 *
 * @param shipped - scope of what the last stage stands on
 * @returns whether there is any stage
 */
export function addDockerfile(
  images: Images,
  text: string,
  shipped: Scope = 'runtime',
): boolean {
  const stages = new Stages(text);
  const scopes = scopesOf(stages, shipped);
  stages.all.forEach(({ base, sources }, index) => {
    const scope = scopes[index];
    const isStage =
      stages.stage(base, index) !== undefined && !/^\d+$/.test(base);
    if (!isStage && base.toLowerCase() !== 'scratch') {
      images.add(base, scope);
    }
    sources
      .filter(name => stages.stage(name, index) === undefined)
      .forEach(name => images.add(name, scope));
  });
  return stages.all.length > 0;
}

function scopesOf(stages: Stages, shipped: Scope): Scope[] {
  const last = stages.all.length - 1;
  const scopes: Scope[] = stages.all.map(() =>
    shipped === 'runtime' ? 'unknown' : shipped,
  );
  const needed = new Set<number>();
  for (let at: number | undefined = last; at !== undefined && at >= 0; ) {
    scopes[at] = shipped;
    needed.add(at);
    at = stages.stage(stages.all[at].base, at);
  }
  // Stages only refer to earlier ones, so one pass from the end finds all.
  for (let at = last; at >= 0; at--) {
    if (needed.has(at)) {
      const { base, sources } = stages.all[at];
      for (const name of [base, ...sources]) {
        const stage = stages.stage(name, at);
        if (stage !== undefined && !needed.has(stage)) {
          needed.add(stage);
          scopes[stage] = 'development';
        }
      }
    }
  }
  return scopes;
}

/** Dockerfiles and Containerfiles: the images that they build on and take files from. */
export const dockerfile: ManifestReader = {
  id: 'dockerfile',
  title: 'Dockerfile',
  surroundings: true,
  matches: name => NAME.test(name) || (NAMED.test(name) && !OTHER.test(name)),
  companions: [],
  supersedes: [],
  read: ({ text }): ReaderResult => {
    const images = new Images();
    if (!addDockerfile(images, text)) {
      throw new InputError('no Dockerfile: it has no FROM');
    }
    return images.result();
  },
};
