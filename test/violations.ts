import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page as it stands; it is put in past the page's own policy. */
export async function violationsOf(page: Page): Promise<Pick<AxeResults, 'violations'>> {
  await page.evaluate(axe);
  return page.evaluate<AxeResults>('axe.run()');
}
