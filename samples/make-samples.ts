import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFiles } from './sample-files.js';

// Writes every sample into the folder named on the command line; what was there under its name is replaced.
const folder = process.argv[2] ?? 'samples';
for (const { name, render } of sampleFiles) {
  const bytes = await render();
  await writeFile(join(folder, name), bytes);
  console.log(`${join(folder, name)}  ${(bytes.length / 1024).toFixed(0)} KiB`);
}
