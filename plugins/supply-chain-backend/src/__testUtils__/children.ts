import childProcess, { ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';

/** Child processes that were started since, and the tasks that they were sent, in order. */
export interface WatchedChildren {
  started: ChildProcess[];
  /** Resolves to the process that the first such task was sent to. */
  sent(matches: (message: any) => boolean): Promise<ChildProcess>;
}

/** Watches which processes are started; until `jest.restoreAllMocks()`. */
export function watchChildren(): WatchedChildren {
  const started: ChildProcess[] = [];
  const sent: { message: unknown; child: ChildProcess }[] = [];
  const news = new EventEmitter();
  jest
    .spyOn(childProcess, 'fork')
    .mockImplementation((script: any, args: any, options: any) => {
      const child = fork(script, args, options);
      started.push(child);
      const send = child.send.bind(child) as (...given: any[]) => boolean;
      child.send = (message: any, done: any) =>
        send(message, (error: any) => {
          sent.push({ message, child });
          news.emit('sent');
          done?.(error);
        });
      return child;
    });
  return {
    started,
    async sent(matches) {
      for (;;) {
        const found = sent.find(({ message }) => matches(message));
        if (found) return found.child;
        await once(news, 'sent');
      }
    },
  };
}
