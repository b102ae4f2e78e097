import {
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  keysOf,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { byCodeUnit, GraphBuilder } from '../../graph/graphBuilder';
import type { Unresolved } from '../../model';
import { missing } from '../lockVersion';
import { requirementsTxt } from '../python/requirementsTxt';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { condaPackage, nameOfSpec } from './condaPackage';

const MAX_NAMED = 50;

interface Spec {
  name: string;
  channel?: string;
  /** Where one is named, without wildcard. */
  version?: string;
  build?: string;
}

const SUBDIR = /^(?:noarch|(?:linux|osx|win|emscripten|wasi|freebsd|zos)-\w+)$/;

/** The last folder of an address that is no platform. */
function channelName(channel: string): string {
  const parts = channel.split('/').filter(part => part !== '');
  const last = parts.pop() ?? '';
  return SUBDIR.test(last) ? parts.pop() ?? last : last;
}

/**
 * `channel::name=version=build`, `name==version`, `name version`, `name[version="1.0"]` (conda,
 * "Package match specifications").
 */
function parseSpec(text: string): Spec | undefined {
  const name = nameOfSpec(text);
  if (!/^[a-z0-9_][\w.-]*$/.test(name)) {
    return undefined;
  }
  const channel = /^([^\s:[\]=<>]+)::/.exec(text)?.[1];
  const rest = text
    .slice(text.toLowerCase().indexOf(name) + name.length)
    .trim();
  const bracket = /\bversion\s{0,5}=\s{0,5}["']?==?([^"',\]]+)/.exec(rest)?.[1];
  const [, version, build] =
    /^(?:={1,2}\s*)?([\w.+!-]+)(?:(?:\s+|\s*=\s*)([\w.+-]+))?$/.exec(rest) ??
    [];
  const stated = bracket ?? version;
  return {
    name,
    ...(channel && { channel: channelName(channel) }),
    ...(stated && /^[\w.+!-]+$/.test(stated) && { version: stated }),
    ...(build && { build }),
  };
}

/** The requirements of the `pip` sections, each a line for pip. */
function pipLines(dependencies: readonly unknown[]): string[] {
  return dependencies.filter(isFields).flatMap(section => {
    const [unknown] = keysOf(section).filter(key => key !== 'pip');
    if (unknown !== undefined) {
      throw new InputError(
        `the list ${quoted(
          unknown,
        )} of dependencies is not known: only pip's is`,
      );
    }
    return listOf(section.pip).map(item => {
      if (typeof item !== 'string') {
        throw new InputError("a requirement of 'pip' is not a text");
      }
      return item;
    });
  });
}

/** As a requirements file in the same place, with the files that pip is told to read as well. */
function readPip(
  lines: readonly string[],
  input: ReaderInput,
): ReaderResult | undefined {
  return lines.length > 0
    ? requirementsTxt.read({ ...input, text: lines.join('\n') })
    : undefined;
}

function channelsOf(environment: Fields): string[] {
  return listOf(environment.channels).flatMap(item => textOf(item) ?? []);
}

class Environment {
  private readonly builder = new GraphBuilder('runtime');
  private readonly warnings = new Warnings();
  private readonly open = new Set<string>();

  constructor(private readonly input: ReaderInput) {}

  read(): ReaderResult {
    const environment = fieldsOf(readYaml(this.input.text)[0], 'the file');
    if (!Array.isArray(environment.dependencies)) {
      throw missing('dependencies');
    }
    const { dependencies } = environment;
    const pip = readPip(pipLines(dependencies), this.input);
    dependencies.forEach(item => {
      if (typeof item === 'string') this.add(item);
    });
    if (channelsOf(environment).length === 0 && !this.builder.isEmpty) {
      this.warnings.add('no channels are named: which ones count is not known');
    }
    const name = textOf(environment.name);
    const unpinned = this.builder.fixings(false);
    return {
      ...(name && { root: { name } }),
      graph: 'flat',
      components: [
        ...this.builder.components(),
        ...(pip?.components ?? []),
      ].sort((a, b) => byCodeUnit(a.purl, b.purl)),
      warnings: [...this.warnings.list(), ...(pip?.warnings ?? [])],
      lock: {
        locked: false,
        ...unpinned,
        ...(pip?.lock?.unpinned && { unpinned: pip.lock.unpinned }),
      },
      ...this.unresolved(pip?.unresolved),
      ...(pip?.notAtHand && { notAtHand: pip.notAtHand }),
    };
  }

  private add(text: string): void {
    const spec = parseSpec(text);
    if (!spec) {
      this.warnings.add(`not a specification of a package: ${quoted(text)}`);
      return;
    }
    const { name, version, channel, build } = spec;
    if (version === undefined) {
      this.open.add(name);
      this.warnings.add(`no exact version: ${quoted(text)}`);
      return;
    }
    const key = `${name} ${version} ${build ?? ''}`;
    this.builder.add(key, condaPackage(name, version, { channel, build }));
    // What was exported names all packages with their builds: not all of them were asked for.
    if (build) {
      this.builder.leaveDirectOpen(key);
    } else {
      this.builder.require(key);
    }
  }

  private unresolved(
    pip: Unresolved | undefined,
  ): Pick<ReaderResult, 'unresolved'> {
    const count = this.open.size + (pip?.count ?? 0);
    const first = [...this.open, ...(pip?.first ?? [])].slice(0, MAX_NAMED);
    return count > 0 ? { unresolved: { count, first, poms: [] } } : {};
  }
}

/** `environment.yml` of conda (conda, "Managing environments"), with its list for pip. */
export const condaEnvironment: ManifestReader = {
  id: 'conda-environment',
  title: 'conda environment',
  matches: name =>
    /^environment(?:[-_.][\w.-]+)?\.ya?ml$/.test(name) ||
    // What `conda-lock render --kind env` writes, one for each platform.
    /^conda-(?:linux|osx|win)-\w+\.lock\.ya?ml$/.test(name),
  companions: [],
  supersedes: [],
  read: input => new Environment(input).read(),
};
