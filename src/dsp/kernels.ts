import { kernelBytes } from './kernel-bytes.js';

/** What kernels/ exports; every number is a count or the address, in bytes, of an array in the memory. */
export type Kernels = {
  loadPairs(size: number, input: number, window: number, reversed: number, real: number, imaginary: number): void;
  loadQuadruples(size: number, input: number, window: number, reversed: number, real: number, imaginary: number): void;
  permute(size: number, values: number, reversed: number): void;
  pairs(size: number, real: number, imaginary: number): void;
  quadruples(size: number, real: number, imaginary: number): void;
  pass(size: number, real: number, imaginary: number, quarter: number, twiddles: number): void;
  unravel(size: number, real: number, imaginary: number, cosine: number, sine: number): void;
  powers(count: number, real: number, imaginary: number, out: number): void;
  magnitudes(count: number, real: number, imaginary: number, out: number): void;
  middle(count: number, left: number, right: number, out: number): void;
  side(count: number, left: number, right: number, out: number): void;
  stretchPeaks(count: number, stretch: number, samples: number, peaks: number): void;
  halve(
    count: number,
    pairs: number,
    input: number,
    even: number,
    odd: number,
    taps: number,
    tapCount: number,
    out: number,
  ): void;
  beatPathAhead(
    count: number,
    width: number,
    block: number,
    places: number,
    start: number,
    prior: number,
    cost: number,
    tripleCost: number,
    beat: number,
    duple: number,
    finer: number,
    most: number,
    ahead: number,
  ): void;
};

/** Kernels over a memory of their own; an array's address in it is its `byteOffset`. */
export type KernelMemory = {
  readonly kernels: Kernels;
  readonly bytes: number;
  /** Forgets the arrays: the next begin where the first did. */
  clear(): void;
  float32s(length: number): Float32Array;
  float64s(length: number): Float64Array;
  uint32s(length: number): Uint32Array;
};

/** WebAssembly as every engine has it: neither the language's own types nor a page's alone declare it everywhere. */
type Engine = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (descriptor: { readonly initial: number; readonly maximum: number }) => { buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};
const pageBytes = 65536;
let compiled: object | undefined;

/** A memory with room for arrays of so many bytes in all. Whoever makes one keeps it: engines are slow to give memories back. */
export function createKernelMemory(bytes: number): KernelMemory {
  const { Module, Memory, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
  compiled ??= new Module(kernelBytes);
  const pages = Math.ceil(bytes / pageBytes);
  const memory = new Memory({ initial: pages, maximum: pages });
  let end = 0;

  /** Where the next array of so many bytes begins. */
  function place(bytes: number): number {
    const start = end;
    end += 16 * Math.ceil(bytes / 16);
    return start;
  }

  return {
    bytes: pages * pageBytes,
    clear() {
      end = 0;
    },
    kernels: new Instance(compiled, { env: { memory } }).exports as Kernels,
    float32s: (length) => new Float32Array(memory.buffer, place(4 * length), length),
    float64s: (length) => new Float64Array(memory.buffer, place(8 * length), length),
    uint32s: (length) => new Uint32Array(memory.buffer, place(4 * length), length),
  };
}

/** A memory for what is made anew at each call, with room for so many bytes; the arrays of the call before are lost. */
export function createScratch(): (bytes: number) => KernelMemory {
  let memory: KernelMemory | undefined;
  return (bytes) => {
    if (memory === undefined || memory.bytes < bytes) memory = createKernelMemory(bytes);
    memory.clear();
    return memory;
  };
}
