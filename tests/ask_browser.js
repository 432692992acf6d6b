/* Asks the exported folder's search without a browser: node ask_browser.js STATIC INDEX MOST < questions.json.
   Prints for each question: clauses found, the words it was mended to, the first MOST clauses with what is marked, files and bytes read. */
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
globalThis.window = globalThis;
const [, , scripts, index, most] = process.argv;
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
const parts = JSON.parse(/var PARTS = (\[[^\]]*\])/.exec(fs.readFileSync(path.join(scripts, "search.js"), "utf8"))[1]);
parts.filter((name) => !/^tim\/|-(?:cards|show)\.js$/.test(name)).forEach((name) => run(path.join(scripts, name))); // what draws needs a page
run(path.join(index, "tim-kiem.js"));
const S = window.PHANCAP_MAY;
S.ready(window.PHANCAP_TIM);
let files = 0, bytes = 0, names = [];
async function read(name) {
  files += 1;
  names.push(name);
  bytes += fs.statSync(path.join(index, name)).size;
  run(path.join(index, name));
}
(async () => {
  const told = [];
  for (const question of JSON.parse(fs.readFileSync(0, "utf8"))) {
    [files, bytes, names] = [0, 0, []];
    const began = process.hrtime.bigint();
    const [answer, part] = await S.whole(() => { const a = S.search(question); return [a, S.part(a, 0, +most)]; }, read);
    const first = part.found.map((f) => [f.row.folder, f.spans]), notes = answer.query.notes.map((n) => [n.label, n.without]);
    told.push({ total: answer.asked.total, fixed: answer.query.fixed, missing: answer.query.missing, notes, first, files, bytes, names, ms: Number(process.hrtime.bigint() - began) / 1e6 });
  }
  console.log(JSON.stringify(told));
})();
