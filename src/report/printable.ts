/** Text from a file's name or tags made safe for a terminal: control and direction characters become '\uFFFD'. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\uFFFD');
}
