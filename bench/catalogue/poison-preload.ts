/** For `node --import`: whoever looks at a file of that name dies as by a fault in a decoder, without a word. */
export function poisonPreload(name: string): string {
  const program = `import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const { stat } = fs;
    fs.stat = (path, ...rest) => {
      if (String(path).endsWith(${JSON.stringify(name)})) process.kill(process.pid, 'SIGKILL');
      return stat(path, ...rest);
    };
    syncBuiltinESMExports();`;
  return `data:text/javascript,${encodeURIComponent(program)}`;
}
