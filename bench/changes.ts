import { spawn } from 'node:child_process';
import { filtered } from '../samples/synthesis/filters.js';
import { lowPass } from '../src/dsp/biquad.js';
import { createResampler } from '../src/dsp/resampler.js';
import { seededRandom } from '../src/dsp/seeded-random.js';
import { windowSeconds } from '../src/frames/front-end.js';
import { openStream } from '../src/sources/file.js';
import { limitPeaks } from './manipulations/limit-peaks.js';
import type { Sound } from './sound.js';

const rate = 44100;

/** Changes that are not musical: what moves under them is measuring noise. The codecs are ffmpeg's libmp3lame and aac. */
export const inaudibleChanges: Readonly<Record<string, (sound: Sound) => Promise<Sound>>> = {
  'gain −6 dB': async (sound) => sound.map((channel) => channel.map((sample) => 0.5 * sample)),
  'MP3 128 kbit/s': (sound) => throughMp3(sound, 128),
  'MP3 192 kbit/s': (sound) => throughMp3(sound, 192),
  'AAC 128 kbit/s': async (sound) => {
    const encoded = await ffmpeg(
      [...rawFormat(sound), '-i', '-', '-c:a', 'aac', '-b:a', '128k', '-f', 'adts', '-'],
      interleave(sound),
    );
    return deinterleave(await ffmpeg(['-f', 'aac', '-i', '-', ...rawFormat(sound), '-'], encoded), sound.length);
  },
  '48 kHz': async (sound) => resampled(resampled(sound, rate, 48000), 48000, rate),
  'one sample': async (sound) => sound.map((channel) => channel.subarray(1)),
  '1 s crop': async (sound) => sound.map((channel) => channel.subarray(rate)),
};

/** Changes that can be heard, or that leave less to hear: what they move is told, and not counted as measuring noise. */
export const audibleChanges: Readonly<Record<string, (sound: Sound) => Promise<Sound>>> = {
  'MP3 64 kbit/s': (sound) => throughMp3(sound, 64),
  'low-pass 16 kHz': async (sound) => sound.map((channel) => steepLowPass(channel, 16000)),
  'low-pass 8 kHz': async (sound) => sound.map((channel) => steepLowPass(channel, 8000)),
  'limiter 6 dB': async (sound) => limitPeaks(sound, 6),
  'noise −60 dBFS': async (sound) => {
    const random = seededRandom(60);
    // uniform noise of this amplitude has an RMS level of -60 dB re full scale
    const amplitude = Math.sqrt(3) * 1e-3;
    return sound.map((channel) => channel.map((sample) => sample + amplitude * (2 * random() - 1)));
  },
  'mono fold': async (sound) => {
    const mono = sound[0]!.map((_, n) => sound.reduce((sum, channel) => sum + channel[n]!, 0) / sound.length);
    return sound.map(() => mono);
  },
  '10 s crop': async (sound) => sound.map((channel) => channel.subarray(0, 10 * rate)),
};

/** Its middle 30 s. */
export function middleOf(sound: Sound): Sound {
  const length = windowSeconds * rate;
  const start = Math.max(0, Math.floor((sound[0]!.length - length) / 2));
  return sound.map((channel) => channel.subarray(start, start + length));
}

/** Butterworth of order 8: 48 dB an octave. */
function steepLowPass(channel: Float32Array, cutoffHz: number): Float32Array {
  let samples: Float64Array = Float64Array.from(channel);
  for (let pair = 0; pair < 4; pair++)
    samples = filtered(samples, lowPass(rate, cutoffHz, 0.5 / Math.cos((Math.PI * (2 * pair + 1)) / 16)));
  return Float32Array.from(samples);
}

/** Encoded by ffmpeg's libmp3lame and decoded by us. */
export async function throughMp3(sound: Sound, kilobits: number): Promise<Sound> {
  const mp3 = await ffmpeg(
    [...rawFormat(sound), '-i', '-', '-c:a', 'libmp3lame', '-b:a', `${kilobits}k`, '-f', 'mp3', '-'],
    interleave(sound),
  );
  return collect(await openStream(chunks(mp3)));
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Every sample of opened audio. */
export async function collect(audio: Awaited<ReturnType<typeof openStream>>): Promise<Sound> {
  const blocks: (readonly Float32Array[])[] = [];
  for await (const { channels } of audio.blocks()) blocks.push(channels.map((channel) => channel.slice()));
  return joined(blocks);
}

export function resampled(sound: Sound, from: number, to: number): Sound {
  const resampler = createResampler(from, to, sound.length);
  return joined([resampler.push(sound), resampler.flush()].map((block) => block.map((channel) => channel.slice())));
}

function joined(blocks: readonly (readonly Float32Array[])[]): Sound {
  const channelCount = blocks[0]?.length ?? 1;
  const total = blocks.reduce((sum, block) => sum + block[0]!.length, 0);
  return Array.from({ length: channelCount }, (_, c) => {
    const channel = new Float32Array(total);
    let at = 0;
    for (const block of blocks) {
      channel.set(block[c]!, at);
      at += block[c]!.length;
    }
    return channel;
  });
}

export function rawFormat(sound: Sound): string[] {
  return ['-f', 'f32le', '-ar', String(rate), '-ac', String(sound.length)];
}

export function interleave(sound: Sound): Uint8Array {
  const samples = new Float32Array(sound[0]!.length * sound.length);
  sound.forEach((channel, c) => {
    for (let n = 0; n < channel.length; n++) samples[n * sound.length + c] = channel[n]!;
  });
  return new Uint8Array(samples.buffer);
}

export function deinterleave(bytes: Uint8Array, channelCount: number): Sound {
  const samples = new Float32Array(bytes.slice(0, bytes.length - (bytes.length % 4)).buffer);
  const length = Math.floor(samples.length / channelCount);
  return Array.from({ length: channelCount }, (_, c) =>
    Float32Array.from({ length }, (_, n) => samples[n * channelCount + c]!),
  );
}

/** Runs ffmpeg with bytes on its standard input and returns what it writes to its output. */
export function ffmpeg(options: readonly string[], input: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', ['-v', 'error', ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(new Uint8Array(Buffer.concat(output)));
      else reject(new Error(`ffmpeg ended with ${code}`));
    });
    child.stdin.end(input);
  });
}
