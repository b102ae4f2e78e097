// Databases are made anew for most tests; on a busy machine that takes a while.
jest.setTimeout(60_000);
