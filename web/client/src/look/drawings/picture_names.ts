/** The inner shapes of the pictures that robots are called by, on a box of 100 by 100. */
export const PICTURE_NAMES = {
  pomme: '<path d="M50 30V14" fill="none" stroke="var(--t-brown-d)" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M52 22A18 18 0 0 1 74 8A18 18 0 0 1 52 22Z" fill="var(--t-green)"/><path d="M50 32A22 26 0 0 0 14 54A34 36 0 0 0 50 88A34 36 0 0 0 86 54A22 26 0 0 0 50 32Z" fill="var(--t-red)"/>',
  poire: '<path d="M50 22V8" fill="none" stroke="var(--t-brown-d)" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /><path d="M50 14A18 22 0 0 1 68 36C68 46 80 52 80 66A30 26 0 0 1 20 66C20 52 32 46 32 36A18 22 0 0 1 50 14Z" fill="var(--t-green)"/>',
  citron: '<path d="M12 50A40 40 0 0 1 80 28L92 22L90 40A40 40 0 0 1 24 74L10 80Z" fill="var(--t-yellow)"/><path d="M30 48A24 24 0 0 1 46 34" fill="none" stroke="var(--cream)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />',
  cerise: '<path d="M30 62C34 36 48 20 68 12" fill="none" stroke="var(--t-green-d)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" /><path d="M68 66C68 40 68 28 68 12" fill="none" stroke="var(--t-green-d)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" /><path d="M68 13C72 0 88 -2 97 8C90 20 76 22 68 13Z" fill="var(--t-green)"/><circle cx="30" cy="70" r="19" fill="var(--t-red)"/><circle cx="70" cy="72" r="19" fill="var(--t-red-d)"/>',
  lune: '<path d="M58 8A42 42 0 1 0 92 66A34 34 0 1 1 58 8Z" fill="var(--t-yellow)"/>',
  feuille: '<path d="M14 86V50A36 36 0 0 1 50 14H86V50A36 36 0 0 1 50 86Z" fill="var(--t-green)"/><path d="M14 86L64 36" fill="none" stroke="var(--t-green-d)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />',
  etoile: '<path d="M50 6L62 38L96 40L69 60L79 93L50 74L21 93L31 60L4 40L38 38Z" fill="var(--t-orange)"/>',
  champignon: '<path d="M36 54H64V78A14 12 0 0 1 36 78Z" fill="var(--cream-d)"/><path d="M8 56A42 44 0 0 1 92 56Z" fill="var(--t-red)"/><circle cx="34" cy="40" r="7" fill="var(--white)"/><circle cx="58" cy="28" r="6" fill="var(--white)"/><circle cx="70" cy="46" r="6" fill="var(--white)"/>',
  ballon: '<circle cx="50" cy="50" r="42" fill="var(--t-blue)"/><path d="M50 8A42 42 0 0 1 50 92A64 64 0 0 0 50 8Z" fill="var(--t-sky)"/>',
  bateau: '<path d="M46 10V56H12Z" fill="var(--cream-d)"/><path d="M54 22L84 56H54Z" fill="var(--t-red)"/><path d="M8 64H92A30 26 0 0 1 62 90H38A30 26 0 0 1 8 64Z" fill="var(--t-blue)"/>',
} as const;
