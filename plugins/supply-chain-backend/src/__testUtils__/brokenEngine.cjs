// An engine that breaks in the ways that processes do; what it is asked for
// first is what it does.
const serve = require('../../worker/serve.cjs');

serve({
  echo: task => task,
  environment: () => ({ env: process.env, cwd: process.cwd() }),
  fail: ({ message }) => {
    throw new Error(message);
  },
  nothing: () => () => undefined,
  endless() {
    for (;;);
  },
  memory() {
    const held = [];
    for (;;) held.push(new Array(1000).fill(held.length));
  },
  exit: ({ code }) => process.exit(code),
  abort: () => process.abort(),
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  disconnect: () => process.disconnect(),
  later: () => {
    setImmediate(() => {
      throw new Error('Later');
    });
    return new Promise(() => {});
  },
});
