import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page as it stands, by all of its rules or by some; it is put in past the page's own policy. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<Pick<AxeResults, 'violations'>> {
  await page.evaluate(axe);
  return page.evaluate<AxeResults>(
    rules === undefined ? 'axe.run()' : `axe.run({ runOnly: ${JSON.stringify(rules)} })`,
  );
}
