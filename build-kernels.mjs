// Compiles kernels/ into src/dsp/kernel-bytes.ts, before tsc builds the rest: `npm run build`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

let bytes;
const { error, stderr } = await asc.main(
  'index.ts -O3 --noAssert --runtime stub --enable simd --importMemory --outFile kernels.wasm'
    .split(' ')
    .concat('--baseDir', join(import.meta.dirname, 'kernels')),
  {
    writeFile(name, content) {
      if (name.endsWith('.wasm')) bytes = content;
    },
  },
);
if (error) {
  process.stderr.write(stderr.toString());
  throw error;
}
await writeFile(
  join(import.meta.dirname, 'src/dsp/kernel-bytes.ts'),
  `/** The WebAssembly module that build-kernels.mjs makes of kernels/. */\nexport const kernelBytes = Uint8Array.of(${bytes.join(', ')});\n`,
);
