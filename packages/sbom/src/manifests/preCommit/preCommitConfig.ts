import {
  fieldsOf,
  type Fields,
  isFields,
  listOf,
  readLocatedYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { plainOf } from '../../input/mergedYaml';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import { registryPackage } from '../npm/npmPackage';
import { indexPackage } from '../python/pypiPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';

/** Hooks of the project itself, and those of pre-commit (pre-commit, "Repository local hooks"). */
const OWN: ReadonlySet<string> = new Set(['local', 'meta', 'builtin']);
const GITHUB =
  /^https:\/\/github\.com\/([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?\/?$/i;
const COMMIT = /^[0-9a-f]{40}$/i;
const MAX_REV = 200;
const PINNED_PYTHON =
  /^([A-Za-z0-9][\w.-]{0,200})(?:\[[^\]]{0,200}\])?==([\w.+!-]{1,100})$/;
const PINNED_NODE =
  /^(@?[\w.-]{1,214}(?:\/[\w.-]{1,214})?)@(\d[\w.+-]{0,100})$/;

/** A repository of hooks, at the revision that is named. */
function repositoryFacts(repo: string, rev: string): PackageFacts | undefined {
  const location = parseGitLocation(repo, COMMIT.test(rev) ? rev : undefined);
  if (!location || rev.length > MAX_REV) {
    return undefined;
  }
  const vcsUrl = formatGitLocation(location);
  const hosted = GITHUB.exec(repo);
  const path = new URL(location.url.replace(/^git\+/, '')).pathname;
  const name = hosted
    ? `${hosted[1]}/${hosted[2]}`
    : path.replace(/^\/|(?:\.git)?\/?$/g, '');
  const purl = hosted
    ? { type: 'github', namespace: hosted[1], name: hosted[2], version: rev }
    : {
        type: 'generic',
        name: name.slice(name.lastIndexOf('/') + 1),
        version: rev,
        qualifiers: { vcs_url: vcsUrl },
      };
  return {
    purl: formatPurl(purl),
    name,
    version: rev,
    packageName: name,
    origin: 'git',
    scope: 'development',
    vcsUrl,
  };
}

class PreCommitConfig {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();

  read({ text }: ReaderInput): ReaderResult {
    const document = plainOf(readLocatedYaml(text));
    // The first format was the list alone (pre-commit, "migrate-config").
    const repos = Array.isArray(document)
      ? document
      : fieldsOf(document, 'the file').repos;
    if (!Array.isArray(repos)) throw missing('repos');
    for (const repo of repos) {
      if (isFields(repo)) this.take(repo);
      else this.warnings.add('an entry of repos is not understood');
    }
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }

  private take(entry: Fields): void {
    const repo = textOf(entry.repo);
    const rev = textOf(entry.rev) ?? textOf(entry.sha);
    if (repo !== undefined && !OWN.has(repo)) {
      const facts = rev === undefined ? undefined : repositoryFacts(repo, rev);
      if (facts) this.add(facts);
      else {
        this.warnings.add(
          `the hooks of ${quoted(
            repo,
          )} are at no revision that could be read: they are not counted`,
        );
      }
    }
    for (const hook of listOf(entry.hooks)) {
      if (isFields(hook)) this.takePackages(hook);
    }
  }

  /** What is installed beside a hook; only hooks of the project itself say in which language. */
  private takePackages(hook: Fields): void {
    const language = textOf(hook.language);
    for (const item of listOf(hook.additional_dependencies)) {
      const text = textOf(item)?.trim();
      if (text === undefined || text.startsWith('.')) continue;
      const facts = packageFacts(text, language);
      if (facts) this.add({ ...facts, scope: 'development' });
      else {
        this.warnings.add(
          `${quoted(
            text,
          )} of a hook names no package in an exact version whose language is known: it is not counted`,
        );
      }
    }
  }

  private add(facts: PackageFacts): void {
    this.builder.add(facts.purl, facts);
    this.builder.require(facts.purl, 'development');
  }
}

/** `==` is how pip writes it, and nobody else; `@` also stands for other tools. */
function packageFacts(
  text: string,
  language: string | undefined,
): PackageFacts | undefined {
  const python =
    language === undefined || language === 'python'
      ? PINNED_PYTHON.exec(text)
      : undefined;
  if (python) {
    return indexPackage(python[1], python[2]);
  }
  const node = language === 'node' ? PINNED_NODE.exec(text) : undefined;
  return node ? registryPackage(node[1], node[2]) : undefined;
}

/** `.pre-commit-config.yaml`: repositories of hooks, and packages installed for them. */
export const preCommitConfig: ManifestReader = {
  id: 'pre-commit-config',
  title: 'pre-commit configuration',
  surroundings: true,
  matches: name => /^\.pre-commit-config\.ya?ml$/.test(name),
  companions: [],
  supersedes: [],
  read: input => new PreCommitConfig().read(input),
};
