/* Tìm kiếm trong bản xuất ra tệp, phần 3: chữ gõ nhầm.
   Nhịp các bước giống indexer/spelling.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var D, STOP, COUNTS, SYLLABLE, has = S.has, fold = S.fold;

  // ---- slips of the fingers ----------------------------------------------------------------------------------------
  var LETTERS = "abcdeghiklmnopqrstuvxy".split("");
  function whole(word) { return /[^\x00-\x7f]/.test(word) && SYLLABLE.test(word.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "").normalize("NFC")); } // một tiếng trọn vẹn, có dấu của nó
  function aSlipAway(typed, meant) { // một lần lỡ tay, dấu vẫn giữ
    var at = 0, marks = function (letter) { return letter.normalize("NFD").slice(1); };
    while (at < Math.min(typed.length, meant.length) && typed[at] === meant[at]) at++;
    var a = typed.slice(at), b = meant.slice(at);
    return (a.slice(1) === b.slice(1) && marks(a.slice(0, 1)) === marks(b.slice(0, 1))) || a.slice(1) === b || a === b.slice(1) || (a.slice(0, 2) === b.slice(0, 2).split("").reverse().join("") && a.slice(2) === b.slice(2));
  }
  function known(word) { return STOP.has(word) || D.asking.includes(word) || D.nameWords.has(word) || /^(?:\d+|q[1-4])$/.test(word) || COUNTS.words.has(word); }
  // marks that stand as letters or digits, as indexer/keyboard.py reads them
  var TELEX_TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
  var VNI_TONES = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" }, HATS = { a: "â", e: "ê", o: "ô" };
  var VOWELS = /^(qu(?=[aeiouyâêôơưă])|gi(?=[aeiouyâêôơưă])|[b-df-hj-np-tv-xzđ]*)([aeiouyâêôơưă]{1,3})((?:ng|nh|ch|[cmnpt])?)$/;
  var VNI = /^(?:(?=[a-z]*[aeiouy])[a-z]{2,}[a-z1-9]*[1-9][a-z1-9]*|d9[a-z]+[1-9]*)$/;
  var LABELS = ["khoan", "diem", "dieu", "muc", "chuong", "phan", "dong", "nhom", "quy", "nam", "thang", "ngay", "bac", "loai", "hang"];
  function toned(word) { return /[\u0300\u0301\u0303\u0309\u0323]/.test(word.normalize("NFD")); }
  function withTone(word, mark) {
    var m = VOWELS.exec(word);
    if (!mark || !m) return word;
    var own = -1, at;
    for (at = 0; at < m[2].length; at++) if ("âêôơưă".includes(m[2][at])) own = at;
    at = m[1].length + (own >= 0 ? own : m[3] ? m[2].length - 1 : m[2].length === 3 ? 1 : 0);
    return word.slice(0, at) + (word[at] + mark).normalize("NFC") + word.slice(at + 1);
  }
  function telex(word) {
    var tone = /(?<=[aeiouy])([a-z]*?)[fsrxj](?=[a-z]{0,2}$)/.exec(word), mark = "", length = word.length, end = tone ? tone.index + tone[0].length : 0;
    if (tone) { mark = TELEX_TONES[word[end - 1]]; word = word.slice(0, end - 1) + word.slice(end); }
    [["uwow", "ươ"], ["uow", "ươ"], ["aa", "â"], ["ee", "ê"], ["oo", "ô"], ["dd", "đ"], ["aw", "ă"], ["ow", "ơ"], ["uw", "ư"]].forEach(function (p) {
      word = word.split(p[0]).join(p[1]);
    });
    if (!tone || end === length) { // "thama", "duocw", "dinhd"
      word = word.replace(/uo((?:ng|nh|ch|[cmnpt])|i|u)?w$/, "ươ$1").replace(/^d([a-z]+)d$/, "đ$1");
      word = word.replace(/([aeo])((?:ng|nh|ch|[cmnpt]))\1$/, function (_, vowel, last) { return HATS[vowel] + last; });
    }
    return withTone(word.replace(/(?<=[aou])w/g, "").replace(/w/g, "ư"), mark);
  }
  function vni(word) {
    var letters = word.replace(/\d/g, ""), digits = word.replace(/\D/g, ""), mark = "", found;
    for (var i = 0; i < digits.length; i++) {
      var digit = digits[i];
      if (has(VNI_TONES, digit)) mark = VNI_TONES[digit];
      else if (digit === "6" && (found = /[aeo](?=[^aeo]*$)/.exec(letters))) letters = letters.slice(0, found.index) + HATS[found[0]] + letters.slice(found.index + 1);
      else if (digit === "7" && (found = /uo|(?<!q)u|o|ươ/.exec(letters))) {
        letters = letters.slice(0, found.index) + found[0].replace("u", "ư").replace("o", "ơ") + letters.slice(found.index + found[0].length);
      } else if (digit === "8" && letters.includes("a")) letters = letters.replace("a", "ă");
      else if (digit === "9" && letters[0] === "d") letters = "đ" + letters.slice(1);
      else return null;
    }
    return withTone(letters, mark);
  }
  function inVni(words) { // "phan6 cap61" names no Phần 6
    words = words.filter(function (w) { return VNI.test(w) && vni(w); });
    return words.length > 1 && !words.every(function (w) { return LABELS.includes(w.replace(/[1-9]+$/, "")); });
  }
  function withMarks(word) { return COUNTS.exact.has(word) && toned(word) ? word : fold(word); }
  function oneSlip(word) {
    var found = new Set(), i;
    for (i = 0; i <= word.length; i++) {
      var a = word.slice(0, i), b = word.slice(i);
      if (b) found.add(a + b.slice(1));
      if (b.length > 1) found.add(a + b[1] + b[0] + b.slice(2));
      LETTERS.forEach(function (c) { if (b) found.add(a + c + b.slice(1)); found.add(a + c + b); });
    }
    found.delete(word);
    return Array.from(found);
  }
  function compare(a, b) { // lists, item by item, as Python orders tuples
    for (var i = 0; i < Math.max(a.length, b.length); i++) {
      if (i >= a.length) return -1;
      if (i >= b.length) return 1;
      var c = Array.isArray(a[i]) ? compare(a[i], b[i]) : a[i] < b[i] ? -1 : a[i] > b[i] ? 1 : 0;
      if (c) return c;
    }
    return 0;
  }
  function greatest(list, key) {
    return list.reduce(function (best, item) { return best === null || compare(key(item), key(best)) > 0 ? item : best; }, null);
  }
  function spelled(piece) { return held(piece) || STOP.has(piece) || D.asking.includes(piece) || D.nameWords.has(piece); }
  function shortForm(piece) { return piece.length > 2 && has(D.rewrites, piece); } // "ubnd" trong "ubndtinh"
  function joint(first, second) {
    var long = function (piece) { return has(D.rewrites, piece) ? fold(D.rewrites[piece]).split(" ") : [piece]; };
    return long(first).pop() + "_" + long(second)[0];
  }
  function joints(word) { // every pair of known syllables that meet inside the word
    var found = [], cut, from, to;
    for (cut = 2; cut <= word.length - 1; cut++) {
      for (from = Math.max(0, cut - 7); from <= cut - 1; from++) {
        for (to = cut + 1; to <= Math.min(word.length, cut + 7); to++) {
          if ((cut - from < 2 && word[from] !== "y") || (to - cut < 2 && word[cut] !== "y")) continue; // "boytehuongdan"
          if (spelled(word.slice(from, cut)) && spelled(word.slice(cut, to))) found.push(joint(word.slice(from, cut), word.slice(cut, to)));
        }
      }
    }
    return found;
  }
  function joined(pair) { var clauses = COUNTS.pairs.get(pair); return clauses ? 0.9 + Math.min(clauses, 1000) / 20000 : 0; }
  function takenApart(word) {
    if (word.length < 4 || word.length > 40) return null;
    var best = [new Map([["", [0, []]]])], end, start;
    S.need(joints(word));
    for (end = 1; end <= word.length; end++) best.push(new Map());
    for (end = 2; end <= word.length; end++) {
      for (start = Math.max(0, end - 7); start < end; start++) {
        var piece = word.slice(start, end);
        if (!best[start].size || (piece.length < 2 && piece !== "y") || !(/[aeiouy]/.test(piece) || shortForm(piece)) || !spelled(piece)) continue;
        best[start].forEach(function (value, last) {
          if ((last === "y" || piece === "y") && !COUNTS.pairs.has(last + "_" + piece)) return;
          var option = [value[0] - 1 + joined(joint(last, piece)), value[1].concat([piece])];
          if (!best[end].has(piece) || compare(option, best[end].get(piece)) > 0) best[end].set(piece, option);
        });
      }
    }
    var ends = Array.from(best[word.length].values()).filter(function (o) { return o[1].length > 1; });
    if (!ends.length) return null;
    var pieces = greatest(ends, function (o) { return o; })[1];
    return pieces.some(function (p, i) { return i + 1 < pieces.length && COUNTS.pairs.has(joint(p, pieces[i + 1])); }) ? pieces : null;
  }
  function held(word) { return S.vocabulary().get(word); } // clauses that hold it, of words of letters only
  function together(words, before, after) { // their pairs are read at once, not one by one
    S.need([].concat.apply([before, after], words.map(function (w) { return [w, before + "_" + w, w + "_" + after]; })));
  }
  function neighbours(word, before, after) { return COUNTS.pairs.has(before + "_" + word) + COUNTS.pairs.has(word + "_" + after); }
  function close(first, second, share) { // side by side in that share of the clauses that hold the rarer one
    var rarer = Math.min(COUNTS.words.get(first) || 0, COUNTS.words.get(second) || 0);
    return (COUNTS.pairs.get(first + "_" + second) || 0) >= Math.max(1, share * rarer) ? 1 : 0;
  }
  function kept(word, typed) {
    var sorted = function (w) { return w.split("").sort().join(""); };
    return 2 * (word[0] === typed[0]) + (sorted(word) === sorted(typed));
  }
  function meant(word, before, after, digitsAreMarks) {
    if (has(D.joinedNames, word)) return D.joinedNames[word].split(" "); // "soyte"
    var digits = /^\p{L}/u.test(word) ? word.replace(/\D/g, "") : "";
    if (digits) {
      var read = digitsAreMarks || digits.length > 1 ? vni(word) : null, letters = word.replace(/\d/g, "");
      if (read && known(fold(read))) return [withMarks(read)];
      if (letters.length > 1 && known(letters)) return word === letters + digits && !read ? [letters, digits] : [letters];
    }
    var marked = telex(word), plain = fold(marked);
    if (marked === "đ" && before === "diem") return [marked];
    if (plain !== word && plain.length > 1 && known(plain)) return [withMarks(marked)];
    if (!/[aeiouy]/.test(word)) return null;
    var apart = takenApart(word);
    if (apart) return apart;
    if (word.length >= 3 && word.length <= 9 && /^\p{L}+$/u.test(word)) {
      var near = oneSlip(word).filter(function (w) { return held(w) && w.length > 1; });
      together(near, before, after);
      if (near.length) return [greatest(near, function (w) { return [close(before, w, 0.02) + close(w, after, 0.02), neighbours(w, before, after), kept(w, word), held(w), w]; })];
    }
    return null;
  }
  function better(word, before, after) {
    if (word.length < 3 || !/^\p{L}+$/u.test(word) || !(before || after) || neighbours(word, before, after)) return null;
    var wanted = (before ? 1 : 0) + (after ? 1 : 0), sorted = function (w) { return w.split("").sort().join(""); };
    var near = oneSlip(word).filter(function (w) { return held(w) && (wanted === 2 || sorted(w) === sorted(word)); });
    together(near, before, after);
    near = near.filter(function (w) { return neighbours(w, before, after) === wanted && (close(before, w, 0.05) || close(w, after, 0.05)); });
    return near.length ? greatest(near, function (w) { return [kept(w, word), held(w), w]; }) : null;
  }

  /* "300000" như văn bản viết: "300.000"; năm thì không. */
  function inThrees(t) {
    var digits = t.f, found = [], held = Infinity;
    if (!/^[0-9]{4,}$/.test(digits) || /^(?:19|20)[0-9]{2}$/.test(digits)) return null;
    for (var a = 0, b = digits.length % 3 || 3; a < digits.length; a = b, b += 3) {
      found.push({ f: digits.slice(a, b), x: digits.slice(a, b), s: t.s + a, e: t.s + b });
      if (a) held = Math.min(held, COUNTS.pairs.get(found[found.length - 2].f + "_" + digits.slice(a, b)) || 0);
    }
    return held > (COUNTS.words.get(digits) || 0) ? found : null;
  }

  S.spelling = function () { // made ready before a question is read
    D = S.D;
    STOP = S.STOP;
    COUNTS = S.COUNTS;
    SYLLABLE = new RegExp("^" + D.syllable + "$");
    return { known: known, whole: whole, aSlipAway: aSlipAway, meant: meant, better: better, inThrees: inThrees, inVni: inVni };
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
