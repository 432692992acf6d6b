/* Tìm kiếm trong bản xuất ra tệp, phần 1: chữ và từ.
   Nhịp các bước giống indexer/lexicon.py và terms.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var D = null; // the data: window.PHANCAP_TIM, made ready
  var STOP = new Set();
  var has = function (table, key) { return Object.prototype.hasOwnProperty.call(table, key); };

  // ---- letters -------------------------------------------------------------------------------------------------
  function lower(text) {
    return text.replace(/[^]/gu, function (c) { var l = c.toLowerCase(); return l.length === c.length ? l : c; });
  }
  function fold(text) {
    return lower(text.normalize("NFC").replace(/[^\x00-\x7f]/g, function (c) { return has(D.fold, c) ? D.fold[c] : c; }));
  }
  var OLD_TONE = /([ou])([àảãáạèẻẽéẹỳỷỹýỵ])(?!\p{L})/gu;
  function exact(text) {
    return lower(text.normalize("NFC")).replace(OLD_TONE, function (all, first, second, at, whole) {
      if (at > 0 && whole[at - 1] === "q") return all;
      var parts = second.normalize("NFD"), plain = parts[0];
      if ((first === "o" ? "ae" : "uy").indexOf(plain) < 0 || (first === "u" && plain !== "y")) return all;
      return (first + parts.slice(1)).normalize("NFC") + plain;
    });
  }
  function syllables(text) {
    var found = [], pattern = /[\p{L}\p{N}]+/gu, m;
    while ((m = pattern.exec(text))) found.push([m[0], m.index, m.index + m[0].length]);
    return found;
  }

  // ---- text to tokens: {f: folded, x: exact, s: start, e: end} ----------------------------------------------------
  var NUMBER = /(?<![\w/])(\d{1,5}[a-z]?)\s?(?:\/\s?\d{4}\s?)?(?:\/\s?|-)([a-z][a-z&]{0,9}\d{0,2}(?:\s?[-/]\s?[a-z][a-z&]{0,9}\d{0,2}){0,3})(?![\w/])/g;
  var ROMAN = {}, QUARTERS = { 1: "i", 2: "ii", 3: "iii", 4: "iv" };
  "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ").forEach(function (n, i) { ROMAN[n] = i + 1; });
  function bareNumber(word) { return /^0\d$/.test(word) ? word.slice(1) : word; } // "05 ngày" and "5 ngày" are the same
  function stripZeros(n) { return n.replace(/^0+/, "") || "0"; }
  function numberKey(m) { return stripZeros(m[1]) + "/" + m[2].replace(/[\s/-]+/g, "-"); }

  function tokensOf(text) {
    text = text.normalize("NFC");
    var folded = fold(text), marked = exact(text), raw = [], numbers = {}, skip = -1;
    Array.from(folded.matchAll(NUMBER)).forEach(function (m) { numbers[m.index] = m; });
    syllables(text).forEach(function (s) {
      if (has(numbers, s[1])) {
        var m = numbers[s[1]];
        skip = s[1] + m[0].length;
        raw.push({ f: numberKey(m), x: numberKey(m), s: s[1], e: skip });
      } else if (s[1] >= skip) {
        var short = (s[0].match(/\p{Lu}/gu) || []).length > 1;
        raw.push({ f: (short ? "" : " ") + bareNumber(folded.slice(s[1], s[2])), x: bareNumber(marked.slice(s[1], s[2])), s: s[1], e: s[2] });
      }
    });
    return rewrite(raw);
  }

  function rewrite(raw) {
    var result = [], at = 0;
    while (at < raw.length) {
      var first = raw[at].f.trim(), sizes = has(D.lengths, first) ? D.lengths[first] : [], count = 1, done = false;
      for (var n = 0; n < sizes.length; n++) {
        count = sizes[n];
        if (count > raw.length - at) continue;
        var part = raw.slice(at, at + count), start = part[0].s, end = part[count - 1].e;
        var key = part.map(function (t) { return t.f; }).join(" ");
        var loose = part.map(function (t) { return t.f.trim(); }).join(" ");
        var long = has(D.rewrites, key) ? D.rewrites[key] : null;
        if (!long && count > 1 && part[0].f[0] !== " " && has(D.rewrites, loose)) long = D.rewrites[loose];
        if (!long) {
          var letters = part.map(function (t) { return t.x; }).join(" ");
          if (has(D.spellings, letters)) long = D.spellings[letters];
          else if (letters === loose && has(D.foldedSpellings, letters)) long = D.foldedSpellings[letters];
        }
        if (long) {
          long.split(" ").forEach(function (w) { result.push({ f: fold(w), x: w, s: start, e: end }); });
          done = true;
          break;
        }
      }
      if (!done) {
        count = 1;
        var token = raw[at], word = token.f.trim(), before = result[result.length - 1];
        if (before && before.f === "quy" && has(QUARTERS, word)) result.push({ f: QUARTERS[word], x: QUARTERS[word], s: token.s, e: token.e });
        else result.push({ f: word, x: token.x, s: token.s, e: token.e });
      }
      at += count;
    }
    return result;
  }

  function pairsOf(words) {
    var near = [], i;
    for (i = 0; i + 1 < words.length; i++) near.push(words[i] + "_" + words[i + 1]);
    for (i = 0; i + 2 < words.length; i++) if (STOP.has(fold(words[i + 1]))) near.push(words[i] + "_" + words[i + 2]);
    return near;
  }

  var RHYTHM_UNITS = { quy: "quarterly", nam: "yearly", thang: "monthly", tuan: "weekly" };
  function whenTerms(words) {
    var line = " " + words.join(" ") + " ", found = [], m;
    for (m of line.matchAll(/ hang (?=(quy|nam|thang|tuan) )/g)) found.push("r:" + RHYTHM_UNITS[m[1]]);
    if (line.includes(" thuong xuyen ")) found.push("r:continuous");
    if (line.includes(" dot xuat ")) found.push("r:on-request");
    if (/ (?:thoi han|han chot|han cuoi|cham nhat|muon nhat|khi nao|bao gio|han (?:gui|nop|hoan thanh|bao cao|xong)) /.test(line)) found.push("t:deadline");
    if (line.includes(" dinh ky ") && / (?:6|06|sau) thang /.test(line)) found.push("r:half-yearly");
    saidInMonths(words).forEach(function (s) { found.push(s[2]); });
    for (m of line.matchAll(/ (\d{1,3}) (?:(?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|lam|linh|tram) ){0,4}ngay /g)) found.push("t:" + m[1] + "d");
    return Array.from(new Set(found));
  }

  /* Ngày, tháng, quý, cuối năm (indexer/periods.py): {first, last, term}. */
  var YEAR = "(?: (?:nam )?((?:19|20)\\d\\d))?", DAY = "(3[01]|[12]\\d|[1-9]) (?:thang )?(1[0-2]|[1-9])";
  var SAID = new RegExp(" (?:(truoc )?(?:(?<=truoc )|(?:ngay|mung|den|toi|het|han|vao|va) )" + DAY + YEAR + "|" + DAY + " (?:nam )?((?:19|20)\\d\\d)" +
    "|(?<!\\d )thang (1[0-2]|[1-9])(?! lan )" + YEAR + "|(?:quy (iv|i{1,3})|q([1-4]))" + YEAR + "|(?<!thang )cuoi nam (?:nam )?((?:19|20)\\d\\d))(?= )", "g");
  var APART = /^t:(<?)(?:(\d{4})-)?(M\d+|Q\d|end|\d{1,2}-\d{1,2})$/;
  function periodsSaid(words) {
    var line = " " + words.join(" ") + " ", spaces = function (until) { return line.slice(0, until).split(" ").length - 1; };
    return Array.from(line.matchAll(SAID)).map(function (m) {
      var day = m[2] || m[5], name = day ? (m[3] || m[6]) + "-" + day : m[8] ? "M" + m[8] : m[10] || m[11] ? "Q" + (m[11] || ROMAN[m[10]]) : "end";
      var year = day ? m[4] || m[7] : m[8] ? m[9] : name === "end" ? m[13] : m[12];
      return { first: spaces(m.index), last: spaces(m.index + m[0].length), term: "t:" + (m[1] ? "<" : "") + (year ? year + "-" : "") + name };
    });
  }
  function period(term) { // {before, year, name}; null where it is none
    var m = APART.exec(term);
    return m ? { before: m[1], year: m[2] || "", name: m[3] } : null;
  }
  function answers(term) { // what answers it: [[term, how well], …]
    var p = period(term), found;
    if (!p) return [[term, 1]];
    var value = (p.year ? p.year + "-" : "") + p.name;
    found = [["t:" + value, 1], ["u:" + value, p.name.includes("-") ? 1 : 0.9]];
    if (p.year) found.push(["t:each-" + p.name, 0.8], ["u:each-" + p.name, 0.8]);
    var day = p.name.split("-");
    for (var n = 1; p.before && n < +day[1]; n++) (p.year ? [p.year + "-", "each-"] : [""]).forEach(function (time) { found.push(["u:" + time + day[0] + "-" + n, 0.6]); });
    return found;
  }
  function periodTold(term) {
    var p = period(term), behind = p && p.year ? "/" + p.year : "", day;
    if (p.name === "end") return ("cuối năm " + p.year).trim();
    if (p.name[0] === "Q") return "quý " + ["I", "II", "III", "IV"][p.name[1] - 1] + behind;
    if (p.name[0] === "M") return "tháng " + p.name.slice(1) + behind;
    day = p.name.split("-");
    return (p.before ? "trước " : "") + "ngày " + day[1] + "/" + day[0] + behind;
  }
  function periodWritten(term) { // how a text writes it, to be marked there
    var p = period(term), day;
    if (!p) return [];
    if (p.name === "end") return [["cuoi", "nam"].concat(p.year || [])];
    if (p.name[0] === "Q") return [["quy", QUARTERS[p.name[1]]]];
    if (p.name[0] === "M") return [["thang", p.name.slice(1)]];
    day = p.name.split("-");
    return [[day[1], day[0]], [day[1], "thang", day[0]]];
  }

  /* "3 tháng một lần", "định kỳ 6 tháng": [first word, past the last, rhythm]. */
  function saidInMonths(words) {
    var line = " " + words.join(" ") + " ", spaces = function (until) { return line.slice(0, until).split(" ").length - 1; };
    return Array.from(line.matchAll(/ (?:dinh ky(?: bao cao)? (3|ba|6|sau) thang|(3|ba|6|sau) thang (?:(?:mot|1) )?lan) /g)).map(function (m) {
      return [spaces(m.index), spaces(m.index + m[0].length - 1), "r:" + (/^(?:3|ba)$/.test(m[1] || m[2]) ? "quarterly" : "half-yearly")];
    });
  }
  function otherNumeral(word) { // "4" for "iv", "iv" for "4"
    if (has(ROMAN, word)) return String(ROMAN[word]);
    return Object.keys(ROMAN).find(function (n) { return String(ROMAN[n]) === word; }) || "";
  }

  /* "báo cáo quý", "bao cao quy gui so noi vu": a rhythm without "hằng"; not "báo cáo quý I", "bao cao quy hoach". */
  function reportedRhythms(tokens) {
    var found = [];
    for (var at = 2; at < tokens.length; at++) {
      var t = tokens[at], after = at + 1 < tokens.length ? tokens[at + 1].f : "";
      if (tokens[at - 2].f !== "bao" || tokens[at - 1].f !== "cao" || !has(RHYTHM_UNITS, t.f) || has(ROMAN, after) || /^\d+$/.test(after)) continue;
      if (/^(?:quý|năm|tháng|tuần)$/.test(t.x) || (t.x === t.f && /^(?:|gui|cho|ve|truoc|tinh|ket|cua|len|qua)$/.test(after))) found.push("r:" + RHYTHM_UNITS[t.f]);
    }
    return found;
  }

  function stepKey(kind, number) {
    number = number.toLowerCase();
    if (["sec", "part", "chp", "subsec"].includes(kind) && has(ROMAN, number)) number = String(ROMAN[number]);
    return number ? kind + "_" + number : kind;
  }
  function pathOf(eid) {
    return eid.split("__").map(function (part) {
      var cut = part.indexOf("_");
      return cut < 0 ? stepKey(part, "") : stepKey(part.slice(0, cut), part.slice(cut + 1));
    });
  }

  function folds(tokens) { return tokens.map(function (t) { return t.f; }); }

  function ready(data) {
    D = data;
    STOP = new Set(D.stop);
    D.lengths = {};
    Object.keys(D.rewrites).concat(Object.keys(D.spellings).map(fold)).forEach(function (key) {
      var words = key.split(" ");
      if (!has(D.lengths, words[0])) D.lengths[words[0]] = [];
      if (!D.lengths[words[0]].includes(words.length)) D.lengths[words[0]].push(words.length);
      D.lengths[words[0]].sort(function (a, b) { return b - a; });
    });
    D.longestName = Math.max.apply(null, [1].concat(Object.keys(D.names)).map(function (k) { return String(k).split(" ").length; }));
    D.nameWords = new Set();
    D.joinedNames = {};
    Object.keys(D.names).forEach(function (name) { if (name.includes(" ")) D.joinedNames[name.replace(/ /g, "")] = name; });
    var everyday = Object.keys(D.everyday).reduce(function (all, k) { return all.concat(D.everyday[k].map(function (w) { return fold(w[0]); })); }, []);
    Object.keys(D.names).concat(Object.keys(D.rewrites), Object.values(D.rewrites).map(fold), Object.keys(D.spellings).map(fold), everyday).forEach(function (k) {
      k.split(" ").forEach(function (w) { D.nameWords.add(w); });
    });
    S.D = D;
    S.STOP = STOP;
  }

  Object.assign(S, {
    ready: ready, has: has, fold: fold, exact: exact, syllables: syllables, folds: folds, rewrite: rewrite, tokensOf: tokensOf,
    pairsOf: pairsOf, whenTerms: whenTerms, reportedRhythms: reportedRhythms, periodsSaid: periodsSaid, isPeriod: period, answers: answers, periodTold: periodTold, periodWritten: periodWritten, saidInMonths: saidInMonths, otherNumeral: otherNumeral, stepKey: stepKey, pathOf: pathOf, numberKey: numberKey, bareNumber: bareNumber, stripZeros: stripZeros, NUMBER: NUMBER
  });
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
