/** The pictograms that a page shows before its other parts have come, on a box of 48 by 48. */
export const FIRST_ICONS = {
  undo: '<path d="M12 17H30A11 11 0 0 1 30 39H18" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="butt" stroke-linejoin="round" /><path d="M17 4V30L2 17Z" fill="currentColor"/>',
  speaker: '<path d="M4 17H13L25 6V42L13 31H4Z" fill="currentColor"/><path d="M32 16A11 11 0 0 1 32 32M37 8A21 21 0 0 1 37 40" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />',
  check: '<path d="M7 26L19 38L42 11" fill="none" stroke="currentColor" stroke-width="8" stroke-linecap="round" stroke-linejoin="round" />',
  hand: '<path d="M14 26V12" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M22 24V7" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M30 24V9" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M38 27V15" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M11 24H41V30A15 15 0 0 1 16 40L5 28A4 4 0 0 1 11 24Z" fill="currentColor"/>',
} as const;
