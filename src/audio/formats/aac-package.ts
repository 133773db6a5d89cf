import type { OpenedAudio, Opening } from '../codec.js';
import { damaged, loadDecoder } from '../codec.js';
import type { Tags } from '../pcm.js';
import { tidyTags } from '../tags.js';

/** The part of the optional package that is used. It holds GPL code, so nothing of ours depends on it. */
type AacPackage = {
  decoder(): Promise<{
    decode(bytes: Uint8Array): AacSamples;
    free(): void;
  }>;
};
type AacSamples = { readonly channelData: readonly Float32Array[]; readonly sampleRate: number };
type AacTags = { parseMeta(bytes: Uint8Array): { meta: Record<string, unknown> } | null };

// Names in variables, so that neither the compiler nor a bundler looks for what need not be there.
const packageName: string = '@audio/decode-aac';
const tagParserName: string = '@audio/decode-aac/meta';

/** Errors: 'missing-package', with the licence to accept. */
export function loadAac(name: string): Promise<AacPackage> {
  return loadDecoder(packageName, 'GPL-2.0, and so not installed with Swerve', name, () => import(packageName));
}

/** Tags from an MP4 file's boxes; {} where they cannot be read. */
export async function mp4Tags(boxes: Uint8Array): Promise<Tags> {
  try {
    const { parseMeta } = (await import(tagParserName)) as AacTags;
    return tidyTags(parseMeta(boxes)?.meta ?? {});
  } catch {
    return {};
  }
}

/** Less than this is the encoder's delay and padding, which not every file tells. */
const toleranceSeconds = 0.1;

/** Rate and channels come with the first samples. Errors: 'damaged-audio'. */
export async function describeAac(
  { name, warn }: Opening,
  container: string,
  codec: string,
  declaredSeconds: number | undefined,
  tags: Tags,
  decoded: AsyncGenerator<AacSamples>,
): Promise<OpenedAudio> {
  const first = await firstSamples(name, decoded);
  const { sampleRate } = first;
  const channelCount = first.channelData.length;
  return {
    format: { container, codec, sampleRate, channelCount, declaredSeconds },
    tags: () => tags,
    declaredFrames: () => undefined,
    async *samples() {
      let frames = first.channelData[0]!.length;
      yield first.channelData;
      for await (const { channelData } of decoded) {
        if (channelData.length !== channelCount || channelData[0]!.length === 0) continue;
        frames += channelData[0]!.length;
        yield channelData;
      }
      const missing = (declaredSeconds ?? 0) - frames / sampleRate;
      if (missing > toleranceSeconds)
        warn(`The file promises ${declaredSeconds!.toFixed(3)} s; the last ${missing.toFixed(3)} s are missing.`);
    },
  };
}

async function firstSamples(name: string, decoded: AsyncGenerator<AacSamples>): Promise<AacSamples> {
  try {
    for (let step = await decoded.next(); !step.done; step = await decoded.next())
      if (step.value.channelData[0]?.length) return step.value;
  } catch (cause) {
    throw damaged('The sound in the file cannot be decoded.', name, cause);
  }
  throw damaged('No sound could be decoded.', name);
}
