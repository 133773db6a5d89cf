// AssemblyScript, a strict subset of TypeScript's syntax for WebAssembly: inner loops that two numbers at a time make twice as
// fast. `node build-kernels.mjs` compiles it into src/dsp/kernel-bytes.ts, and src/dsp/kernels.ts calls it.
// Pointers are bytes; arrays of numbers begin on multiples of 16. Sums are taken in the order in which a plain loop takes them.
export * from './beat-path';
export * from './half-band';
export * from './mixing';
export * from './transform';
export * from './true-peak';
