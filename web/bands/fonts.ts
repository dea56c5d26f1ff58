/** Fonts of the picture's text, as the style sheet has them, for measuring. */
export function nodeFont(isOpen: boolean, isNarrow: boolean): string {
  return `${isOpen ? '600' : '400'} ${isNarrow ? '11' : '12'}px FAMILY`;
}

export function bandFont(isOpen: boolean): string {
  return `${isOpen ? '650' : '500'} 11px FAMILY`;
}
