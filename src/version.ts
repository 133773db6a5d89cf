/** The engine's version, written into every profile and score; a test compares it with package.json. */
export const version = '0.1.0';
