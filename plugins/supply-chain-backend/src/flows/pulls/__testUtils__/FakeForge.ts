import {
  type CommentPlace,
  type CommitStatus,
  type Forge,
  type ForgeReporter,
  keepComment,
  type PullRequest,
  type SourceReader,
} from '@safety-curtain/plugin-supply-chain-node';
import { NothingFoundError } from '../../../outside/sources/UrlSourceReader';

export const REPOSITORY = 'https://forge.example/acme/shop';
export const TOPIC = 'forge.pull_request';

/** A commit's name for tests: of one letter. */
export const sha = (letter: string) => letter.repeat(40);

/** Where a call to the forge breaks: before it does anything, or when it has. */
type Break = { error: Error; after?: boolean };

/** A forge in memory, with its repository, its comments and its statuses. */
export class FakeForge implements Forge {
  readonly id = 'fake';
  readonly title = 'Forge';
  readonly topics = [TOPIC];
  /** Files of commits, by revision and path. */
  readonly commits = new Map<string, Record<string, string>>();
  readonly pulls = new Map<number, PullRequest>();
  readonly statuses: CommitStatus[] = [];
  readonly comments: { id: string; body: string; author: string }[] = [];
  /** Statuses that came for what is closed, or no head any more. */
  outdated = 0;
  /** How often a comment was changed. */
  updates = 0;
  mergeBases = new Map<string, string>();
  hasToken = true;
  /** Calls of the next reports break with these, one after another. */
  breaks: (Break | undefined)[] = [];
  /** Told of each reading of a source, before it is given. */
  onRead: (revision: string) => void | Promise<void> = () => undefined;
  reads: string[] = [];
  calls = 0;

  pullRequestOf({ payload }: { payload: unknown }): PullRequest | undefined {
    return payload as PullRequest;
  }

  addressAt(_pull: PullRequest, revision: string, address: string) {
    return address.replace(/\/tree\/[^/]+/, `/tree/${revision}`);
  }

  reporter(): ForgeReporter | undefined {
    if (!this.hasToken) return undefined;
    const call = <T>(work: () => T) => this.#call(work);
    return {
      read: ({ number }) => call(() => ({ ...this.pulls.get(number)! })),
      mergeBase: ({ head }) => call(() => this.mergeBases.get(head.revision)),
      setStatus: ({ number }, status) =>
        call(() => {
          const { state, head } = this.pulls.get(number)!;
          if (state === 'closed' || head.revision !== status.revision) {
            this.outdated += 1;
          }
          const last = this.statuses.findLast(
            one => one.revision === status.revision,
          );
          if (JSON.stringify(last) !== JSON.stringify(status)) {
            this.statuses.push(status);
          }
        }),
      comment: (_pull, comment) => keepComment(this.#place(), comment),
    };
  }

  /** Reads its commits. */
  reader(): SourceReader {
    return {
      types: ['url'],
      supports: target => target.startsWith(REPOSITORY),
      read: async ({ target, wants, signal, observer }) => {
        signal.throwIfAborted();
        const [, revision, folder = ''] = /\/tree\/([^/]+)\/?(.*)$/.exec(
          target,
        )!;
        this.reads.push(revision);
        await this.onRead(revision);
        const commit = this.commits.get(revision);
        if (!commit) throw new Error(`There is no ${revision}`);
        const below = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
        const files = Object.entries(commit)
          .filter(([path]) => path.startsWith(below))
          .map(([path, text]) => ({
            path: path.slice(below.length),
            content: Buffer.from(text),
          }));
        if (files.length === 0) throw new NothingFoundError('Nothing is there');
        for (const { path, content } of files) {
          const most = observer?.onFile(path, content.length, true) ?? 0;
          if (most > 0) observer?.onContent(path, content.subarray(0, most));
        }
        return {
          unchanged: false,
          files: files.filter(({ path }) => wants(path)),
          skipped: [],
          etag: revision,
          revision,
        };
      },
    };
  }

  #place(): CommentPlace {
    const call = <T>(work: () => T) => this.#call(work);
    return {
      self: () => call(() => 'curtain'),
      get: id => call(() => this.comments.find(one => one.id === id)),
      page: () => call(() => ({ comments: this.comments, last: true })),
      create: body =>
        call(() => {
          const id = String(this.comments.length + 1);
          this.comments.push({ id, body, author: 'curtain' });
          return id;
        }),
      update: (id, body) =>
        call(() => {
          this.comments.find(one => one.id === id)!.body = body;
          this.updates += 1;
        }),
    };
  }

  async #call<T>(work: () => T): Promise<T> {
    this.calls += 1;
    const broken = this.breaks.shift();
    if (broken && !broken.after) throw broken.error;
    const result = work();
    if (broken) throw broken.error;
    return result;
  }
}
