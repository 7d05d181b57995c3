// JS-Interpreter on what Blockly's generator writes, with its highlight prefix. Prints turns and CPU seconds.
const TURNS = Number(process.argv[2]);
const Interpreter = require("js-interpreter");

const program = `
var v = 0;
while (v < ${TURNS}) {
  highlightBlock("change");
  v = v + 1;
}
`;
let highlighted = "";
const interpreter = new Interpreter(program, (machine, scope) => {
  const highlight = (id) => {
    highlighted = id;
  };
  machine.setProperty(scope, "highlightBlock", machine.createNativeFunction(highlight));
});
const before = process.cpuUsage();
interpreter.run();
const used = process.cpuUsage(before);
if (highlighted !== "change") process.exit(1);
console.log(JSON.stringify({ turns: TURNS, seconds: (used.user + used.system) / 1e6 }));
