// What a device keeps: scans that were not sent yet, and the list of guests. In IndexedDB, so that a closed page loses
// nothing; a browser that keeps nothing works with what is in memory.
const storeNames = ["queue", "things"];

export async function openShelf(name) {
  try {
    return onDisk(await opened(name));
  } catch {
    return inMemory();
  }
}

export function forget(name) {
  indexedDB?.deleteDatabase(name);
}

function opened(name) {
  return new Promise((done, failed) => {
    const asking = indexedDB.open(name, 1);
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore(storeNames[0], { keyPath: "order", autoIncrement: true });
      asking.result.createObjectStore(storeNames[1]);
    };
    asking.onsuccess = () => done(asking.result);
    asking.onerror = () => failed(asking.error);
    asking.onblocked = () => failed(new Error("blocked"));
  });
}

function onDisk(base) {
  const ask = (store, mode, act) => new Promise((done, failed) => {
    const step = base.transaction(store, mode);
    const asked = act(step.objectStore(store));
    step.oncomplete = () => done(asked.result);
    step.onerror = () => failed(step.error);
    step.onabort = () => failed(step.error);
  });
  return {
    waiting: () => ask("queue", "readonly", (store) => store.getAll()),
    add: (scan) => ask("queue", "readwrite", (store) => store.add(scan)),
    remove: (orders) => ask("queue", "readwrite", (store) => orders.map((each) => store.delete(each)).at(-1) ?? {}),
    get: (key) => ask("things", "readonly", (store) => store.get(key)),
    put: (key, thing) => ask("things", "readwrite", (store) => store.put(thing, key)),
    close: () => base.close(),
  };
}

function inMemory() {
  const things = new Map();
  let queue = [];
  let order = 0;
  return {
    waiting: async () => [...queue],
    add: async (scan) => { queue.push({ ...scan, order: ++order }); },
    remove: async (orders) => { queue = queue.filter((each) => !orders.includes(each.order)); },
    get: async (key) => things.get(key),
    put: async (key, thing) => { things.set(key, thing); },
    close: () => {},
  };
}
