/** The inner shapes of places on the mat, on a box of 100 by 100. */
export const PLACES = {
  maison: '<path d="M16 50L50 18L84 50Z" fill="var(--m-clay)"/><rect x="24" y="50" width="52" height="36" rx="0" fill="var(--m-cream)"/><rect x="44" y="62" width="14" height="24" rx="2" fill="var(--m-ink)"/><rect x="64" y="26" width="8" height="16" rx="0" fill="var(--m-ink)"/>',
  arbre: '<rect x="34" y="62" width="7" height="24" rx="0" fill="var(--m-brown)"/><rect x="66" y="66" width="6" height="20" rx="0" fill="var(--m-brown)"/><circle cx="37" cy="46" r="23" fill="var(--m-green)"/><path d="M50 72L69 32L88 72Z" fill="var(--m-green-d)"/>',
  etang: '<ellipse cx="46" cy="62" rx="38" ry="22" fill="var(--m-blue)"/><ellipse cx="62" cy="52" rx="26" ry="15" fill="var(--m-blue)"/><path d="M24 58H42" fill="none" stroke="var(--tile-blue)" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" /><path d="M50 68H68" fill="none" stroke="var(--tile-blue)" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" /><path d="M56 50H66" fill="none" stroke="var(--tile-blue)" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" /><path d="M78 52V22" fill="none" stroke="var(--m-green)" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" /><path d="M87 56V32" fill="none" stroke="var(--m-green)" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" /><rect x="74.5" y="14" width="7" height="17" rx="3.5" fill="var(--m-brown)"/><rect x="83.5" y="25" width="7" height="15" rx="3.5" fill="var(--m-brown)"/>',
  ecole: '<rect x="16" y="48" width="68" height="38" rx="0" fill="var(--m-cream)"/><path d="M32 48L50 26L68 48Z" fill="var(--m-yellow)"/><path d="M50 28V12" fill="none" stroke="var(--m-ink)" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" /><path d="M50 12L66 17L50 23Z" fill="var(--m-clay)"/><rect x="44" y="66" width="12" height="20" rx="1" fill="var(--m-ink)"/><rect x="24" y="58" width="11" height="11" rx="0" fill="var(--m-blue)"/><rect x="65" y="58" width="11" height="11" rx="0" fill="var(--m-blue)"/><circle cx="50" cy="41" r="4" fill="var(--m-cream)"/>',
  fleur: '<path d="M50 52V88" fill="none" stroke="var(--m-green)" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M50 80A18 14 0 0 1 76 66A22 16 0 0 1 50 80Z" fill="var(--m-green)"/><circle cx="50" cy="22" r="13" fill="var(--m-pink)"/><circle cx="68" cy="36" r="13" fill="var(--m-pink)"/><circle cx="61" cy="57" r="13" fill="var(--m-pink)"/><circle cx="39" cy="57" r="13" fill="var(--m-pink)"/><circle cx="32" cy="36" r="13" fill="var(--m-pink)"/><circle cx="50" cy="41" r="11" fill="var(--m-yellow)"/>',
  marche: '<rect x="18" y="56" width="64" height="30" rx="0" fill="var(--m-cream)"/><path d="M14.0 34H28.4V50A7.2 8 0 0 1 14.0 50Z" fill="var(--m-clay)"/><path d="M28.4 34H42.8V50A7.2 8 0 0 1 28.4 50Z" fill="var(--m-cream)"/><path d="M42.8 34H57.2V50A7.2 8 0 0 1 42.8 50Z" fill="var(--m-clay)"/><path d="M57.2 34H71.6V50A7.2 8 0 0 1 57.2 50Z" fill="var(--m-cream)"/><path d="M71.6 34H86.0V50A7.2 8 0 0 1 71.6 50Z" fill="var(--m-clay)"/><rect x="14" y="24" width="72" height="10" rx="0" fill="var(--m-clay)"/><circle cx="36" cy="70" r="8" fill="var(--m-green)"/><circle cx="52" cy="70" r="8" fill="var(--m-yellow)"/><circle cx="67" cy="70" r="7" fill="var(--m-clay)"/>',
  rocher: '<path d="M12 86A30 46 0 0 1 62 52A20 34 0 0 1 90 86Z" fill="var(--m-stone)"/><path d="M12 86A30 46 0 0 1 40 42L30 86Z" fill="var(--m-stone-d)"/>',
} as const;

/** The token of the pale tile under each place. */
export const TILES: Record<keyof typeof PLACES, string> = {
  maison: 'tile-clay',
  arbre: 'tile-green',
  etang: 'tile-blue',
  ecole: 'tile-yellow',
  fleur: 'tile-pink',
  marche: 'tile-clay',
  rocher: 'tile-stone',
};
