/* Tìm kiếm trong bản xuất ra tệp, phần 3: hiểu điều đã gõ.
   Nhịp các bước giống indexer/spelling.py, understand.py và typed_*.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var has = S.has, fold = S.fold, exact = S.exact, folds = S.folds, rewrite = S.rewrite, NUMBER = S.NUMBER, D, STOP, COUNTS, spelling;
  var numberKey = S.numberKey, stripZeros = S.stripZeros, pathOf = S.pathOf, stepKey = S.stepKey, whenTerms = S.whenTerms, syllables = S.syllables;
  var MAX_CHARACTERS = 400, MANY_WORDS = 8, MAX_WORDS = 90, STOP_WEIGHT = 0.25, SHORT_FORM = 3;
  var ASKS = /\?|(?<!\w)(?:nao|gi|ai|bao nhieu|bao lau|dung hay sai|dung khong|phai khong)(?!\w)/;
  var MEANING = /(?<!\w)(?:la|dinh nghia|khai niem|duoc hieu|nghia la|bao gom)(?!\w)/;

  // ---- what was typed ----------------------------------------------------------------------------------------------
  var TYPES = "nq|nd|qd|kh|ttr|tt|ct|tb|kl|bc|cv|hd|vbhn|nghi quyet|nghi dinh|quyet dinh|ke hoach|to trinh|thong tu|chi thi|cong dien|cong van|van ban hop nhat";
  var TYPE_CODES = { "nghi quyet": "nq", "nghi dinh": "nd", "quyet dinh": "qd", "ke hoach": "kh", "to trinh": "ttr", "thong tu": "tt", "chi thi": "ct", "cong dien": "cd", "cong van": "cv", "van ban hop nhat": "vbhn" };
  var NO_LETTER = /^\d+[a-z]?\/(?:(?:nq|nd|qd|kh|ttr|tt|tb|kl|bc|hd|cd|vbhn|nqlt|ttlt|qh\d*)-|ct-(?:ubnd|ttg)(?!\w))/;
  var LEAD_IN = new RegExp("(?<!\\w)(?:(?:" + TYPES + "|bo luat|luat|phap lenh)\\s+)?(?:so\\s*:?\\s+)?$");
  var NUMBER_FIRST = new RegExp("(?<!\\w)(?<!dieu )(?<!khoan )(?<!diem )(?<!muc )(?<!chuong )(?<!phan )(\\d{1,5})\\s*[-/]?\\s*(" + TYPES + ")(?:\\s*[-/]?\\s*([a-z]{2,6}))?(?!\\w)", "gd");
  var TYPE_FIRST = new RegExp("(?<!\\w)(" + TYPES + ")\\s*(?:so\\s*)?(\\d{1,5})(?:\\s?/\\s?(?:19|20)\\d\\d(?:\\s?/\\s?\\1(?=\\s?-))?)?(?:\\s*[-/]?\\s*([a-z]{2,6}))?(?!\\w)(?!\\s*(?:ngay|thang|nam|quy)\\b)", "gd");
  var STEP = /(?<!\w)(?<label>gach dau dong|gach|dau cong|diem|khoan|k\.?(?=\s?\d)|d\.?(?=\d)|dieu|tieu muc|muc|chuong|phan|dong)(?:\s+(?<thu>thu)?\s*|(?=\d))(?<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivx]{1,5}|nhat|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|[a-z]\d?)(?!\w)|(?<!\w)(?<place>doan mo dau|doan ket(?:\s+thu\s+(?<nth>\d))?|noi nhan|phan ky|phan mo dau)(?!\w)/gd;
  var STEP_KINDS = { "gach dau dong": "indent", gach: "indent", "dau cong": "subindent", diem: "point", khoan: "para", dieu: "art", "tieu muc": "subsec", muc: "sec", chuong: "chp", phan: "part", dong: "row" };
  var STEP_LETTERS = { "gach dau dong": "gạch đầu dòng", diem: "điểm", khoan: "khoản", dieu: "điều", "tieu muc": "tiểu mục", muc: "mục", chuong: "chương", phan: "phần", dong: "dòng", "dau cong": "dấu cộng", gach: "gạch" };
  var PLACES = { "doan mo dau": "intro", "doan ket": "wrapup", "noi nhan": "recipients", "phan ky": "signature", "phan mo dau": "preamble" };
  var ORDINALS = { nhat: 1, mot: 1, hai: 2, ba: 3, tu: 4, bon: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9 };
  var ORDINAL_LETTERS = ["nhất", "một", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
  var RANKS = ["part", "chp", "sec", "subsec", "art", "para", "point", "indent", "subindent", "row", "intro", "wrapup"];

  function clean(text) {
    var head = Array.from(text).slice(0, 10 * MAX_CHARACTERS).join("").normalize("NFC").replace(/[\p{Cs}]/gu, "");
    head = head.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, " ").split(/\s+/u).filter(Boolean).join(" ").normalize("NFC");
    return Array.from(head).slice(0, MAX_CHARACTERS).join("").trim();
  }

  function understand(text) {
    var q = read(clean(text));
    if (!q.fixed || q.numbers.length || q.address.length) return q;
    var again = read(q.fixed), isMended = function (n) { return n.mended; }; // "quyeets ddinhj 3891": mended, it names a document
    if (!(again.numbers.length || again.address.length || (again.documents.length && !q.documents.length))) return q;
    again.notes = q.notes.filter(isMended).concat(again.notes.filter(function (n) { return !n.mended; }));
    again.typed = q.typed;
    again.fixed = q.fixed;
    return again;
  }
  function read(typed) {
    D = S.D;
    STOP = S.STOP;
    S.STOP_WEIGHT = STOP_WEIGHT;
    COUNTS = S.COUNTS;
    spelling = S.spelling();
    var left = typed, shown = typed;
    var q = { typed: typed, words: [], phrases: [], excluded: [], agencies: [], roles: [], when: [], numbers: [], documents: [], places: [], around: [], address: [], addressPairs: [], unknown: [], notes: [], fixed: null };
    /* Điều đã hiểu, để hiện ra và bỏ được: nhãn, và câu hỏi khi không có nó. */
    var note = function (label, a, b, without, mended) {
      if (without === undefined) without = (typed.slice(0, a) + " " + typed.slice(b)).split(/\s+/).filter(Boolean).join(" ");
      q.notes.push({ label: label, without: without, mended: !!mended });
    };
    var take = function (a, b) { left = left.slice(0, a) + "\0".repeat(b - a) + left.slice(b); };
    q.marked = exact(typed) !== fold(typed);
    q.meaning = MEANING.test(fold(typed));
    q.asks = ASKS.test(fold(typed));
    ahead(rawOf(typed));
    var number = function (key, a, b) {
      b = a + typed.slice(a, b).trimEnd().length;
      if (!q.numbers.includes(key)) q.numbers.push(key);
      note("Số văn bản: " + typed.slice(a, b).trim(), a, b);
      take(a, b);
    };
    var letter = function (begins) { // "công văn 5443" là 5443/CT-CS
      var keys = Object.keys(S.documentNames().names).filter(function (k) { return k.startsWith(begins) && k.includes("-") && !NO_LETTER.test(k); });
      return keys.length === 1 ? keys[0] : null;
    };
    var isNumber = function (key) { return COUNTS.numbers.has(key) || has(S.documentNames().names, key); };
    Array.from(fold(left).matchAll(NUMBER)).forEach(function (m) {
      var before = LEAD_IN.exec(fold(left).slice(0, m.index));
      number(numberKey(m), before ? before.index : m.index, m.index + m[0].length);
    });
    [[NUMBER_FIRST, 1, 2], [TYPE_FIRST, 2, 1]].forEach(function (form) {
      Array.from(fold(left).matchAll(form[0])).forEach(function (m) {
        var kind = m[form[2]], key = stripZeros(m[form[1]]) + "/" + (has(TYPE_CODES, kind) ? TYPE_CODES[kind] : kind), end = m.index + m[0].length;
        if (m[3] && isNumber(key + "-" + m[3])) number(key + "-" + m[3], m.index, end);
        else if (isNumber(key)) number(key, m.index, m[3] ? m.indices[3][0] : end);
        else if (key.endsWith("/cv") && letter(key.slice(0, -2))) number(letter(key.slice(0, -2)), m.index, m[3] ? m.indices[3][0] : end);
      });
    });
    Array.from(left.matchAll(/"([^"]{1,200})"|“([^”]{1,200})”|«([^»]{1,200})»/g)).forEach(function (m) {
      var group = m[1] || m[2] || m[3], words = folds(rewrite(rawOf(group)));
      if (words.length && !group.includes("\0")) {
        q.phrases.push(words.slice(0, MAX_WORDS));
        note("Cụm từ: " + group.trim(), m.index, m.index + m[0].length);
      }
      take(m.index, m.index + m[0].length);
    });
    Array.from(left.matchAll(/(?<=\s)-([\p{L}\p{N}]+)/gu)).forEach(function (m) {
      q.excluded.push(fold(m[1]));
      note("Không chứa: " + m[1], m.index, m.index + m[0].length);
      take(m.index, m.index + m[0].length);
    });
    address();
    syllablesTyped();
    return q;

    function address() {
      var eid = /(?<!\w)(?:sec|art|chp|part|para|point)_\w+/.exec(left), found = new Map(), said = new Map(), spans = [];
      if (eid) {
        q.address = pathOf(eid[0]).map(function (s) { return [s]; });
        note("Vị trí: " + eid[0], eid.index, eid.index + eid[0].length);
        take(eid.index, eid.index + eid[0].length);
        return;
      }
      var letters = exact(left), dotted = /(?<!\w)(?:muc\s+)?([ivx]{1,5})\.(\d{1,2})(?:\.?([a-z]))?(?!\w|\.\d)/d.exec(fold(left));
      if (dotted) {
        found.set("sec", [stepKey("sec", dotted[1])]);
        found.set("para", ["para_" + dotted[2]]);
        if (dotted[3]) found.set("point", ["point_" + letters[dotted.indices[3][0]].replace("đ", "dd")]);
        spans.push([dotted.index, dotted.index + dotted[0].length]);
        take(dotted.index, dotted.index + dotted[0].length);
      }
      Array.from(fold(left).matchAll(STEP)).forEach(function (m) {
        var readings = step(m, letters);
        if (!readings) return;
        var kind = readings[0].split("_")[0];
        if (!found.has(kind)) found.set(kind, readings);
        if (!said.has(kind)) said.set(kind, syllables(fold(m[0])).slice(-2).map(function (s) { return s[0]; }).join("_"));
        spans.push([m.index, m.index + m[0].length]);
      });
      if (!spans.length) return;
      spans.sort(function (a, b) { return a[0] - b[0]; });
      var without = typed;
      spans.slice().reverse().forEach(function (s) { without = without.slice(0, s[0]) + " " + without.slice(s[1]); take(s[0], s[1]); });
      note("Vị trí: " + spans.map(function (s) { return typed.slice(s[0], s[1]); }).join(" "), 0, 0, without.replace(/ ,/g, " ").split(/\s+/).filter(Boolean).join(" "));
      var rank = function (s) { var r = RANKS.indexOf(s[0].split("_")[0]); return r < 0 ? 99 : r; };
      q.address = Array.from(found.values()).sort(function (a, b) { return rank(a) - rank(b); });
      q.addressPairs = q.address.map(function (s) { return said.get(s[0].split("_")[0]) || ""; });
    }

    function step(m, letters) {
      var g = m.groups;
      if (g.place) {
        var name = PLACES[g.place.replace(/\s+thu\s+\d/, "")];
        return [g.nth && g.nth !== "1" ? name + "_" + g.nth : name];
      }
      var span = m.indices.groups, label = g.label, num = g.number, typedLabel = letters.slice(span.label[0], span.label[1]);
      if (label === "k" || label === "k.") label = "khoan";
      if (label === "d" || label === "d.") { // "k1 đ37"
        if (typedLabel[0] !== "đ" && !/(?<!\w)k\.?\s?\d/.test(fold(typed))) return null;
        label = typedLabel = "dieu";
      }
      var meantLabel = STEP_LETTERS[label].split(" "); // a wrong mark is forgiven that makes no word ("đièu 7")
      if (typedLabel.split(" ").some(function (t, i) { return t !== fold(t) && t !== meantLabel[i] && COUNTS.exact.has(t); })) return null;
      if (vni() && !/\s/.test(m[0])) return null;
      var before = fold(left).slice(0, m.index).split("\0").pop().split(/\s+/).filter(Boolean).pop();
      if (before && has(D.noSteps, before + " " + label) && insideWord(m, letters, D.noSteps[before + " " + label])) return null;
      var kind = STEP_KINDS[label];
      if (kind === "point") {
        var letter = letters.slice(span.number[0], span.number[1]);
        if (letter === "d") return q.marked ? ["point_d"] : ["point_d", "point_dd"];
        return /^(?:[a-zđ]\d?|\d+(?:\.\d+)*)$/.test(letter) ? ["point_" + letter.replace("đ", "dd")] : null;
      }
      if (has(ORDINALS, num) && (g.thu ? saysWhich(m, letters) : kind === "indent")) num = String(ORDINALS[num]);
      var roman = /^[ivx]+$/.test(num), lettered = (kind === "sec" || kind === "part") && num.length === 1;
      if (!(/^\d/.test(num) || (roman && ["sec", "part", "chp", "subsec"].includes(kind)) || lettered)) return null;
      return [stepKey(kind, num.replace(/\./g, "-"))];
    }

    /* "tài khoản 3" không phải khoản 3; "quy định tại khoản 3" thì phải. */
    function insideWord(m, letters, word) {
      var typedWord = letters.slice(0, m.index).split(/\s+/).filter(Boolean).pop(), wanted = word.split(" ")[0];
      if (typedWord !== fold(typedWord) || wanted === fold(wanted)) return typedWord === wanted;
      return !/^\W*(?:dieu|muc|phan|chuong)\s+[\divx]/.test(fold(left).slice(m.index + m[0].length));
    }
    /* "khoản thứ tư" nói khoản nào; "khoản thu từ việc" thì không. */
    function saysWhich(m, letters) {
      var at = m.indices.groups, thu = letters.slice(at.thu[0], at.thu[1]), num = letters.slice(at.number[0], at.number[1]);
      if (letters.slice(m.index, m.index + m[0].length) !== m[0]) return thu === "thứ" && (ORDINAL_LETTERS.includes(num) || num === fold(num));
      return num !== "tu" || /^\W*(?:$|(?:dieu|muc|phan|chuong|cua|trong|tai|luat|nghi|quyet)(?!\w))/.test(fold(left).slice(m.index + m[0].length));
    }

    function syllablesTyped() {
      var raw = rawOf(left).slice(0, MAX_WORDS), result = [], spelled = [], marked = raw.some(function (t) { return t.x !== t.f; });
      var bare = D.common.map(fold), common = function (t) { return D.common.includes(t.x) || (!marked && bare.includes(t.f)); };
      raw.forEach(function (t, at) {
        var before = result.length ? result[result.length - 1].f : "", after = at + 1 < raw.length ? raw[at + 1].f : "", found = null, apart;
        if (common(t) || inCapitals(t)) found = null;
        else if (spelling.known(t.f)) {
          var other = spelling.known(before) || spelling.known(after) ? spelling.better(t.f, before, after) : null;
          if (other && t.x !== t.f && COUNTS.exact.has(t.x)) other = null;
          if (other && !STOP.has(t.f) && !D.asking.includes(t.f) && !has(D.rewrites, t.f)) found = [other];
        } else found = spelling.meant(t.f, before, after, vni());
        if (found) {
          spelled.push([t.s, t.e, result.length, result.length + found.length]);
          if (found.some(function (w) { return w !== fold(w); })) q.marked = true; // marks were typed as letters or digits
          found.forEach(function (w) { result.push({ f: fold(w), x: w, s: t.s, e: t.e }); });
        } else if ((apart = spelling.inThrees(t))) result = result.concat(apart);
        else {
          result.push(t);
          var noNumber = /^\d{3,}$/.test(t.f) && !COUNTS.words.has(t.f); // "qđ 12345"
          if ((!spelling.known(t.f) && !common(t)) || noNumber) q.unknown.push(typed.slice(t.s, t.e));
        }
      });
      if (spelled.length) {
        var line = [""].concat(folds(result), [""]);
        spelled.forEach(function (s) {
          var word = typed.slice(s[0], s[1]);
          var meant = result.slice(s[2], s[3]).map(function (t) { return t.x; }).join(" ");
          s.push(meant !== fold(meant) ? meant : shownWords(line.slice(s[2], s[3] + 2)));
          note("Đã hiểu “" + word + "” là “" + s[4] + "”", 0, 0, typed.slice(0, s[0]) + '"' + word + '"' + typed.slice(s[1]), true);
        });
        spelled.reverse().forEach(function (s) { shown = shown.slice(0, s[0]) + s[4] + shown.slice(s[1]); });
        q.fixed = shown;
      }
      var tokens = unframed(documents(rewrite(inTheLawsWords(result)).slice(0, MAX_WORDS))), told = toldBy(tokens, spelled), weights = tokens.map(function () { return 1; });
      agencies(tokens, weights);
      places(tokens, weights);
      roles(tokens, weights);
      for (var k = 0; k + 1 < tokens.length; k++) {
        if (["thoi_han", "han_chot", "han_cuoi", "khi_nao", "bao_gio"].includes(tokens[k].f + "_" + tokens[k + 1].f)) weights[k] = weights[k + 1] = 0;
      }
      q.when = Array.from(new Set(whenTerms(folds(tokens)).concat(S.reportedRhythms(tokens))));
      q.when.forEach(whenNote);
      q.words = tokens.map(function (t, i) {
        return { f: t.f, x: t.x, marked: t.x !== t.f, weight: weights[i] * told[i] * (STOP.has(t.f) ? STOP_WEIGHT : 1), glued: i > 0 && !left.slice(tokens[i - 1].e, t.s).includes("\0") };
      });
    }

    /* Chữ viết tắt nhiều tiếng chỉ nặng bằng ba tiếng gõ rời. */
    function toldBy(tokens, spelled) {
      var sizes = new Map(), place = function (t) { return t.s + " " + t.e; };
      tokens.forEach(function (t) { sizes.set(place(t), (sizes.get(place(t)) || 0) + 1); });
      spelled.forEach(function (s) { sizes.delete(s[0] + " " + s[1]); });
      return tokens.map(function (t) { return Math.min(1, SHORT_FORM / (sizes.get(place(t)) || 1)); });
    }

    /* "ly dị" mà không điều khoản nào viết: văn bản gọi là "ly hôn". */
    function inTheLawsWords(tokens) {
      for (var at = 0; at < tokens.length; at++) {
        for (var n = 0; n < D.everyday.length; n++) {
          var said = D.everyday[n][0].split(" "), meant = D.everyday[n][1].split(" "), part = tokens.slice(at, at + said.length);
          if (part.length < said.length || !says(part, said)) continue;
          var a = part[0].s, b = part[part.length - 1].e, word = typed.slice(a, b);
          note("“" + word + "”, văn bản gọi là “" + meant.join(" ") + "”", a, b, typed.slice(0, a) + '"' + word + '"' + typed.slice(b), true);
          tokens = tokens.slice(0, at).concat(meant.map(function (w) { return { f: fold(w), x: w, s: a, e: b }; }), tokens.slice(at + said.length));
          at += meant.length - 1;
          break;
        }
      }
      return tokens;
    }
    function says(part, said) {
      var letters = part.map(function (t) { return t.x; }).join(" "), marked = letters === said.join(" ");
      if (!marked && letters !== said.map(fold).join(" ")) return false;
      var held = part.slice(1).every(function (t, i) { return COUNTS.pairs.has(part[i].f + "_" + t.f); });
      return !held || (marked && said.slice(1).some(function (w, i) { return COUNTS.shownPairs.get(fold(said[i]) + "_" + fold(w)) !== said[i] + "_" + w; }));
    }

    /* Văn bản được gọi tên; tên nằm trong câu dài hơn thành "luật này", như luật vẫn tự gọi mình. */
    function documents(tokens) {
      var known = S.documentNames(), line = folds(tokens), found = [], size, at;
      var years = typed.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) || []; // of documents of one number those of a year that was typed
      q.numbers.forEach(function (n) {
        var ids = has(known.names, n) ? known.names[n] : [], fit = ids.filter(function (d) { return years.some(function (y) { return S.documents()[d][0].endsWith("-" + y); }); });
        found = found.concat(fit.length ? fit : ids);
      });
      search: for (size = Math.min(known.longest, tokens.length); size > 1; size--) {
        for (at = 0; at + size <= tokens.length; at++) {
          var name = line.slice(at, at + size).join(" ");
          if (!has(known.names, name) || (at && line[at - 1] === "bo" && line[at] === "luat")) continue;
          var part = tokens.slice(at, at + size), end = part[size - 1].e, luat = line.indexOf("luat", at);
          note("Văn bản: " + typed.slice(part[0].s, end), part[0].s, end);
          if (q.address.length) { // behind an address a name says only where to look
            take(part[0].s, end); tokens = tokens.slice(0, at).concat(tokens.slice(at + size));
          } else if (size < tokens.length && line.slice(at, at + 2).includes("luat")) {
            tokens = tokens.slice(0, at).concat(part.slice(0, luat - at + 1), [{ f: "nay", x: "này", s: end, e: end }], tokens.slice(at + size));
          }
          found = found.concat(known.names[name]);
          break search;
        }
      }
      var kind = "? " + line.join(" "); // "điểm a khoản 2 mục III kế hoạch": tìm trong các kế hoạch
      if (q.address.length && tokens.length && !found.length && has(known.names, kind)) {
        note("Loại văn bản: " + typed.slice(tokens[0].s, tokens[tokens.length - 1].e), tokens[0].s, tokens[tokens.length - 1].e);
        take(tokens[0].s, tokens[tokens.length - 1].e);
        found = known.names[kind]; tokens = [];
      }
      q.documents = Array.from(new Set(found));
      return tokens;
    }
    /* "quy hoạch chi tiết TOD" không phải "tổ": gõ chữ hoa giữa chữ thường là chữ viết tắt. */
    function inCapitals(t) {
      var word = typed.slice(t.s, t.e);
      return word.length > 1 && upper(word) && !upper(typed);
    }
    function upper(w) { return w === w.toUpperCase() && w !== w.toLowerCase(); }
    function vni() { return spelling.inVni(folds(rawOf(typed))); }
    function unframed(tokens) {
      var line = folds(tokens), gone = new Set();
      D.frames.forEach(function (frame) {
        for (var at = 0; at + frame.length <= line.length; at++) {
          if (frame.every(function (w, i) { return line[at + i] === w; })) frame.forEach(function (_, i) { gone.add(at + i); });
        }
      });
      if (tokens.length > MANY_WORDS) tokens.forEach(function (t, at) { // "anh A"; "nhà ở" và "bo y te" thì không
        var letter = typed.slice(t.s, t.e);
        if (/^\p{L}$/u.test(letter) && ((upper(letter) && !upper(typed)) || (t.x === t.f && !"yo".includes(t.f)))) gone.add(at);
      });
      if (!gone.size || gone.size === tokens.length) return tokens;
      gone.forEach(function (at) { take(tokens[at].s, tokens[at].e); });
      return tokens.filter(function (_, at) { return !gone.has(at); });
    }
    function whenNote(term) {
      var value = term.slice(2), quarter = /^(?:(\d{4})-)?Q(\d)$/.exec(value), days = /^(\d+)d$/.exec(value), label;
      if (term[0] === "r") label = "Định kỳ: " + D.rhythms[value];
      else if (quarter) {
        if (!quarter[1] && q.when.some(function (t) { return t.includes("-Q"); })) return;
        label = "Thời gian: quý " + ["I", "II", "III", "IV"][quarter[2] - 1] + (quarter[1] ? "/" + quarter[1] : "");
      } else label = days ? "Thời hạn: " + days[1] + " ngày" : "Việc có thời hạn";
      var m = new RegExp(D.whenWords[quarter ? "Q" : days ? "d" : value]).exec(fold(typed));
      if (m) note(label, m.index, m.index + m[0].length); else note(label, 0, 0, typed);
    }

    function agencies(tokens, weights) {
      for (var at = 0; at < tokens.length; at++) {
        for (var size = Math.min(D.longestName, tokens.length - at); size > 0; size--) {
          var part = tokens.slice(at, at + size), key = named(part);
          if (key === null || (at && noOffice(tokens[at - 1], part[0], size))) continue;
          q.agencies.push({ key: key, name: D.agencies[key][0], acts: acts(tokens, at), groups: D.agencies[key][1] });
          var there = placeBehind(tokens, at + size), told = D.agencies[key][0];
          if (there) {
            if (!q.places.includes(there.place[0])) q.places.push(there.place[0]); // [jurisdiction, name, letters]
            told += " " + there.place[1];
            size += there.size;
          }
          note("Cơ quan: " + told, part[0].s, tokens[at + size - 1].e);
          for (var i = at; i < at + size; i++) weights[i] = 0;
          at += size - 1;
          break;
        }
      }
    }
    function noOffice(before, first, size) { // "các sở xây dựng kế hoạch", "cơ sở y tế"
      if (before.f === "cac" && first.f === "so") return size > 1;
      var pair = before.f + " " + first.f, letters = has(D.noOffices, pair) ? D.noOffices[pair].split(" ") : null;
      return !!letters && [before, first].every(function (t, i) { return t.x === t.f || t.x === letters[i]; });
    }
    function placeBehind(tokens, at) { // "Sở Tư pháp Hà Tĩnh", "UBND tỉnh Quảng Nam"
      var starts = tokens[at - 1].f === "tinh" ? [at, at - 1] : [at];
      for (var i = 0; i < starts.length; i++) {
        for (var size = Math.min(6, tokens.length - starts[i]); size > 0; size--) {
          var name = folds(tokens.slice(starts[i], starts[i] + size)).join(" ");
          if (has(D.placeNames, name) && starts[i] + size > at) return { place: D.placeNames[name], size: starts[i] + size - at };
        }
      }
      return null;
    }
    /* Tên tỉnh đứng một mình ("chi thường xuyên cà mau"): ưu tiên văn bản của tỉnh đó. */
    function places(tokens, weights) {
      var found = [], named = new Set(), more = q.agencies.length || q.numbers.length || q.phrases.length || q.address.length;
      for (var at = 0; at < tokens.length; at++) {
        for (var size = Math.min(7, tokens.length - at); size > 0; size--) {
          var part = tokens.slice(at, at + size), name = folds(part).join(" ");
          if (!has(D.placeNames, name) || !weights.slice(at, at + size).every(Boolean) || !isPlace(part, D.placeNames[name][2].split(" "))) continue;
          found.push([D.placeNames[name], at, at + size]);
          for (var i = at; i < at + size; i++) named.add(i);
          at += size - 1;
          break;
        }
      }
      if (!more && tokens.every(function (t, i) { return named.has(i) || STOP.has(t.f); })) return;
      found.forEach(function (f) {
        var words = f[0][2].split(" ").map(fold);
        note("Ưu tiên văn bản của " + f[0][1], tokens[f[1]].s, tokens[f[2] - 1].e);
        for (var i = f[1]; i < f[2]; i++) weights[i] = 0;
        if (!q.around.some(function (p) { return p.key === f[0][0] && p.words.join(" ") === words.join(" "); })) q.around.push({ key: f[0][0], words: words });
      });
    }
    function isPlace(part, letters) {
      var size = letters.length, told = part.length > size, words = part.slice(-size);
      if (words.some(function (t, i) { return t.x !== letters[i] && t.x !== t.f && COUNTS.exact.has(t.x); })) return false;
      if (told || (size > 1 && part[0].s === part[size - 1].s && part[0].s !== part[size - 1].e)) return true;
      if (D.persons.includes(folds(part).join(" "))) return false;
      if (words.some(function (t) { return t.x !== t.f; })) return true;
      if (size === 1) return (COUNTS.shown.get(words[0].f) || letters[0]) === letters[0];
      return words.slice(1).every(function (t, i) {
        var written = COUNTS.shownPairs.get(words[i].f + "_" + t.f);
        return !written || written === letters[i] + "_" + letters[i + 1];
      });
    }
    function named(part) {
      var owners = folds(part).join(" ");
      owners = has(D.names, owners) ? D.names[owners] : [];
      for (var i = 0; i < owners.length; i++) {
        var letters = owners[i][1].split(" ");
        var wrong = part.filter(function (t, j) { return t.x !== letters[j] && t.x !== t.f; });
        if (!wrong.length || (wrong.length === 1 && part.length > 2 && !COUNTS.exact.has(wrong[0].x))) return owners[i][0];
      }
      return null;
    }
    function acts(tokens, at) {
      var before = folds(tokens.slice(Math.max(0, at - 2), at)), last = before[before.length - 1];
      if (last === "va" && q.agencies.length) return q.agencies[q.agencies.length - 1].acts;
      return !(before.length && (D.objectWords.includes(last) || D.objectPairs.includes(before.join("_"))));
    }
    function roles(tokens, weights) {
      for (var at = 0; at + 1 < tokens.length; at++) {
        var pair = tokens[at].f + "_" + tokens[at + 1].f, role = has(D.roles, pair) ? D.roles[pair] : null;
        var beside = (at > 0 && weights[at - 1] < 1) || (at + 2 < weights.length && weights[at + 2] < 1);
        if (role && !q.roles.includes(role) && (role !== "perform" || (beside && q.agencies.length))) {
          q.roles.push(role);
          note("Vai trò: " + D.roleNames[role], tokens[at].s, tokens[at + 1].e);
          weights[at] = weights[at + 1] = Math.min(weights[at], 0.6);
        }
      }
    }
  }
  /* What a question surely asks for is read in one go, and the lengths of the clauses with it. */
  function ahead(raw) {
    var lists = [folds(raw), folds(rewrite(raw))], terms = [];
    lists.forEach(function (words) { terms = terms.concat(words.filter(function (w) { return !STOP.has(w); }), S.pairsOf(words)); });
    S.need(terms);
  }
  function rawOf(text) {
    var folded = fold(text), letters = exact(text);
    return syllables(text).map(function (s) { return { f: S.bareNumber(folded.slice(s[1], s[2])), x: S.bareNumber(letters.slice(s[1], s[2])), s: s[1], e: s[2] }; });
  }
  function shownWords(line) {
    var shown = [];
    for (var at = 1; at + 1 < line.length; at++) {
      var behind = line[at - 1] + "_" + line[at], ahead = line[at] + "_" + line[at + 1], inside = (at === 1) - (at + 2 === line.length);
      var l = (COUNTS.shownPairs.get(behind) || "_").split("_")[1], r = (COUNTS.shownPairs.get(ahead) || "_").split("_")[0];
      if (l && r && (inside > 0 || (inside === 0 && (COUNTS.pairs.get(ahead) || 0) > (COUNTS.pairs.get(behind) || 0)))) l = r;
      shown.push(l || r || COUNTS.shown.get(line[at]) || line[at]);
    }
    return shown.join(" ");
  }

  S.understand = understand;
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
