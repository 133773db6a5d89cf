import { codecs } from './codecs.js';

/** Does a file's name end as those of recordings do? */
export function isRecordingName(name: string): boolean {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return name.includes('.') && codecs.some((codec) => codec.extensions.includes(extension));
}
