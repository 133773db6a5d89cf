/** What faults in a decoder do to whoever opens a file, without a word: end the process, or hold the thread for ever. */
const faults = { dies: "process.kill(process.pid, 'SIGKILL');", loops: 'for (;;);' };

/** For `node --import`: a file of that name has such a fault. */
export function poisonPreload(name: string, fault: keyof typeof faults = 'dies'): string {
  const program = `import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const { stat } = fs;
    fs.stat = (path, ...rest) => {
      if (String(path).endsWith(${JSON.stringify(name)})) ${faults[fault]}
      return stat(path, ...rest);
    };
    syncBuiltinESMExports();`;
  return `data:text/javascript,${encodeURIComponent(program)}`;
}
