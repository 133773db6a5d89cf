/** How a piece of terminal text is marked; plain text where colour is not wanted. */
export type Style = {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly warning: (text: string) => string;
};

/** No marks at all. */
export const plainStyle: Style = {
  strong: (text) => text,
  faint: (text) => text,
  heading: (text) => text,
  warning: (text) => text,
};
