/** Metadata parsers of the decoder packages, which ship without types; only what is read here. */
declare module '@audio/decode-mp3/meta' {
  export function parseMeta(bytes: Uint8Array): { meta: Record<string, unknown> } | null;
}
declare module '@audio/decode-wav/meta' {
  export function parseMeta(bytes: Uint8Array): { meta: Record<string, unknown> } | null;
}
declare module '@audio/decode-opus/meta' {
  export function parseComment(block: Uint8Array): { tags: Record<string, unknown> };
}
