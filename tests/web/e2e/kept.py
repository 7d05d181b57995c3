"""What a page has kept on its device."""

KEPT = """(async () => {
  const names = indexedDB.databases ? (await indexedDB.databases()).map(one => one.name) : [];
  const counts = names.map(name => new Promise((then, fail) => {
    const open = indexedDB.open(name);
    open.onerror = fail;
    open.onsuccess = () => {
      const stores = [...open.result.objectStoreNames];
      const look = open.result.transaction(stores);
      const asked = stores.map(store => look.objectStore(store).getAll());
      look.oncomplete = () => then(asked.map(one => one.result));
    };
  }));
  const gestures = (await Promise.all(counts)).flat(2);
  return [{...localStorage}, {...sessionStorage}, document.cookie, gestures];
})()"""
"""An expression: what is kept by name, for the tab, as cookies, and the journal's gestures."""
