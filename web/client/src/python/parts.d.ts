/** Where the build has put what Python is loaded from (see `python/make.mjs` and `build.mjs`). */
declare module "python-parts" {
  const parts: { worker: string; runtime: string; wasm: string; library: string; core: string };
  export default parts;
}
