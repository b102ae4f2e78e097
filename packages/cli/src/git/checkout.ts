import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { gitIn } from './git';

/** Where a place on disk is in a repository. */
export interface Checkout {
  /** The web address of its remote, in lower case: `https://github.com/acme/shop`. */
  repository: string;
  /** The folder below the repository's root, with slashes; empty for the root. */
  folder: string;
}

/** The repository of a place, by its remote `origin`. Throws `BadInputError`. */
export function checkoutOf(place: string): Checkout {
  const isFile = fs.statSync(place, { throwIfNoEntry: false })?.isFile();
  const git = gitIn(isFile ? path.dirname(place) : place);
  const remote = git(['remote', 'get-url', 'origin']).toString().trim();
  const repository = webAddressOf(remote);
  if (!repository) {
    throw new BadInputError('The remote "origin" names no server');
  }
  const prefix = git(['rev-parse', '--show-prefix']).toString().trim();
  return { repository, folder: prefix.replace(/\/+$/, '') };
}

/**
 * The web address of a remote: of `https://host/a/b.git`, `ssh://git@host/a/b`
 * and `git@host:a/b.git`, without credentials. Undefined for what is local.
 */
export function webAddressOf(remote: string): string | undefined {
  const scp = /^(?:[^@/]+@)?([\w.-]+):(?!\/\/)\/?(.+)$/.exec(remote);
  if (scp && !/^[a-z]:[\\/]/i.test(remote)) return joined(scp[1], scp[2]);
  if (!URL.canParse(remote)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(remote);
  if (!/^(?:https?|ssh|git):$/.test(protocol)) return undefined;
  // The port of SSH is not that of the web pages.
  return joined(/^http/.test(protocol) ? host : hostname, pathname);
}

function joined(host: string, name: string): string {
  const repository = name.replace(/^\/+/, '').replace(/(?:\.git)?\/*$/, '');
  return `https://${host}/${repository}`.toLocaleLowerCase('en-US');
}
