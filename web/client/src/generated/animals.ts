/** The animals, from robots/room.py: `make generate` writes this. */

/** Every animal that a child may be, in the order of the shelves. */
export const ANIMAL_NAMES = ["chat", "chien", "renard", "ours", "lapin", "souris", "elephant", "lion", "cochon", "vache", "mouton", "hibou", "poule", "pingouin", "canard", "grenouille", "tortue", "poisson", "baleine", "escargot", "papillon", "coccinelle", "girafe", "crabe"] as const;
