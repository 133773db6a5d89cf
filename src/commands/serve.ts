import { once } from 'node:events';
import { SwerveError } from '../errors.js';
import { exportPage } from '../web/page-files.js';
import { servePage } from '../web/serve-page.js';
import { type Context, type ExitCode, exitCodes } from './context.js';

const usualPort = 7380;

/** `swerve serve`: the page where a recording is dropped and analysed, on this machine until it is interrupted, or as files. */
export async function serve(
  options: { readonly port?: string; readonly export?: string },
  { print, tell, signal }: Context,
): Promise<ExitCode> {
  if (options.export !== undefined) {
    const names = await exportPage(options.export);
    for (const name of names) print(`${name}\n`);
    tell(`The page is in ${options.export}: any static server shows it, over https or on localhost.\n`);
    return exitCodes.done;
  }
  const server = await servePage(portOf(options.port));
  print(`${server.address}\n`);
  tell('Open this in a browser on this machine; Ctrl-C ends it.\n');
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
  return exitCodes.done;
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? usualPort : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SwerveError('invalid-argument', 'A port is a number from 0 to 65535.', `--port ${text}`, 'Choose one.');
  return port;
}
