import { SwerveError } from '../errors.js';
import { hasLetters } from './byte-reader.js';
import type { Codec } from './codec.js';
import { unsupported } from './codec.js';
import { codecs } from './codecs.js';

/** What is looked at to recognise a file. */
export const sniffBytes = 65536;

/** Kinds of file that are recognised only to say that they cannot be read. */
const strangers: readonly { readonly what: string; readonly offset: number; readonly letters: string }[] = [
  { what: 'a Matroska or WebM file', offset: 0, letters: '\x1a\x45\xdf\xa3' },
  { what: 'an AVI film', offset: 8, letters: 'AVI ' },
  { what: 'a MIDI file, which holds notes and no sound', offset: 0, letters: 'MThd' },
  { what: 'a Windows Media file', offset: 0, letters: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' },
  { what: "a Monkey's Audio file", offset: 0, letters: 'MAC ' },
  { what: 'a Musepack file', offset: 0, letters: 'MPCK' },
  { what: 'a Musepack file', offset: 0, letters: 'MP+' },
  { what: 'a True Audio file', offset: 0, letters: 'TTA1' },
  { what: 'a DSD file', offset: 0, letters: 'DSD ' },
  { what: 'a DSD file', offset: 0, letters: 'FRM8' },
  { what: 'a Core Audio file', offset: 0, letters: 'caff' },
  { what: 'an AMR file', offset: 0, letters: '#!AMR' },
  { what: 'an AC-3 file', offset: 0, letters: '\x0b\x77' },
];

/** The codec that the first bytes call for; `ended` says they are the whole file. Errors: 'not-audio', 'unsupported-format'. */
export function sniff(head: Uint8Array, ended: boolean, name: string): Codec {
  const codec = codecs.find(({ matches }) => matches(head, ended));
  if (codec !== undefined) return codec;
  const stranger = strangers.find(({ offset, letters }) => hasLetters(head, offset, letters));
  if (stranger !== undefined) throw unsupported(`This is ${stranger.what}; no decoder for it is part of Swerve.`, name);
  throw new SwerveError(
    'not-audio',
    'This is not a kind of audio file that Swerve knows.',
    name,
    `Give it ${knownKinds()}.`,
  );
}

/** 'WAV, AIFF … or MP3'. */
function knownKinds(): string {
  const kinds = codecs.map(({ container, kinds }) => {
    const name = container === 'Tracker module' ? 'tracker modules' : container; // the others are names
    return kinds === undefined ? name : `${name} (${kinds})`;
  });
  return `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
}
