/* What a search inside an export costs a visitor, ours beside five libraries; no test, it prints a table.
   npm install minisearch flexsearch lunr @orama/orama   (anywhere), then, there:
   node measure_browser_search.mjs STATIC INDEX RECORDS.jsonl      STATIC: site/static; INDEX: an export's static/tim; RECORDS: phancap records
   Bytes are what must be read before the first answer, as files and gzipped; time is from those bytes to the first ten, on this machine. */
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import zlib from "node:zlib";

const [, , scripts, index, recordsFile] = process.argv;
const require = createRequire(process.cwd() + "/");
const records = fs.readFileSync(recordsFile, "utf8").trim().split("\n").map((l) => JSON.parse(l)).map((r, i) => ({ id: i, text: [...r.trail, r.heading, r.text].join(" ") }));
const QUESTIONS = ["so tu phap tham dinh", "sở nội vụ chủ trì", "thời hạn giải quyết hồ sơ", "dieu kien", "phân cấp quản lý"];
const fold = (t) => t.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const kB = (n) => Math.round(n / 1000).toLocaleString("en");
const row = (name, raw, packed, ms, marks, note) => console.log(`${name.padEnd(12)} ${kB(raw).padStart(8)} kB ${kB(packed).padStart(7)} kB gz ${ms.toFixed(0).padStart(6)} ms  ${marks.padEnd(18)} ${note}`);
const timed = async (work) => { const began = performance.now(); const value = await work(); return [performance.now() - began, value]; };

console.log(`${records.length} clauses`);
{ // ours: every file that the first question reads
  const asked = spawnSync("node", [path.join(import.meta.dirname, "ask_browser.js"), scripts, index, "10"], { input: JSON.stringify(QUESTIONS), maxBuffer: 1e9 });
  const told = JSON.parse(asked.stdout), parts = JSON.parse(/var PARTS = (\[[^\]]*\])/.exec(fs.readFileSync(path.join(scripts, "search.js"), "utf8"))[1]);
  const files = [path.join(scripts, "search.js"), ...parts.map((n) => (n.startsWith("tim/") ? path.join(index, n.slice(4)) : path.join(scripts, n))), ...told[0].names.map((n) => path.join(index, n))].map((f) => fs.readFileSync(f));
  row("ours", files.reduce((s, f) => s + f.length, 0), files.reduce((s, f) => s + zlib.gzipSync(f).length, 0), told[0].ms, "folds đ, ranks marks", `${files.length} files; next questions ${told.slice(1).map((t) => kB(t.bytes)).join(", ")} kB`);
}
async function library(name, made, open, ask, note) {
  const text = await made();
  const packed = zlib.gzipSync(text).length;
  const [ms, found] = await timed(async () => { const opened = await open(text); return ask(opened, QUESTIONS[0]); });
  const opened = await open(text), with_ = await ask(opened, "điều"), without = await ask(opened, "dieu");
  row(name, text.length, packed, ms, with_ > 0 && without > 0 ? "folds with our table" : "marks not folded", `${note}; ${found} found`);
}
const wanted = new Set((process.env.ONLY || "minisearch,flexsearch,lunr,orama").split(","));
if (wanted.has("minisearch")) {
  const MiniSearch = require("minisearch"), options = { fields: ["text"], processTerm: (t) => fold(t) };
  await library("MiniSearch", () => { const m = new MiniSearch(options); m.addAll(records); return JSON.stringify(m); }, (t) => MiniSearch.loadJSON(t, options), (m, q) => m.search(q, { combineWith: "AND" }).length, "strict CSP, classic script, whole index");
}
if (wanted.has("flexsearch")) {
  const { Index } = require("flexsearch"), options = { tokenize: "strict", encode: (t) => fold(t).split(/[^\p{L}\p{N}]+/u).filter(Boolean) };
  await library("FlexSearch", () => {
    const i = new Index(options), parts = {};
    records.forEach((r) => i.add(r.id, r.text));
    i.export((key, data) => { parts[key] = data; });
    return JSON.stringify(parts);
  }, (t) => { const i = new Index(options); Object.entries(JSON.parse(t)).forEach(([k, d]) => i.import(k, d)); return i; }, (i, q) => i.search(q, { limit: 1e6 }).length, "strict CSP, classic script, whole index, no BM25");
}
if (wanted.has("lunr")) {
  const lunr = require("lunr");
  await library("lunr", () => JSON.stringify(lunr(function () {
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.field("text");
    this.tokenizer = Object.assign((t) => fold(String(t)).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((w) => new lunr.Token(w)), {});
    records.forEach((r) => this.add(r));
  })), (t) => lunr.Index.load(JSON.parse(t)), (i, q) => i.search(fold(q).split(" ").map((w) => "+" + w).join(" ")).length, "strict CSP, classic script, whole index");
}
if (wanted.has("orama")) {
  const { create, insertMultiple, save, load, search } = require("@orama/orama"), empty = () => create({ schema: { text: "string" }, components: { tokenizer: { language: "english", normalizationCache: new Map(), tokenize: (t) => fold(t).split(/[^\p{L}\p{N}]+/u).filter(Boolean) } } });
  await library("Orama", async () => { const db = empty(); await insertMultiple(db, records.map((r) => ({ text: r.text })), 500); return JSON.stringify(save(db)); }, (t) => { const db = empty(); load(db, JSON.parse(t)); return db; }, async (db, q) => (await search(db, { term: q, threshold: 0, limit: 10 })).count, "strict CSP, modules; whole index with texts");
}
