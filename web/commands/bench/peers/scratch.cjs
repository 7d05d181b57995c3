// Scratch's own virtual machine, one script: forever, change v by 1. Prints turns and CPU seconds.
const SECONDS = Number(process.argv[2]);
console.log = console.warn = console.error = () => {};
const VirtualMachine = require("scratch-vm");

const literal = (number) => [1, [4, String(number)]];
const blocks = {
  flag: { opcode: "event_whenflagclicked", next: "loop", parent: null, inputs: {}, fields: {}, shadow: false, topLevel: true, x: 0, y: 0 },
  loop: { opcode: "control_forever", next: null, parent: "flag", inputs: { SUBSTACK: [2, "change"] }, fields: {}, shadow: false, topLevel: false },
  change: { opcode: "data_changevariableby", next: null, parent: "loop", inputs: { VALUE: literal(1) }, fields: { VARIABLE: ["v", "id-v"] }, shadow: false, topLevel: false },
};
const asset = "cd21514d0531fdffb22204e0ec5ed84a";
const stage = {
  isStage: true,
  name: "Stage",
  variables: { "id-v": ["v", 0] },
  lists: {},
  broadcasts: {},
  blocks,
  comments: {},
  currentCostume: 0,
  costumes: [{ name: "empty", assetId: asset, md5ext: `${asset}.svg`, dataFormat: "svg" }],
  sounds: [],
  volume: 100,
  layerOrder: 0,
};
const project = {
  targets: [stage],
  monitors: [],
  extensions: [],
  meta: { semver: "3.0.0", vm: "5.0.0", agent: "" },
};

const machine = new VirtualMachine();
machine.loadProject(JSON.stringify(project)).then(() => {
  machine.start();
  machine.greenFlag();
  const value = () => Number(machine.runtime.targets[0].variables["id-v"].value);
  setTimeout(() => {
    const first = value();
    const before = process.cpuUsage();
    setTimeout(() => {
      const used = process.cpuUsage(before);
      const said = JSON.stringify({ turns: value() - first, seconds: (used.user + used.system) / 1e6 });
      process.stdout.write(`${said}\n`, () => process.exit(0));
    }, SECONDS * 1000);
  }, 500);
});
