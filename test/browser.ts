import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = places.find(existsSync);

/** Why browser tests cannot run here; undefined where they can. */
export const noBrowser: string | undefined = found === undefined ? `no Chromium at ${places.join(', ')}` : undefined;

/** A headless Chromium; whoever starts it closes it. Extra arguments are Chromium's own, such as fake devices. */
export function launchChromium(extraArguments: readonly string[] = []): Promise<Browser> {
  if (found === undefined) throw new Error(noBrowser);
  // root in a container has no sandbox of its own, and its /dev/shm is small
  return chromium.launch({
    executablePath: found,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...extraArguments],
  });
}
