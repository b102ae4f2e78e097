// Has a program say what it took, on the last line of its output.
process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  const { user, system } = process.cpuUsage();
  const took = {
    seconds: process.uptime(),
    processor: (user + system) / 1e6,
    peak: maxRSS * 1024,
  };
  require('fs').writeSync(1, `\n${JSON.stringify(took)}\n`);
});
